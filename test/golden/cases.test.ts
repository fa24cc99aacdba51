// Every captured and worked case: the rows that Azure has for a snapshot (README.md in cases/ says how they compare).
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import type { Model } from "../../src/model/index.ts";
import { azureRows, type AzureRow } from "../../src/report/index.ts";
import { findTarget, Router } from "../../src/route/index.ts";
import { type ExpectedTarget, mismatches } from "./compare-case.ts";

const folder = fileURLToPath(new URL("./cases/", import.meta.url));

interface Expected {
  readonly effectiveRoutes: readonly ExpectedTarget[];
}

function compileCase(name: string): Model {
  const file = `${folder}${name}/snapshot.json`;
  const read = readText({ file, text: readFileSync(file, "utf8") });
  return compileSnapshot(createSnapshot([[read]])).model;
}

function rowsOf(model: Model, target: string): readonly AzureRow[] {
  const found = findTarget(model, target);
  if (found.kind !== "found" || found.target.kind === "hub") throw new Error(`${target}: ${found.kind}`);
  const table = new Router(model).tableOf(found.target.view);
  if (table === undefined) throw new Error(`${target}: no table`);
  return azureRows(table, model.behavior);
}

const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test("there are cases", () => {
  expect(cases.length).toBeGreaterThanOrEqual(37);
});

for (const name of cases) {
  const expected = JSON.parse(readFileSync(`${folder}${name}/expected.json`, "utf8")) as Expected;
  for (const wanted of expected.effectiveRoutes) {
    test(`${name}: ${wanted.target}`, () => {
      expect(mismatches(wanted, rowsOf(compileCase(name), wanted.target))).toEqual([]);
    });
  }
}
