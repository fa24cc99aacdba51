// The README shows what the product answers today, and every command that it lists is there.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isUpdate, renderPage } from "./render-page.ts";
import { runCli } from "./run-cli.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const file = `${root}README.md`;
const page = readFileSync(file, "utf8");

test("every command of the README answers what it shows", async () => {
  const { page: rendered, runs } = await renderPage(page, root);
  if (isUpdate && rendered !== page) writeFileSync(file, rendered);
  expect(runs.length).toBeGreaterThanOrEqual(2);
  for (const { line, code } of runs) expect(code, line).toBe(0);
  if (!isUpdate) expect(page).toBe(rendered);
});

test("the table of commands and the help name the same commands", async () => {
  const listed = [...page.matchAll(/^\| `trueroute (\w+)/gm)].map(([, name]) => name);
  const { stdout } = await runCli("--help");
  const offered = [...stdout.matchAll(/^ {2}(\w+)(?: [[<]| {2,})/gm)].map(([, name]) => name);
  expect([...new Set(listed)].sort()).toEqual(offered.sort());
});
