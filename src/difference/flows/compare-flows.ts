import { everyService, type FlowSet } from "../../flow/index.ts";
import { isEmptySet, type PrefixSet, subtract } from "../../net/index.ts";
import {
  exploreFlows,
  type FlowCell,
  type Origin,
  type OriginSpace,
  originsIn,
  outcomeOf,
  publicFaces,
  type Reach,
  unicastSpace,
} from "../../reach/index.ts";
import { classify } from "./classify.ts";
import type { FlowChange } from "./flow-change.ts";
import { type ChangedCell, gatherCells } from "./gather.ts";

/** Flows that are followed on both sides. */
export interface Suspect {
  readonly origin: Origin;
  readonly set: FlowSet;
  readonly name?: string;
}

/** What was found about flows. */
export interface ComparedFlows {
  readonly changes: readonly FlowChange[];
  /** What was not looked at, because there was too much of it. */
  readonly unexamined: readonly Suspect[];
}

/** Every flow that anybody can send. */
export function allFlows(reaches: readonly Reach[]): readonly Suspect[] {
  return originsIn(reaches).flatMap(({ origin, sources }) => {
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

/**
 * Follows flows on both sides, set by set, and tells which fare otherwise. Stops after `most` sets,
 * and says what is left.
 */
export function compareFlows(
  before: Reach,
  after: Reach,
  suspects: readonly Suspect[],
  most: number,
): ComparedFlows {
  const cells: ChangedCell[] = [];
  const unexamined: Suspect[] = [];
  let left = most;
  for (const suspect of suspects) {
    if (left === 0) {
      unexamined.push(suspect);
      continue;
    }
    const rest = exploreFlows([before, after], suspect, (cell) => {
      const changed = changedCell(suspect, cell);
      if (changed !== undefined) cells.push(changed);
      left -= 1;
      return left > 0;
    });
    unexamined.push(...rest.map((set) => ({ ...suspect, set })));
  }
  return { changes: gatherCells(cells), unexamined };
}

function changedCell({ origin, name }: Suspect, cell: FlowCell): ChangedCell | undefined {
  const [old, now] = cell.traces;
  const [before, after] = [old && outcomeOf(old), now && outcomeOf(now)];
  const kind = classify(before, after);
  if (kind === undefined) return undefined;
  const { sources, destinations, services } = cell.set;
  const example = { before: old, after: now };
  return { kind, before, after, origin, sources, destinations, services, name, example };
}
