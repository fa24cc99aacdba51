import { exampleOf, type Flow, type FlowSet, withoutFlows } from "../flow/index.ts";
import {
  hasIp,
  hostPrefix,
  type Ip,
  intersect,
  isEmptySet,
  lowestIp,
  type PrefixSet,
  prefixSet,
  rangeSet,
  subtract,
} from "../net/index.ts";
import type { Trace } from "../walk/index.ts";
import { narrowToFootprint } from "./footprint/footprint.ts";
import { narrowSenders, type Origin, senderAt } from "./origin.ts";
import type { Reach } from "./reach.ts";

/** Flows that are asked about. */
export interface FlowRegion {
  readonly origin: Origin;
  readonly set: FlowSet;
  /** Name that all of them ask for, lower case; absent where they use addresses. */
  readonly name?: string;
}

/** Flows that fare alike in every model. */
export interface FlowCell {
  readonly set: FlowSet;
  /** The flow that was followed for all. */
  readonly example: Flow;
  /** Its trace in each model, in their order; absent where nobody sends it. */
  readonly traces: readonly (Trace | undefined)[];
}

/**
 * Cuts flows into cells that fare alike: one flow is followed in every model, what surely fares as
 * it does is taken out, and so on until nothing is left or the visitor has enough. Cells are
 * disjoint; addresses that nobody can have are left out. Gives what was not looked at.
 */
export function exploreFlows(
  reaches: readonly Reach[],
  region: FlowRegion,
  visit: (cell: FlowCell) => boolean,
): readonly FlowSet[] {
  const open: FlowSet[] = families.flatMap((family) => inFamily(region.set, family)).reverse();
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    const turn = takeCell(reaches, { ...region, set });
    open.push(...turn.rest.toReversed());
    if (turn.cell !== undefined && !visit(turn.cell)) return open.reverse();
  }
  return [];
}

const families: readonly PrefixSet[] = [rangeSet([[0, 2 ** 32]]), rangeSet([[0n, 1n << 128n]])];

function inFamily(
  { sources, destinations, services }: FlowSet,
  family: PrefixSet,
): readonly FlowSet[] {
  const own = {
    sources: intersect(sources, family),
    destinations: intersect(destinations, family),
    services,
  };
  return isEmptySet(own.sources) || isEmptySet(own.destinations) ? [] : [own];
}

interface Turn {
  /** Absent where there was nothing to follow. */
  readonly cell: FlowCell | undefined;
  readonly rest: readonly FlowSet[];
}

function takeCell(reaches: readonly Reach[], region: FlowRegion): Turn {
  const { origin, set, name } = region;
  const source = lowestIp(set.sources);
  const service = exampleOf(set.services);
  if (source === undefined || service === undefined) return { cell: undefined, rest: [] };
  const senders = reaches.map((reach) => senderAt(reach, origin, source));
  if (senders.every((sender) => sender === undefined)) {
    return { cell: undefined, rest: withoutSources(set, silentLike(reaches, region, source)) };
  }
  const others = subtract(set.destinations, prefixSet([hostPrefix(source)]));
  const destination = lowestIp(others);
  if (destination === undefined) {
    return { cell: undefined, rest: withoutSources(set, prefixSet([hostPrefix(source)])) };
  }
  const empty = emptyAround(reaches, destination);
  if (empty !== undefined) {
    return { cell: undefined, rest: withoutDestinations(set, empty) };
  }
  const example: Flow = {
    protocol: service.protocol,
    source,
    sourcePort: undefined,
    destination,
    destinationPort: service.port,
    name,
  };
  const traces = reaches.map((reach, at) => {
    const sender = senders[at];
    if (sender === undefined || !concerns(reach, origin, destination)) return undefined;
    const supposedIn = reach.subnetsAt(destination);
    return reach.walker.trace({ sender, flow: example, supposedIn });
  });
  const own = reaches.reduce(
    (rest, reach, at) => narrowIn(reach, region, { rest, trace: traces[at], source }),
    set,
  );
  return { cell: { set: own, example, traces }, rest: withoutFlows(set, own) };
}

function narrowIn(
  reach: Reach,
  { origin }: FlowRegion,
  {
    rest,
    trace,
    source,
  }: { readonly rest: FlowSet; readonly trace: Trace | undefined; readonly source: Ip },
): FlowSet {
  const sources = narrowSenders(reach, origin, rest.sources, source);
  const set = { ...rest, sources };
  if (trace !== undefined) return narrowToFootprint({ reach, trace, set });
  if (origin.kind !== "internet") return set;
  return { ...set, destinations: subtract(rest.destinations, reach.publicFaces) };
}

// What is sent from the Internet to anybody else on the Internet is not the estate's.
function concerns(reach: Reach, { kind }: Origin, destination: Ip): boolean {
  return kind !== "internet" || hasIp(reach.publicFaces, destination);
}

function silentLike(reaches: readonly Reach[], { origin, set }: FlowRegion, source: Ip): PrefixSet {
  return reaches.reduce((rest, reach) => narrowSenders(reach, origin, rest, source), set.sources);
}

// Addresses of networks at which nobody is in any model, one among them; absent when somebody may
// have it.
function emptyAround(reaches: readonly Reach[], ip: Ip): PrefixSet | undefined {
  let common: PrefixSet | undefined;
  for (const reach of reaches) {
    const networks = reach.networksAt(ip);
    if (networks.length === 0) return undefined;
    for (const { key } of networks) {
      const places = reach.placesIn(key);
      if (places === undefined || places.placeOf(ip) !== undefined) return undefined;
      common = common === undefined ? places.empty : intersect(common, places.empty);
    }
  }
  return common;
}

function withoutSources(set: FlowSet, out: PrefixSet): readonly FlowSet[] {
  const sources = subtract(set.sources, out);
  return isEmptySet(sources) ? [] : [{ ...set, sources }];
}

function withoutDestinations(set: FlowSet, out: PrefixSet): readonly FlowSet[] {
  const destinations = subtract(set.destinations, out);
  return isEmptySet(destinations) ? [] : [{ ...set, destinations }];
}
