// Every error of docs/semantics is provoked by a test here, or there is a reason why it is not.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const reasons: Readonly<Record<string, string>> = {
  "ERR-10": "address spaces change while networks are peered, as Azure has it today (PEER-2)",
  "ERR-12": "nothing can be moved here, and the refusal says so",
  "ERR-64": "Azure takes the prefix; the network's own route wins (SEL-4), and `check` tells it",
  "ERR-67": "what Azure answers is not known, and the routes are computed all the same",
  "ERR-82": "told by its code in operations.test.ts",
  "ERR-83": "told by its codes in operations.test.ts",
};

function textsBelow(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textsBelow(path);
      return path.endsWith(".test.ts") && entry.name !== "coverage.test.ts"
        ? readFileSync(path, "utf8")
        : "";
    })
    .join("\n");
}

const tests = textsBelow(join(root, "test/emulator"));
const page = readFileSync(join(root, "docs/semantics/10-arm-errors.md"), "utf8");
const ids = [...new Set([...page.matchAll(/<a id="err-(\d+)">/g)].map(([, id]) => `ERR-${id}`))];

test("the page has its errors", () => {
  expect(ids.length).toBeGreaterThan(40);
});

test.each(ids)("%s is provoked, or has a reason", (id) => {
  const isProvoked = new RegExp(`${id}\\b`).test(tests);
  expect([id, isProvoked || reasons[id] !== undefined]).toEqual([id, true]);
  // A reason that nobody needs any more misleads.
  expect([id, isProvoked && reasons[id] !== undefined]).toEqual([id, false]);
});

test("codes that are told by name are", () => {
  for (const code of [
    "ReferencedResourceNotProvisioned",
    "RetryableError",
    "AnotherOperationInProgress",
  ]) {
    expect(tests).toContain(code);
  }
});
