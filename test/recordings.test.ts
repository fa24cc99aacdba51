// What az recorded while it talked to Azure: resources, and the effective routes of their NICs.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSnapshot, readText } from "../src/intake/index.ts";
import { findSharedFile } from "./shared-file.ts";

const folder = findSharedFile("corpus/exports/azure-cli-recordings");

test.skipIf(folder === undefined)("recorded exchanges of az are read without a diagnostic", () => {
  const results = readdirSync(folder!).map((file) =>
    readText({ file, text: readFileSync(join(folder!, file), "utf8") }),
  );
  expect(results.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  const { resources, captures } = createSnapshot(results.map((result) => [result]));
  expect(resources.size).toBeGreaterThan(10);
  expect(captures.length).toBeGreaterThan(3);
  for (const { about, rows } of captures) {
    expect(resources.has(about?.toLowerCase() ?? "")).toBe(true);
    expect(rows.length).toBeGreaterThan(10);
  }
});
