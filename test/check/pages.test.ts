// The examples on the pages of rules are what the rules say of their snapshots.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkRules } from "../../src/check/index.ts";
import { findingsIn } from "./ground-of.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

function examplesOn(code: string): readonly string[] {
  const page = readFileSync(`${root}docs/checks/${code}.md`, "utf8");
  return [...page.matchAll(/^```text\n([\s\S]*?)\n```$/gm)].map((found) =>
    unwrapped(found[1] ?? ""),
  );
}

// Pages break long messages into lines, and some leave out what all ids begin with.
function unwrapped(text: string): string {
  return text
    .replaceAll(
      /\/subscriptions\/[^\s/]+\/resourceGroups\/[^\s/]+\/providers\/Microsoft\.Network/gi,
      "~",
    )
    .replaceAll(/\s+/g, " ");
}

const codes = checkRules
  .map(({ code }) => code)
  .filter((code) => /^TR[26]/.test(code) && examplesOn(code).length > 0);

test("some pages have examples", () => {
  expect(codes.length).toBeGreaterThan(10);
});

test.each(codes)("%s: the messages are those of has.yaml", (code) => {
  const found = findingsIn([`${root}test/check/rules/${code}/has.yaml`]);
  const messages = found
    .filter((one) => one.code === code)
    .map(({ message }) => unwrapped(message));
  expect(messages).toEqual(expect.arrayContaining([...examplesOn(code)]));
});
