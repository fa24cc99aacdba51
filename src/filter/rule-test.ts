import type { Flow } from "../flow/index.ts";
import type { NetworkTag, SecurityRule } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import {
  type AddressTest,
  addressTest,
  namesPlatform,
  type TagLookup,
  testAddress,
} from "./address-test.ts";
import { type PortMatch, type PortTest, portTest, testPort } from "./port-test.ts";
import type { Scope } from "./scope.ts";

/** A rule of a security group or of a network manager. */
export type AnyRule = Omit<SecurityRule, "access">;

/** A rule made ready to be compared with many flows. */
export interface RuleTest<R extends AnyRule> {
  readonly rule: R;
  readonly source: AddressTest;
  readonly destination: AddressTest;
  readonly sourcePorts: PortTest;
  readonly destinationPorts: PortTest;
  /** Whether it names a tag of the platform (NSG-10). */
  readonly isForPlatform: boolean;
  /** Rules of ours that say why it is asked and what it compares with. */
  readonly because: readonly RuleId[];
}

/** Makes a rule ready; `asked` are the rules of ours by which it is asked. */
export function ruleTest<R extends AnyRule>(
  rule: R,
  lookUp: TagLookup,
  asked: readonly RuleId[] = groupRules,
): RuleTest<R> {
  const source = addressTest(rule.sources, lookUp);
  const destination = addressTest(rule.destinations, lookUp);
  const isForPlatform = namesPlatform(source) || namesPlatform(destination);
  return {
    rule,
    source,
    destination,
    sourcePorts: portTest(rule.sourcePorts),
    destinationPorts: portTest(rule.destinationPorts),
    isForPlatform,
    because: [...asked, ...rulesOfEnds(source, destination)],
  };
}

const groupRules: readonly RuleId[] = ["NSG-1", "NSG-2"];

const ruleOfTag: Readonly<Record<NetworkTag, RuleId>> = {
  virtualNetwork: "NSG-7",
  internet: "NSG-8",
  loadBalancer: "NSG-8",
  platformDns: "NSG-10",
  platformImds: "NSG-10",
  platformActivation: "NSG-10",
};

function rulesOfEnds(...ends: readonly AddressTest[]): readonly RuleId[] {
  const rules = ends.flatMap(({ tags, groups }): readonly RuleId[] => [
    ...tags.map((tag) => ruleOfTag[tag]),
    ...(groups.length === 0 ? [] : (["NSG-9"] as const)),
  ]);
  return [...new Set(rules)];
}

/** What a flow is compared with, and how. */
export interface Comparison {
  readonly flow: Flow;
  readonly scope: Scope;
  /** Whether sender's ports do not count, as at private endpoints (PE-10). */
  readonly ignoresSourcePorts: boolean;
}

/** How a rule compares with a flow; `unknown` where a tag without prefixes would have to tell. */
export type RuleMatch = PortMatch | "unknown";

/** Compares a rule with a flow. Allocates nothing. */
export function matchRule(
  test: RuleTest<AnyRule>,
  { flow, scope, ignoresSourcePorts }: Comparison,
): RuleMatch {
  const { protocol } = test.rule;
  if (protocol !== "any" && protocol !== flow.protocol) return "no";
  const ports = matchPorts(test, flow, ignoresSourcePorts);
  if (ports === "no") return "no";
  const bySource = testAddress(test.source, flow.source, scope);
  if (bySource === false) return "no";
  const byDestination = testAddress(test.destination, flow.destination, scope);
  if (byDestination === false) return "no";
  return bySource === undefined || byDestination === undefined ? "unknown" : ports;
}

function matchPorts(
  { sourcePorts, destinationPorts }: RuleTest<AnyRule>,
  flow: Flow,
  ignoresSourcePorts: boolean,
): PortMatch {
  const asked = ignoresSourcePorts ? undefined : sourcePorts;
  if (asked === undefined && destinationPorts === undefined) return "yes";
  // A rule for some ports says nothing about protocols that have none.
  if (flow.protocol !== "tcp" && flow.protocol !== "udp") return "no";
  const byDestination = testPort(destinationPorts, flow.destinationPort);
  if (byDestination === "no") return "no";
  return weaker(byDestination, testPort(asked, flow.sourcePort));
}

// What is certain gives way to what is assumed, and that to a no.
function weaker(a: PortMatch, b: PortMatch): PortMatch {
  if (b === "no" || a === "yes") return b;
  return b === "assumedNo" ? b : a;
}
