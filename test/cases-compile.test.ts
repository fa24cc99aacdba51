// Every acceptance case must compile without losing anything.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileSnapshot } from "../src/compile/index.ts";
import { snapshotOf } from "./snapshot-of.ts";

// Beside the checkout; a worktree stands one folder deeper.
const root = ["../../shared/cases/", "../../../shared/cases/"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

if (root === undefined) console.log("skipped: no acceptance cases beside this checkout");

const names =
  root === undefined ? [] : readdirSync(root).filter((name) => /^\w+(-\w)?$/.test(name));

test.skipIf(root === undefined)("the acceptance cases are all there", () => {
  expect(names.length).toBeGreaterThan(30);
});

test.each(names)("case %s compiles without errors", (name) => {
  const text = readFileSync(new URL(`${name}/snapshot.json`, root), "utf8");
  const { model, diagnostics, coverage } = compileSnapshot(snapshotOf(JSON.parse(text)));
  expect(model.nics.size).toBeGreaterThan(0);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(coverage.modelled).toBeGreaterThan(1);
});
