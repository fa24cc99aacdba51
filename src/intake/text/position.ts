import type { Position } from "../../diagnostic/index.ts";

const beginning: Position = { line: 1, column: 1 };

/** Line and column of an offset in UTF-16 units. Cost: proportional to the offset. */
export function positionAt(text: string, offset: number): Position {
  return positionsAt(text, [offset]).get(offset) ?? beginning;
}

/** Line and column of each offset, in one pass over the text; `offsets` may be in any order. */
export function positionsAt(
  text: string,
  offsets: readonly number[],
): ReadonlyMap<number, Position> {
  const positions = new Map<number, Position>();
  let line = 1;
  let start = 0;
  let lineEnd = text.indexOf("\n");
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    while (lineEnd >= 0 && lineEnd < offset) {
      line += 1;
      start = lineEnd + 1;
      lineEnd = text.indexOf("\n", start);
    }
    positions.set(offset, { line, column: offset - start + 1 });
  }
  return positions;
}
