import { expect, test } from "vitest";
import { findingOf } from "../../test/check/finding-of.ts";
import { createBaseline } from "./baseline.ts";
import { readSuppressions } from "./read-suppressions.ts";
import { isCounted, triage } from "./triage.ts";

const [a, b, c] = ["a", "b", "c"].map((name) => findingOf({ of: `routeTables/${name}` }));
const all = [a!, b!, c!];
const today = "2026-11-21";

function suppressionsOf(...entries: readonly object[]) {
  const value = entries.map((entry) => ({ reason: "a lab", ...entry }));
  return readSuppressions(value, ["TR701"]).suppressions;
}

test("without anything known every finding counts", () => {
  const { findings, ...rest } = triage(all, { baseline: undefined, suppressions: [], today });
  expect(findings.map((one) => [one.baseline, one.suppression, isCounted(one)])).toEqual([
    [undefined, undefined, true],
    [undefined, undefined, true],
    [undefined, undefined, true],
  ]);
  expect(rest).toEqual({ gone: [], expired: [], unused: [] });
});

test("a baseline tells what is new, what is not, and what is gone", () => {
  const baseline = createBaseline([a!, b!]).findings;
  const { findings, gone } = triage([b!, c!], { baseline, suppressions: [], today });
  expect(findings.map((one) => [one.baseline, isCounted(one)])).toEqual([
    ["unchanged", false],
    ["new", true],
  ]);
  expect(gone).toEqual(createBaseline([a!]).findings);
});

test("a finding is the same when its file, line and words are others", () => {
  const baseline = createBaseline(all).findings;
  const moved = all.map((one) => ({
    ...one,
    message: "Other words.",
    place: { ...one.place, file: "elsewhere/all.json", filePointer: "/resources/7" },
  }));
  const { findings } = triage(moved.reverse(), { baseline, suppressions: [], today });
  expect(findings.map((one) => one.baseline)).toEqual(["unchanged", "unchanged", "unchanged"]);
});

test("a suppression holds through its last day", () => {
  const suppressions = suppressionsOf({ resource: "a", expires: today });
  const before = triage(all, { baseline: undefined, suppressions, today });
  expect(before.findings.map(isCounted)).toEqual([false, true, true]);
  expect(before.expired).toEqual([]);
  const after = triage(all, { baseline: undefined, suppressions, today: "2026-11-22" });
  expect(after.findings.map(isCounted)).toEqual([true, true, true]);
  expect(after.expired).toEqual(suppressions);
  expect(after.unused).toEqual([]);
});

test("a suppression that no finding needs is told, one that others back up is not", () => {
  const suppressions = suppressionsOf({ code: "TR701" }, { resource: "a" }, { resource: "gone" });
  const { findings, unused } = triage(all, { baseline: undefined, suppressions, today });
  expect(findings.map((one) => one.suppression?.pointer)).toEqual(["/0", "/0", "/0"]);
  expect(unused.map(({ pointer }) => pointer)).toEqual(["/2"]);
});
