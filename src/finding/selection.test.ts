import { expect, test } from "vitest";
import { findingOf } from "../../test/check/finding-of.ts";
import type { FindingCode } from "./finding.ts";
import { isSelected, mayBeSelected, readSelector, type Selector } from "./selection.ts";

const codes: readonly FindingCode[] = ["TR301", "TR701"];

const words: readonly (readonly [string, Selector | undefined])[] = [
  ["tr701", { kind: "code", code: "TR701" }],
  ["NEXTHOP", { kind: "family", family: "nextHop" }],
  ["Warning", { kind: "severity", severity: "warning" }],
  ["TR702", undefined],
  ["", undefined],
];

test.each(words)("'%s' is read as %j", (word, selector) => {
  expect(readSelector(word, codes)).toEqual(selector);
});

function selectionOf(only: string, skip: string) {
  const read = (text: string) => text.split(" ").flatMap((word) => readSelector(word, codes) ?? []);
  return { only: read(only), skip: read(skip) };
}

// Each row: --only, --skip, whether a TR701 of severity warning is wanted, and whether its rule is
// run.
const selections: readonly (readonly [string, string, boolean, boolean])[] = [
  ["", "", true, true],
  ["TR701", "", true, true],
  ["TR301", "", false, false],
  ["limits", "", true, true],
  ["nextHop", "", false, false],
  ["warning", "", true, true],
  ["error", "", false, true],
  ["nextHop warning", "", true, true],
  ["", "TR701", false, false],
  ["", "limits", false, false],
  ["", "warning", false, true],
  ["", "info", true, true],
  ["limits", "warning", false, true],
  ["TR701", "limits", false, false],
];

test.each(selections)("only '%s', skip '%s': wanted %s, run %s", (only, skip, wanted, run) => {
  const selection = selectionOf(only, skip);
  const finding = findingOf({ severity: "warning" });
  expect(isSelected(selection, finding)).toBe(wanted);
  expect(mayBeSelected(selection, finding)).toBe(run);
});
