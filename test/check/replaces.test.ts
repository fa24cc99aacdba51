// Diagnostics that findings take the place of: none of them may get lost.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkRules, runChecks } from "../../src/check/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { DiagnosticCode } from "../../src/diagnostic/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { expand } from "../diagnostic-page.ts";
import { groundOf } from "./ground-of.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const replaced = [...new Set(checkRules.flatMap(({ replaces = [] }) => replaces))].sort();

test("some diagnostics are replaced", () => {
  expect(replaced).toContain("remote-gateways-twice");
  expect(replaced.length).toBeGreaterThan(15);
});

function exampleOf(code: DiagnosticCode): string {
  const page = readFileSync(`${root}docs/diagnostics/${code}.md`, "utf8");
  return /^```json\n([\s\S]*?)\n```$/m.exec(page)?.[1] ?? "[]";
}

test.each(replaced)("what is said of the example of %s has a finding", (code) => {
  const read = readText({ file: "example.json", text: expand(exampleOf(code)) });
  const compilation = compileSnapshot(createSnapshot([[read]]));
  const said = compilation.diagnostics.filter((one) => one.code === code);
  expect(said).not.toEqual([]);
  const rules = checkRules.filter(({ replaces = [] }) => replaces.includes(code));
  const findings = runChecks(groundOf(compilation), rules);
  expect(findings.length).toBeGreaterThanOrEqual(1);
});
