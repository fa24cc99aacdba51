import { everyService, type FlowSet } from "../../flow/index.ts";
import { intersect, isEmptySet, type PrefixSet, rangeSet } from "../../net/index.ts";

/** Flows by their ends; whoever sends them. */
export type Area = readonly FlowSet[];

/** All addresses. */
export const everywhere: PrefixSet = rangeSet([
  [0, 2 ** 32],
  [0n, 1n << 128n],
]);

/** All flows from some addresses to some others. */
export function flowsTo(sources: PrefixSet, destinations: PrefixSet): Area {
  const isNone = isEmptySet(sources) || isEmptySet(destinations);
  return isNone ? [] : [{ sources, destinations, services: everyService }];
}

/** All flows between some addresses and some others, whichever side begins. */
export function between(one: PrefixSet, other: PrefixSet): Area {
  return [...flowsTo(one, other), ...flowsTo(other, one)];
}

/** All flows that begin or end at some addresses. */
export function endingAt(set: PrefixSet): Area {
  return between(set, everywhere);
}

/** The flows of an area that begin or end at some addresses. */
export function touching(area: Area, set: PrefixSet): Area {
  return area.flatMap((one) =>
    [
      { ...one, sources: intersect(one.sources, set) },
      { ...one, destinations: intersect(one.destinations, set) },
    ].filter(({ sources, destinations }) => !isEmptySet(sources) && !isEmptySet(destinations)),
  );
}
