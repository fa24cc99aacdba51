import { everyService, type FlowSet } from "../../flow/index.ts";
import { isEmptySet, type PrefixSet, subtract } from "../../net/index.ts";
import {
  type Origin,
  type OriginSpace,
  originsIn,
  publicFaces,
  type Reach,
  unicastSpace,
} from "../../reach/index.ts";

/** Flows that are followed on both sides. */
export interface Suspect {
  readonly origin: Origin;
  readonly set: FlowSet;
  readonly name?: string;
}

/** Every flow that anybody with one of some addresses can send. */
export function flowsFrom(reaches: readonly Reach[], senders: PrefixSet): readonly Suspect[] {
  return originsIn(reaches, senders).flatMap(({ origin, sources }) => {
    const destinations = receiversOf(reaches, { origin, sources });
    const isNone = isEmptySet(sources) || isEmptySet(destinations);
    return isNone ? [] : [{ origin, set: { sources, destinations, services: everyService } }];
  });
}

function receiversOf(reaches: readonly Reach[], { origin, sources }: OriginSpace): PrefixSet {
  if (origin.kind === "internet") return publicFaces(reaches);
  // What stays inside one place outside Azure is not for Azure to carry.
  const isPlace = origin.kind === "site" && origin.site !== undefined;
  return isPlace ? subtract(unicastSpace, sources) : unicastSpace;
}
