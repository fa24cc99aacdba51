import { expect, test } from "vitest";
import { regionOf, regions } from "./regions.ts";

// Each row: a spelling, and the location that it means.
const spellings = [
  ["centralfrance", "francecentral"],
  ["FranceCentral", "francecentral"],
  ["France Central", "francecentral"],
  ["southfrance", "francesouth"],
  ["germanywc", "germanywestcentral"],
  ["brazilse", "brazilsoutheast"],
  ["norwaye", "norwayeast"],
  ["switzerlandw", "switzerlandwest"],
  ["usstagee", "eastusstg"],
  ["WESTUS3", "westus3"],
] as const;

test.each(spellings)("%s is %s", (spelling, location) => {
  expect(regionOf(spelling)?.location).toBe(location);
});

test("a region that nobody named is not found", () => {
  expect(regionOf("atlantis")).toBeUndefined();
});

test("no spelling means two regions", () => {
  const spellingsOf = regions.flatMap(({ location, code }) => [...new Set([location, code])]);
  expect(new Set(spellingsOf).size).toBe(spellingsOf.length);
});

test("every pair is a region", () => {
  const pairs = regions.flatMap(({ pair }) => pair ?? []);
  expect(pairs.length).toBeGreaterThan(40);
  for (const pair of pairs) expect(regionOf(pair)?.location).toBe(pair);
});

// These pairs point one way only: Microsoft Learn, "Azure region pairs and nonpaired regions"
// (2025-03-19).
test("pairs are mutual but for the known ones", () => {
  const oneWay = regions.filter(
    ({ location, pair }) => pair !== undefined && regionOf(pair)?.pair !== location,
  );
  expect(oneWay.map(({ location }) => location)).toEqual([
    "brazilsouth",
    "brazilsoutheast",
    "westindia",
    "westus3",
  ]);
});
