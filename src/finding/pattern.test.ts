import { expect, test } from "vitest";
import { fitsPattern } from "./pattern.ts";

// Each row: a text, a pattern, and whether it fits.
const rows: readonly (readonly [string, string, boolean])[] = [
  ["hub/app", "hub/app", true],
  ["Hub/App", "hUB/aPP", true],
  ["hub/app", "hub", false],
  ["hub/app", "hub*", true],
  ["hub/app", "*app", true],
  ["hub/app", "*", true],
  ["", "*", true],
  ["", "", true],
  ["hub/app", "", false],
  ["hub/app", "h*b/*p", true],
  ["hub/app", "h*b*b/app", false],
  // What one part takes is not there for the next.
  ["aba", "ab*ba", false],
  ["abba", "ab*ba", true],
  ["abcabc", "*abc", true],
  ["abcabd", "*abc*", true],
  ["a.c", "a?c", false],
  ["abc", "a.c", false],
];

test.each(rows)("'%s' and '%s': %s", (text, pattern, fits) => {
  expect(fitsPattern(text, pattern)).toBe(fits);
});
