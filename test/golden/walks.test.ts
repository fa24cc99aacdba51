// Walks that people read. GOLDEN_UPDATE=1 writes what the commands print; the difference is the
// review.
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isRuleId } from "../../src/rule/index.ts";
import { dispositions } from "../../src/flow/index.ts";
import {
  commandOf,
  formatWalkCase,
  readWalkCase,
  runIn,
  type Section,
  transcript,
  type WalkCase,
  walkCaseNames,
  walkFolder,
} from "./walk-case.ts";

const isUpdate = Boolean(process.env["GOLDEN_UPDATE"]);

async function rerun(whole: WalkCase, section: Section): Promise<Section> {
  const line = commandOf(section);
  if (line === undefined) return section;
  const blank = section.text.endsWith("\n\n") ? "\n" : "";
  return { ...section, text: transcript(await runIn(whole, line)) + blank };
}

test.each(walkCaseNames())("%s", async (name) => {
  const whole = readWalkCase(name);
  const sections = await Promise.all(whole.sections.map((section) => rerun(whole, section)));
  const now = formatWalkCase({ ...whole, sections });
  if (isUpdate) writeFileSync(`${walkFolder}${name}.txt`, now);
  else expect(now).toBe(formatWalkCase(whole));
});

test.each(walkCaseNames())("%s names its rules, its evidence and its source", (name) => {
  const { header, sections } = readWalkCase(name);
  const { rule = "", evidence = "", source = "" } = header;
  expect(["documented", "observed", "inferred", "computed"]).toContain(evidence);
  expect(source).not.toBe("");
  const ids = rule.split(", ").filter((id) => !/^WE-\d+$/.test(id));
  expect(ids.filter((id) => !isRuleId(id))).toEqual([]);
  expect(sections.some((section) => commandOf(section) !== undefined)).toBe(true);
});

// The endings of a trace, whatever its command prints of it.
async function endingsOf(whole: WalkCase): Promise<readonly string[]> {
  const lines = whole.sections.flatMap((section) => commandOf(section) ?? []);
  const traces = lines.filter((line) => line.startsWith("trace "));
  const all = await Promise.all(
    traces.map(async (line) => {
      const plain = line.replaceAll(/ (?:--mtr|--firewall-log|-o \w+|--query "[^"]*")/g, "");
      const { stdout } = await runIn(whole, `${plain} -o json`);
      if (stdout === "") return [];
      const { disposition, reply } = JSON.parse(stdout) as {
        readonly disposition: string;
        readonly reply: { readonly disposition: string } | null;
      };
      return reply === null ? [disposition] : [disposition, reply.disposition];
    }),
  );
  return all.flat();
}

test("every disposition ends a walk of a case", async () => {
  const cases = walkCaseNames().map(readWalkCase);
  const endings = new Set((await Promise.all(cases.map(endingsOf))).flat());
  expect(dispositions.filter((one) => !endings.has(one))).toEqual([]);
});
