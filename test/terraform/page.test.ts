// The page on Terraform lists the types that have a table, in their order.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { families } from "../../src/intake/terraform/mapping/index.ts";

test("the page lists every type and what becomes of it", () => {
  const page = readFileSync(new URL("../../docs/terraform.md", import.meta.url), "utf8");
  const listed = page.split("\n").filter((line) => line.startsWith("| `azurerm_"));
  const rows = families.flatMap(({ mappings, additions }) => [
    ...mappings.map(({ terraform, type }) => `| \`${terraform}\` | \`${type}\` |`),
    ...additions.map(({ terraform }) => `| \`${terraform}\` | adds |`),
  ]);
  expect(listed).toEqual(rows);
});
