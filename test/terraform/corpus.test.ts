// Plans and states of other people: read without a fault, everything that stays open named.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isUnknown } from "../../src/arm/index.ts";
import { type ReadResult, readText } from "../../src/intake/index.ts";
import { findSharedFile } from "../shared-file.ts";

const folder = findSharedFile("corpus/terraform");
const files =
  folder === undefined
    ? []
    : readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(json|tfstate)$/.test(name))
        .sort();

describe.skipIf(folder === undefined)("the corpus", () => {
  test("holds plans and states", () => {
    expect(files.length).toBeGreaterThan(2);
  });

  test.each(files)("%s", async (name) => {
    const text = readFileSync(join(folder ?? "", name), "utf8");
    const golden = name.replaceAll("/", "-").replace(/\.(json|tfstate)$/, ".txt");
    const result = readText({ file: name, text });
    await expect(render(result)).toMatchFileSnapshot(`../golden/terraform/${golden}`);
  });
});

// One line for each resource, and below it what it refers to and what stays unknown.
function render({ resources, removals, diagnostics }: ReadResult): string {
  const known = new Set(resources.map(({ id }) => id.key));
  const lines = resources.flatMap(({ id, extent, body }) => [
    `${extent} ${id.text}`,
    ...referencesOf(body, "").map(([pointer, value]) => {
      if (typeof value !== "string") return `  ${pointer} unknown: ${value.$unknown}`;
      return `  ${pointer} -> ${known.has(value.toLowerCase()) ? value : `outside: ${value}`}`;
    }),
  ]);
  return [
    ...lines,
    ...removals.map(({ id }) => `removed ${id.text}`),
    ...diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
    "",
  ].join("\n");
}

function referencesOf(
  value: unknown,
  pointer: string,
): readonly (readonly [string, string | { readonly $unknown: string }])[] {
  if (isUnknown(value)) return [[pointer, value]];
  if (typeof value === "string") {
    return value.startsWith("/subscriptions/") && pointer !== "/id" ? [[pointer, value]] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    referencesOf(inner, `${pointer}/${name}`),
  );
}
