import {
  type AddressPart,
  noService,
  type PortSide,
  type RuleEnd,
  type RuleSpace,
  servicesOf,
} from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import { type PrefixSet, prefixSet, rangeSet } from "../net/index.ts";
import type { AddressTest } from "./address-test.ts";
import { type PortTest, testPort } from "./port-test.ts";
import { publicSpace } from "./public-space.ts";
import type { AnyRule, RuleTest } from "./rule-test.ts";

/** What tags and groups stand for at one subnet, as sets. */
export interface ScopeSets {
  /** The tag `VirtualNetwork`: the union of these. */
  readonly inside: readonly PrefixSet[];
  /** The same without default routes: what is no part of the Internet (NSG-8). */
  readonly near: readonly PrefixSet[];
  readonly membersOf: (group: Key) => PrefixSet;
}

/** A rule as the set of flows that it matches for certain. */
export interface TestSpace extends RuleSpace {
  /** Whether tags without known prefixes may make it match more. */
  readonly isSourceOpen: boolean;
  readonly isDestinationOpen: boolean;
}

/**
 * Tells what flows a rule matches, whose services stand for one port of the packet; the other port
 * is compared as it is.
 */
export function spaceOf(
  test: RuleTest<AnyRule>,
  {
    scope,
    portSide,
    otherPort,
  }: {
    readonly scope: ScopeSets;
    readonly portSide: PortSide;
    /** The port of the other side; of the destination where neither side is meant. */
    readonly otherPort: number | undefined;
  },
): TestSpace {
  const { source, destination } = test;
  return {
    sources: endOf(source, scope),
    destinations: endOf(destination, scope),
    services: servicesIn(test, portSide, otherPort),
    isSourceOpen: isOpen(source),
    isDestinationOpen: isOpen(destination),
  };
}

function isOpen({ isAny, unknownTags }: AddressTest): boolean {
  return !isAny && unknownTags.length > 0;
}

function servicesIn(
  { rule, sourcePorts, destinationPorts }: RuleTest<AnyRule>,
  portSide: PortSide,
  otherPort: number | undefined,
) {
  const isReply = portSide === "source";
  const [bound, other] = isReply
    ? [sourcePorts, destinationPorts]
    : [destinationPorts, sourcePorts];
  if (portSide === "none") {
    return isTaken(destinationPorts, otherPort) && isTaken(sourcePorts, undefined)
      ? servicesOf(rule.protocol, portsOnly(sourcePorts, destinationPorts))
      : noService;
  }
  if (!isTaken(other, otherPort)) return noService;
  // A rule for some ports says nothing about protocols that have none.
  return servicesOf(rule.protocol, bound ?? (other === undefined ? undefined : everyPort));
}

const everyPort = [{ first: 0, last: 65_535 }];

function portsOnly(...tests: readonly PortTest[]): typeof everyPort | undefined {
  return tests.every((one) => one === undefined) ? undefined : everyPort;
}

function isTaken(test: PortTest, port: number | undefined): boolean {
  const match = testPort(test, port);
  return match === "yes" || match === "assumedYes";
}

function endOf(test: AddressTest, scope: ScopeSets): RuleEnd {
  if (test.isAny) return undefined;
  const parts: AddressPart[] = test.sets.map(plainPart);
  if (test.ranges.length > 0) parts.push(...rangesOf(test));
  for (const tag of test.tags) {
    if (tag === "virtualNetwork") parts.push(...scope.inside.map(plainPart));
    if (tag === "internet") parts.push({ within: publicSpace, except: scope.near });
  }
  for (const group of test.groups) parts.push(plainPart(scope.membersOf(group)));
  return parts;
}

function plainPart(within: PrefixSet): AddressPart {
  return { within, except: [] };
}

// Both ends of a range belong to it.
function rangesOf({ ranges }: AddressTest): readonly AddressPart[] {
  return ranges.map(({ first, last }) => {
    if (typeof first !== typeof last) return plainPart(prefixSet([]));
    const end = typeof last === "number" ? last + 1 : (last as bigint) + 1n;
    return plainPart(rangeSet([[first, end]]));
  });
}
