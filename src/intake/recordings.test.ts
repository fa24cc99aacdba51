import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createSnapshot, readText } from "./index.ts";

const recordings = fileURLToPath(
  new URL("../../../shared/corpus/exports/azure-cli-recordings/", import.meta.url),
);
const isPresent = existsSync(recordings);
if (!isPresent) console.log("skipped: recorded exchanges of az are not beside this checkout");

test.skipIf(!isPresent)("reads recorded exchanges of az without a diagnostic", () => {
  const names = readdirSync(recordings);
  const results = names.map((file) =>
    readText({ file, text: readFileSync(`${recordings}${file}`, "utf8") }),
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
