import { expect, test } from "vitest";
import { positionAt, positionsAt } from "./position.ts";

const text = "ab\ncd\r\n\ne";

// Offset, line, column. A line end belongs to the line that it ends.
const rows = [
  [0, 1, 1],
  [2, 1, 3],
  [3, 2, 1],
  [6, 2, 4],
  [7, 3, 1],
  [8, 4, 1],
  [9, 4, 2],
] as const;

test.each(rows)("offset %i is at %i:%i", (offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ line, column });
});

test("answers for many offsets in any order, repeated ones too", () => {
  const offsets = [...rows, ...rows].map(([offset]) => offset).toReversed();
  const positions = positionsAt(text, offsets);
  for (const [offset, line, column] of rows) {
    expect(positions.get(offset)).toEqual({ line, column });
  }
});
