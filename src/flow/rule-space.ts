import {
  hasIp,
  type Ip,
  intersect,
  isEmptySet,
  overlapsSet,
  type PrefixSet,
  subtract,
  union,
} from "../net/index.ts";
import type { Flow } from "./flow.ts";
import type { FlowSet } from "./flow-set.ts";
import {
  commonServices,
  hasService,
  isSetProtocol,
  overlapServices,
  type ServiceSet,
  subtractServices,
} from "./service-set.ts";

/** Which port of a packet the services of a set of flows stand for: a reply has it as its source. */
export type PortSide = "source" | "destination" | "none";

/** A packet that stands for all packets of a set. */
export interface Example {
  readonly flow: Flow;
  readonly portSide: PortSide;
}

/** Addresses that a rule names: those of `within` that are in none of `except`. */
export interface AddressPart {
  readonly within: PrefixSet;
  readonly except: readonly PrefixSet[];
}

/** One end of a rule: any of its parts; every address where it is absent. */
export type RuleEnd = readonly AddressPart[] | undefined;

/** The flows that a rule matches. */
export interface RuleSpace {
  readonly sources: RuleEnd;
  readonly destinations: RuleEnd;
  readonly services: ServiceSet;
}

/** A set of flows that a rule treats alike, and whether it matches them. */
export interface Narrowed {
  readonly set: FlowSet;
  readonly isMatch: boolean;
}

/**
 * Makes a set of flows smaller so that a rule matches all of them or none; the example stays in it.
 * What is left out is as little as one cut can do.
 */
export function narrowToRule(set: FlowSet, example: Example, rule: RuleSpace): Narrowed {
  const miss = { set, isMatch: false };
  if (!overlapServices(set.services, rule.services)) return miss;
  const sources = clip(set.sources, rule.sources);
  if (sources === undefined) return miss;
  const destinations = clip(set.destinations, rule.destinations);
  if (destinations === undefined) return miss;
  const { flow } = example;
  if (!hasExampleService(rule.services, example)) {
    const services = subtractServices(set.services, rule.services);
    return { set: { ...set, services }, isMatch: false };
  }
  if (!hasIp(destinations, flow.destination)) {
    return {
      set: { ...set, destinations: subtract(set.destinations, destinations) },
      isMatch: false,
    };
  }
  if (!hasIp(sources, flow.source)) {
    return { set: { ...set, sources: subtract(set.sources, sources) }, isMatch: false };
  }
  const services = commonServices(set.services, rule.services);
  return { set: { sources, destinations, services }, isMatch: true };
}

/** Whether the service of an example is in a set. */
export function hasExampleService(set: ServiceSet, { flow, portSide }: Example): boolean {
  const { protocol, sourcePort, destinationPort } = flow;
  const port = portSide === "source" ? sourcePort : destinationPort;
  return isSetProtocol(protocol) && hasService(set, protocol, port);
}

/** What of a set an end of a rule names; absent when that is nothing. */
export function clip(set: PrefixSet, end: RuleEnd): PrefixSet | undefined {
  if (end === undefined) return set;
  let found: PrefixSet | undefined;
  for (const { within, except } of end) {
    if (!overlapsSet(set, within)) continue;
    const part = except.reduce(subtract, intersect(set, within));
    found = found === undefined ? part : union(found, part);
  }
  return found === undefined || isEmptySet(found) ? undefined : found;
}

/** Makes a set smaller so that all of it is inside a set of addresses, as an address is, or outside. */
export function narrowToSide(set: PrefixSet, ip: Ip, part: PrefixSet): PrefixSet {
  if (!overlapsSet(set, part)) return set;
  return hasIp(part, ip) ? intersect(set, part) : subtract(set, part);
}
