import {
  hasIp,
  intersect,
  isEmptySet,
  overlapsSet,
  type PrefixSet,
  subtract,
} from "../net/index.ts";
import type { Flow } from "./flow.ts";
import {
  commonServices,
  hasService,
  isNoService,
  isSetProtocol,
  overlapServices,
  type ServiceSet,
  subtractServices,
} from "./service-set.ts";

/**
 * A set of flows: every one from a source to a destination with a service. None of the three is
 * empty.
 */
export interface FlowSet {
  readonly sources: PrefixSet;
  readonly destinations: PrefixSet;
  readonly services: ServiceSet;
}

/** The flows that are in both sets; absent when there are none. */
export function commonFlows(a: FlowSet, b: FlowSet): FlowSet | undefined {
  const services = commonServices(a.services, b.services);
  if (isNoService(services)) return undefined;
  const sources = intersect(a.sources, b.sources);
  if (isEmptySet(sources)) return undefined;
  const destinations = intersect(a.destinations, b.destinations);
  return isEmptySet(destinations) ? undefined : { sources, destinations, services };
}

/**
 * The flows of a set that are not in another one, as disjoint sets, at most three: those of other
 * sources, then of other destinations, then of other services.
 */
export function withoutFlows(set: FlowSet, out: FlowSet): readonly FlowSet[] {
  const { sources, destinations, services } = set;
  const common = commonFlows(set, out);
  if (common === undefined) return [set];
  return [
    { sources: subtract(sources, common.sources), destinations, services },
    {
      sources: common.sources,
      destinations: subtract(destinations, common.destinations),
      services,
    },
    { ...common, services: subtractServices(services, common.services) },
  ].filter((one) => !isEmptyFlowSet(one));
}

function isEmptyFlowSet({ sources, destinations, services }: FlowSet): boolean {
  return isNoService(services) || isEmptySet(sources) || isEmptySet(destinations);
}

/** Whether a flow is in a set. The port that the sender takes does not count. */
export function hasFlow(set: FlowSet, flow: Flow): boolean {
  const { protocol, source, destination, destinationPort } = flow;
  return (
    isSetProtocol(protocol) &&
    hasService(set.services, protocol, destinationPort) &&
    hasIp(set.sources, source) &&
    hasIp(set.destinations, destination)
  );
}

/** Whether two sets share a flow. */
export function overlapFlows(a: FlowSet, b: FlowSet): boolean {
  return (
    overlapServices(a.services, b.services) &&
    overlapsSet(a.sources, b.sources) &&
    overlapsSet(a.destinations, b.destinations)
  );
}
