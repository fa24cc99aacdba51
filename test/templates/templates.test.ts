// Templates that people can read, and what each makes. GOLDEN_UPDATE=1 writes the pages; the
// difference is the review.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { deployCase, readDeploymentCase } from "./deployment-case.ts";
import { renderDeployed } from "./render-deployed.ts";

const cases = fileURLToPath(new URL("./cases/", import.meta.url));
const pages = fileURLToPath(new URL("../golden/templates/", import.meta.url));
const isUpdate = Boolean(process.env["GOLDEN_UPDATE"]);
const names = readdirSync(cases).map((name) => name.replace(/\.jsonc$/, ""));

test.each(names)("%s", (name) => {
  const text = readFileSync(`${cases}${name}.jsonc`, "utf8");
  const page = renderDeployed(deployCase(readDeploymentCase(text)));
  const file = `${pages}${name}.txt`;
  if (isUpdate) writeFileSync(file, page);
  expect(page).toBe(existsSync(file) ? readFileSync(file, "utf8") : "no golden file yet");
});

test("every page belongs to a template", () => {
  const wanted = new Set(names.map((name) => `${name}.txt`));
  const stale = readdirSync(pages).filter((name) => name.endsWith(".txt") && !wanted.has(name));
  if (isUpdate) for (const name of stale) rmSync(pages + name);
  expect(isUpdate ? [] : stale).toEqual([]);
});

test("no secret of the templates is on a page", () => {
  for (const name of names) {
    const text = readFileSync(`${cases}${name}.jsonc`, "utf8");
    expect(JSON.stringify(deployCase(readDeploymentCase(text)))).not.toMatch(/hunter\d/);
  }
});
