// The laws of writing a snapshot: it reads back to the same answers, and writing it again changes
// no byte.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject, normalForm, type Snapshot } from "../../src/arm/index.ts";
import { rowsOfTarget } from "../../src/cli/routes/target-rows.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { listTargets, Router } from "../../src/route/index.ts";
import { richEstate } from "../bad-input/rich-estate.ts";
import { caseNames, readCase } from "../golden/snapshots.ts";
import { randomEstate } from "../rules/random-estate.ts";
import { findSharedFile } from "../shared-file.ts";

function read(text: string): Snapshot {
  return createSnapshot([[readText({ file: "snapshot.json", text })]]);
}

function write({ resources }: Snapshot): string {
  return JSON.stringify(normalForm(resources.values()), undefined, 2);
}

/** The routes of everything that has routes. */
function answersOf(snapshot: Snapshot): unknown {
  const { model } = compileSnapshot(snapshot);
  const router = new Router(model);
  return listTargets(model).map((target) => rowsOfTarget(router, target, false));
}

function expectRoundTrip(values: readonly unknown[]): void {
  const before = read(JSON.stringify(values));
  const text = write(before);
  const after = read(text);
  expect(answersOf(after)).toEqual(answersOf(before));
  expect(write(after)).toBe(text);
}

const lists = ["subnets", "virtualNetworkPeerings", "routes", "securityRules", "peerings"];

/** The same resource in another form: children alone, properties flattened as az does. */
function inOtherForm(
  resource: JsonObject,
  isApart: boolean,
  isFlat: boolean,
): readonly JsonObject[] {
  const { properties, id } = resource;
  if (!isJsonObject(properties) || typeof id !== "string") return [resource];
  const children = isApart ? lists.flatMap((list) => childrenIn(properties, list, id)) : [];
  const entries = Object.entries(properties);
  const kept = entries.filter(([name]) => !isApart || !lists.includes(name));
  const inner = Object.fromEntries(kept);
  const { properties: _, ...outer } = resource;
  // az renames properties that would hide names of the resource.
  const own =
    isFlat && !Object.hasOwn(properties, "type")
      ? { ...inner, ...outer, etag: 'W/"1"', resourceGroup: "rg" }
      : { ...outer, properties: inner };
  return [own, ...children.flatMap((child) => inOtherForm(child, false, isFlat))];
}

function childrenIn(properties: JsonObject, list: string, id: string): readonly JsonObject[] {
  const children = properties[list];
  if (!Array.isArray(children)) return [];
  return children
    .filter(isJsonObject)
    .map((child) => ({ ...child, id: child["id"] ?? `${id}/${list}/${child["name"]}` }));
}

test.each(caseNames)("case %s, in every form", (name) => {
  const values = readCase(name);
  for (const [isApart, isFlat] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const) {
    expectRoundTrip(values.flatMap((value) => inOtherForm(value, isApart, isFlat)));
  }
});

test.each(caseNames)("case %s has one normal form, flattened or not", (name) => {
  const values = readCase(name);
  const flat = values.flatMap((value) => inOtherForm(value, false, true));
  const nested = values.flatMap((value) => inOtherForm(value, false, false));
  expect(write(read(JSON.stringify(flat)))).toBe(write(read(JSON.stringify(nested))));
});

test("an estate with one of everything", () => {
  expectRoundTrip(richEstate.resources);
  expectRoundTrip(richEstate.resources.flatMap((one) => inOtherForm(one, true, true)));
});

test("random estates", () => {
  fc.assert(
    fc.property(randomEstate, fc.boolean(), fc.boolean(), ({ base }, isApart, isFlat) => {
      expectRoundTrip(base.resources.flatMap((one) => inOtherForm(one, isApart, isFlat)));
    }),
    { seed: 20261122, numRuns: 40 },
  );
});

test("what is written is whole: laid over anything it is what it was", () => {
  const values = richEstate.resources;
  const text = write(read(JSON.stringify(values)));
  const other = readText({ file: "a", text: JSON.stringify(values).replaceAll("10.0.", "10.99.") });
  const laid = createSnapshot([[other], [readText({ file: "b", text })]]);
  expect(write(laid)).toBe(text);
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const exports = findSharedFile("corpus/exports");

test.skipIf(exports === undefined)("exports of real estates", () => {
  for (const file of filesBelow(exports ?? "")) {
    const { resources } = read(readFileSync(file, "utf8"));
    expectRoundTrip([...resources.values()].map(({ body }) => body));
  }
});
