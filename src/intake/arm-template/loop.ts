import { ExpressionFault } from "./expression/index.ts";

/** One turn of a `copy`, and the turns around it. */
export interface Loop {
  readonly name: string;
  /** From 0. */
  readonly index: number;
  readonly around: Loop | undefined;
  /** Whether the loop makes properties: only loops of resources and outputs need no name. */
  readonly isInner: boolean;
}

/** Azure makes at most so many of anything. */
export const maxCopies = 800;

/**
 * `copyIndex()`: the turn of the loop of that name, else of the resource or output at hand. Throws
 * `ExpressionFault` outside of a loop.
 */
export function copyIndexOf(loop: Loop | undefined, name: string | undefined): number {
  if (loop === undefined) throw new ExpressionFault("copyIndex() stands outside of a copy");
  const wanted = name?.toLowerCase();
  let found: Loop | undefined;
  for (let at: Loop | undefined = loop; at !== undefined && found === undefined; at = at.around) {
    const fits = wanted === undefined ? !at.isInner : at.name.toLowerCase() === wanted;
    if (fits) found = at;
  }
  // Azure wants a name inside a loop of properties; where only such loops are, one is meant.
  if (wanted === undefined) found ??= loop;
  if (found === undefined)
    throw new ExpressionFault(`copyIndex() names no copy around it: ${name}`);
  return found.index;
}
