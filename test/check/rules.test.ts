// Every rule of check: a snapshot that has the trap, one that nearly has it and does not, and one
// where it is repaired and nothing new has come.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkRules } from "../../src/check/index.ts";
import { families } from "../../src/finding/index.ts";
import { rules as catalogue } from "../../src/rule/index.ts";
import { findingsIn } from "./ground-of.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "test/check/rules");
const codes = checkRules.map(({ code }) => code);

test("codes are unique, in order, and each family has its hundred", () => {
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const { code, family } of checkRules) {
    expect(code).toMatch(new RegExp(`^TR${families.indexOf(family) + 1}\\d\\d$`));
  }
});

test("every folder of snapshots belongs to a rule", () => {
  expect(readdirSync(folder).filter((name) => !codes.some((code) => code === name))).toEqual([]);
});

describe.each(checkRules.map((rule) => [rule.code, rule] as const))("%s", (code, rule) => {
  const file = (name: string) => join(folder, code, name);
  const found = (files: readonly string[]) =>
    findingsIn(files).filter((finding) => finding.code === code);

  test("has: the trap is found", () => {
    const findings = found([file("has.yaml")]);
    expect(findings).not.toEqual([]);
    for (const { place, message, remedy } of findings) {
      expect(place.resource, "a finding has a resource").not.toBe("");
      expect(message).toMatch(/^[^a-z].*\.$/s);
      expect(remedy).toMatch(/^[A-Z].*\.$/s);
    }
  });

  test("near-miss: nothing is found", () => {
    expect(found([file("near-miss.yaml")])).toEqual([]);
  });

  // Layers over has.yaml; a rule whose repair is written by `fix` needs none.
  test.runIf(existsSync(file("repaired.yaml")))(
    "repaired: it is gone, and nothing has come",
    () => {
      const before = new Set(findingsIn([file("has.yaml")]).map((one) => one.code));
      const after = findingsIn([file("has.yaml"), file("repaired.yaml")]).map((one) => one.code);
      expect(after).not.toContain(code);
      expect(after.filter((one) => !before.has(one))).toEqual([]);
    },
  );

  test("its page says what it is and which rules it rests on", () => {
    const page = readFileSync(join(root, `docs/checks/${code}.md`), "utf8");
    expect(page).toContain(`# ${code}: ${rule.title}\n`);
    for (const id of rule.rules) {
      expect(page, id).toContain(`(../semantics/${catalogue[id].page}#${id.toLowerCase()})`);
    }
  });
});
