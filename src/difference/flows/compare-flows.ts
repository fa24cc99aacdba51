import { exploreFlows, type FlowCell, outcomeOf, type Reach } from "../../reach/index.ts";
import { classify } from "./classify.ts";
import type { FlowChange } from "./flow-change.ts";
import { type ChangedCell, gatherCells } from "./gather.ts";
import type { Suspect } from "./suspect.ts";

/** What was found about flows. */
export interface ComparedFlows {
  readonly changes: readonly FlowChange[];
  /** What was not looked at, because there was too much of it. */
  readonly unexamined: readonly Suspect[];
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
