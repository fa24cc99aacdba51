import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServiceTagError } from "./service-tag-error.ts";
import { openServiceTagFile, readServiceTagFile } from "./service-tag-file.ts";
import { installServiceTags, loadServiceTags, openInstalled } from "./service-tag-store.ts";

const fixture = fileURLToPath(new URL("../../test/fixtures/service-tags.json", import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-tags-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file of one tag, written into the temporary folder. */
function writeEdition(name: string, changeNumber: number): string {
  const file = join(folder, name);
  const values = [{ name: "Storage", properties: { addressPrefixes: ["20.150.0.0/17"] } }];
  writeFileSync(file, JSON.stringify({ changeNumber, cloud: "Public", values }));
  return file;
}

function install(file: string) {
  return installServiceTags(folder, readServiceTagFile(file));
}

function errorOf(action: () => unknown): ServiceTagError {
  try {
    action();
  } catch (error) {
    if (error instanceof ServiceTagError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

test("nothing is installed at first", () => {
  expect(openInstalled(folder, "current")).toBeUndefined();
  expect(loadServiceTags({ folder })).toBeUndefined();
});

test("an installed file is opened, with the day from its name", () => {
  const file = join(folder, "ServiceTags_Public_20261116.json");
  copyFileSync(fixture, file);
  const { edition, replaced } = install(file);
  expect(edition).toMatchObject({ date: "2026-11-16", dateFrom: "fileName", problems: [] });
  expect(replaced).toBeUndefined();
  rmSync(file);
  expect(openInstalled(folder, "current")).toMatchObject({ date: "2026-11-16" });
  expect(loadServiceTags({ folder })?.find("Storage.WestEurope")).toBeDefined();
});

test("without a day in the name, the file's own time is taken", () => {
  const file = writeEdition("ServiceTags_Public_20269999.json", 1);
  utimesSync(file, new Date("2026-03-04T23:00:00Z"), new Date("2026-03-04T23:00:00Z"));
  expect(install(file).edition).toMatchObject({ date: "2026-03-04", dateFrom: "fileTime" });
});

test("a new edition keeps the one before it, and the same one again changes nothing", () => {
  install(writeEdition("a.json", 1));
  const second = writeEdition("b.json", 2);
  expect(install(second).replaced?.index.changeNumber).toBe(1);
  expect(install(second).replaced).toBeUndefined();
  expect(openInstalled(folder, "current")?.index.changeNumber).toBe(2);
  expect(openInstalled(folder, "previous")?.index.changeNumber).toBe(1);
});

test("editions that nobody needs any more are removed once they are old", () => {
  const hour = 3_600_000;
  for (const number of [1, 2]) install(writeEdition("a.json", number));
  const store = join(folder, "service-tags");
  for (const name of readdirSync(store)) {
    utimesSync(join(store, name), (Date.now() - 2 * hour) / 1000, (Date.now() - 2 * hour) / 1000);
  }
  install(writeEdition("a.json", 3));
  const editions = readdirSync(store).filter((name) => /^[0-9a-f]{32}\.json$/.test(name));
  expect(editions).toHaveLength(2);
  expect(openInstalled(folder, "previous")?.index.changeNumber).toBe(2);
});

// Each row: contents that are no service-tag file, and what is said about them.
const unusable = [
  ["", "it is empty"],
  ["<!DOCTYPE html><html></html>", "it is a web page, not the JSON file that the page links to"],
  ["PK\u0003\u0004", "it is an archive, not JSON"],
  ['{"changeNumber": 398, "values": [', "its end is missing; the download was cut short"],
  ["[1, 2", "it is not valid JSON"],
  ["{}", 'this is no service-tag file: it has no list "values"'],
] as const;

test.each(unusable)("%j is refused and nothing is installed", (text, reason) => {
  install(writeEdition("good.json", 1));
  const file = join(folder, "bad.json");
  writeFileSync(file, text);
  expect(errorOf(() => install(file)).message).toContain(`${file} cannot be used: ${reason}`);
  expect(openInstalled(folder, "current")?.index.changeNumber).toBe(1);
});

test("a file that is not there, or is a folder, is named", () => {
  expect(errorOf(() => readServiceTagFile(join(folder, "none.json"))).message).toContain(
    "none.json: no such file or folder",
  );
  expect(errorOf(() => readServiceTagFile(folder)).message).toContain("it is a folder");
});

test("a file given by name is used in place of the installed one", () => {
  install(writeEdition("a.json", 1));
  expect(loadServiceTags({ folder, file: fixture })?.changeNumber).toBe(398);
  expect(loadServiceTags({ folder })?.changeNumber).toBe(1);
});

function cachesIn(): readonly string[] {
  const caches = join(folder, "service-tags", "cache");
  return existsSync(caches) ? readdirSync(caches).map((name) => join(caches, name)) : [];
}

test("the second opening comes from the cache, and a damaged cache is made anew", () => {
  const file = writeEdition("a.json", 1);
  openServiceTagFile(file, folder);
  const [cache] = cachesIn();
  const good = readFileSync(cache!);
  // Another edition under this name proves that the cache is read at all.
  openServiceTagFile(writeEdition("b.json", 2), folder);
  const other = cachesIn().find((path) => path !== cache)!;
  copyFileSync(other, cache!);
  expect(openServiceTagFile(file, folder).index.changeNumber).toBe(2);
  writeFileSync(cache!, good.subarray(0, good.length - 8));
  expect(openServiceTagFile(file, folder).index.changeNumber).toBe(1);
  expect(readFileSync(cache!).equals(good)).toBe(true);
});

test("only a few caches are kept", () => {
  for (let number = 1; number <= 12; number += 1) {
    openServiceTagFile(writeEdition("a.json", number), folder);
  }
  expect(cachesIn()).toHaveLength(8);
});

test("an installed file that was edited is parsed anew", () => {
  const { edition } = install(writeEdition("a.json", 1));
  copyFileSync(writeEdition("b.json", 2), edition.file);
  utimesSync(edition.file, 1, 1);
  expect(openInstalled(folder, "current")?.index.changeNumber).toBe(2);
});

test("a damaged list says how to mend it, and the next update mends it", () => {
  install(writeEdition("a.json", 1));
  const list = join(folder, "service-tags", "installed.json");
  writeFileSync(list, "{");
  const error = errorOf(() => openInstalled(folder, "current"));
  expect(error.message).toBe(`${list} is damaged`);
  expect(error.remedy).toContain("trueroute tags update");
  install(writeEdition("b.json", 2));
  expect(openInstalled(folder, "current")?.index.changeNumber).toBe(2);
});

test("a data folder that cannot be made is told", () => {
  const blocked = join(folder, "file");
  writeFileSync(blocked, "");
  const content = readServiceTagFile(writeEdition("a.json", 1));
  const error = errorOf(() => installServiceTags(blocked, content));
  expect(error.message).toContain("cannot install the service tags in");
  expect(statSync(blocked).isFile()).toBe(true);
});
