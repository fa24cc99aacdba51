import fc from "fast-check";
import { expect, test } from "vitest";
import { findCalled, isCalled } from "./find-called.ts";
import type { Key } from "./key.ts";

const name = fc.constantFrom("a", "b", "bb", "ab", "c");
const key = fc.tuple(fc.constantFrom("x", "xy", "y", "z"), fc.constantFrom("t", "u"), name);

test("what a name finds is what a scan of all keys finds, in the order of the keys", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), name, (keys, wanted) => {
      const texts = [...new Set(keys.map(([group, type, own]) => `/${group}/${type}/${own}`))];
      const things = new Map(texts.sort().map((text) => [text as Key, text]));
      const scanned = [...things.keys()].filter((one) => isCalled(one, wanted));
      expect(findCalled(things, wanted)).toEqual(scanned);
      found += scanned.length;
    }),
    { seed: 20261121, numRuns: 500 },
  );
  expect(found).toBeGreaterThan(300);
});

test("a name is a whole segment, and never several", () => {
  const things = new Map([["/x/t/ab" as Key, 1]]);
  for (const text of ["b", "", "t/ab", "/x/t/ab"]) expect(findCalled(things, text)).toEqual([]);
  expect(findCalled(things, "ab")).toEqual([1]);
});
