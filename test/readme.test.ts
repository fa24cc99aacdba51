// The README shows what the product answers today, and every command that it lists is there.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isUpdate, renderPage } from "./render-page.ts";
import { runCli } from "./run-cli.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const page = readFileSync(`${root}README.md`, "utf8");

test.each([
  ["README.md", 3],
  ["docs/commands/routes.md", 1],
  ["docs/commands/nexthop.md", 2],
  ["docs/commands/explain.md", 1],
  ["docs/commands/trace.md", 3],
  ["docs/commands/reach.md", 3],
  ["docs/commands/replay.md", 1],
  ["docs/commands/check.md", 2],
  ["docs/commands/fix.md", 1],
  ["docs/commands/nsg.md", 2],
])("every command of %s answers what it shows", async (name, count) => {
  const written = readFileSync(`${root}${name}`, "utf8");
  const { page: rendered, runs } = await renderPage(written, root);
  if (isUpdate && rendered !== written) writeFileSync(`${root}${name}`, rendered);
  expect(runs.length).toBe(count);
  for (const { line, code } of runs) expect(code, line).toBe(0);
  if (!isUpdate) expect(written).toBe(rendered);
});

test("every command has its page", () => {
  const commands = [...page.matchAll(/^\| `trueroute (\w+)/gm)].map(([, name]) => name);
  for (const name of commands) {
    expect(readFileSync(`${root}docs/commands/${name}.md`, "utf8")).toContain(
      `# trueroute ${name}`,
    );
  }
});

test("the table of commands and the help name the same commands", async () => {
  const listed = [...page.matchAll(/^\| `trueroute (\w+)/gm)].map(([, name]) => name);
  const { stdout } = await runCli("--help");
  const offered = [...stdout.matchAll(/^ {2}(\w+)(?: [[<]| {2,})/gm)].map(([, name]) => name);
  expect([...new Set(listed)].sort()).toEqual(offered.sort());
});
