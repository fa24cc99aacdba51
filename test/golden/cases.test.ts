// Every captured and worked case: the rows that Azure has for a snapshot (README.md in cases/ says
// how they compare).
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Model } from "../../src/model/index.ts";
import { type AzureRow, azureRows } from "../../src/report/index.ts";
import { findTarget, Router } from "../../src/route/index.ts";
import { type ExpectedTarget, mismatches } from "./compare-case.ts";
import { caseFolder, caseNames, readCase } from "./read-case.ts";

interface Expected {
  readonly effectiveRoutes: readonly ExpectedTarget[];
}

function rowsOf(model: Model, target: string): readonly AzureRow[] {
  const found = findTarget(model, target);
  if (found.kind !== "found" || found.target.kind === "hub")
    throw new Error(`${target}: ${found.kind}`);
  const table = new Router(model).tableOf(found.target.view);
  if (table === undefined) throw new Error(`${target}: no table`);
  return azureRows(table, model.behavior);
}

test("there are cases", () => {
  expect(caseNames().length).toBeGreaterThanOrEqual(37);
});

for (const name of caseNames()) {
  const expected = JSON.parse(
    readFileSync(`${caseFolder}${name}/expected.json`, "utf8"),
  ) as Expected;
  for (const wanted of expected.effectiveRoutes) {
    test(`${name}: ${wanted.target}`, () => {
      expect(mismatches(wanted, rowsOf(readCase(name).model, wanted.target))).toEqual([]);
    });
  }
}
