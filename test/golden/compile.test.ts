// Every golden case must compile without losing anything.
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import { danglingKeys } from "../resolves.ts";
import { snapshotOf } from "../snapshot-of.ts";
import { caseNames, readCase } from "./snapshots.ts";

test("the golden cases are all there", () => {
  expect(caseNames.length).toBeGreaterThan(30);
});

test.each(caseNames)("case %s compiles without errors", (name) => {
  const { model, diagnostics, coverage } = compileSnapshot(snapshotOf(readCase(name)));
  expect(model.nics.size).toBeGreaterThan(0);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(danglingKeys(model)).toEqual([]);
  expect(coverage.modelled).toBeGreaterThan(1);
});
