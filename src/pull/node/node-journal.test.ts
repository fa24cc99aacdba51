import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNodeJournal, journalFolder } from "./node-journal.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function linesOf(path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createNodeJournal(path).lines()) lines.push(line);
  return lines;
}

test("lines stay whole, in their order, also of another run", async () => {
  const path = journalFolder(join(folder, "estate.json"));
  expect(await linesOf(path)).toEqual([]);
  const long = Array.from({ length: 20 }, (_, index) => `${index} ${"x".repeat(100_000)}`);
  const journal = createNodeJournal(path);
  await Promise.all(long.map((line) => journal.append(line)));
  await createNodeJournal(path).append("next run");
  expect(await linesOf(path)).toEqual([...long, "next run"]);
  expect(readdirSync(folder)).toEqual(["estate.json.partial"]);
});

test("a line that was cut off spoils no other", async () => {
  await createNodeJournal(folder).append("first");
  appendFileSync(join(folder, "answers.jsonl"), '{"ask":"GET /a');
  await createNodeJournal(folder).append("second");
  expect(await linesOf(folder)).toEqual(["first", '{"ask":"GET /a', "second"]);
});

test("what is thrown away is gone, and can be begun again", async () => {
  const path = join(folder, "a.partial");
  const journal = createNodeJournal(path);
  await journal.append("first");
  await journal.clear();
  expect(existsSync(path)).toBe(false);
  await journal.append("again");
  expect(await linesOf(path)).toEqual(["again"]);
});

test("what cannot be written is told", async () => {
  writeFileSync(join(folder, "file"), "");
  const place = join(folder, "file", "a.partial");
  const journal = createNodeJournal(place);
  await expect(journal.append("x")).rejects.toThrow(
    `cannot write ${place}: a part of the path is not a folder`,
  );
});
