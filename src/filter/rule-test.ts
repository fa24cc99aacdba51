import type { Flow } from "../flow/index.ts";
import type { PortRange, SecurityRule } from "../model/index.ts";
import {
  type AddressTest,
  addressTest,
  namesPlatform,
  type TagLookup,
  testAddress,
} from "./address-test.ts";
import { holdsAllPorts, type PortMatch, testPort } from "./port-test.ts";
import type { Scope } from "./scope.ts";

/** A rule of a security group or of a network manager. */
export type AnyRule = Omit<SecurityRule, "access">;

/** A rule made ready to be compared with many flows. */
export interface RuleTest<R extends AnyRule> {
  readonly rule: R;
  readonly source: AddressTest;
  readonly destination: AddressTest;
  /** Whether it names a tag of the platform (NSG-10). */
  readonly isForPlatform: boolean;
}

/** Makes a rule ready. */
export function ruleTest<R extends AnyRule>(rule: R, lookUp: TagLookup): RuleTest<R> {
  const source = addressTest(rule.sources, lookUp);
  const destination = addressTest(rule.destinations, lookUp);
  const isForPlatform = namesPlatform(source) || namesPlatform(destination);
  return { rule, source, destination, isForPlatform };
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
  { rule, source, destination }: RuleTest<AnyRule>,
  { flow, scope, ignoresSourcePorts }: Comparison,
): RuleMatch {
  if (rule.protocol !== "any" && rule.protocol !== flow.protocol) return "no";
  const ports = matchPorts(rule, flow, ignoresSourcePorts);
  if (ports === "no") return "no";
  const bySource = testAddress(source, flow.source, scope);
  if (bySource === false) return "no";
  const byDestination = testAddress(destination, flow.destination, scope);
  if (byDestination === false) return "no";
  return bySource === undefined || byDestination === undefined ? "unknown" : ports;
}

function matchPorts(rule: AnyRule, flow: Flow, ignoresSourcePorts: boolean): PortMatch {
  if (!hasPorts(flow)) {
    // A rule for some ports says nothing about protocols that have none.
    return holdsAllPorts(rule.destinationPorts) &&
      (ignoresSourcePorts || holdsAllPorts(rule.sourcePorts))
      ? "yes"
      : "no";
  }
  const byDestination = testPort(rule.destinationPorts, flow.destinationPort);
  if (byDestination === "no" || ignoresSourcePorts) return byDestination;
  return weaker(byDestination, rule.sourcePorts, flow.sourcePort);
}

function weaker(
  byDestination: PortMatch,
  ranges: readonly PortRange[],
  port: number | undefined,
): PortMatch {
  const bySource = testPort(ranges, port);
  if (bySource === "no" || byDestination === "assumedNo")
    return bySource === "no" ? "no" : "assumedNo";
  return bySource === "yes" ? byDestination : bySource;
}

function hasPorts({ protocol }: Flow): boolean {
  return protocol === "tcp" || protocol === "udp";
}
