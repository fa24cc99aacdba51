import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPrefix } from "../net/index.ts";
import { difference } from "./difference.ts";
import { parseServiceTags } from "./parse.ts";
import type { ServiceTagIndex } from "./service-tag-index.ts";

type Tags = Readonly<Record<string, readonly string[]>>;

function edition(tags: Tags): ServiceTagIndex {
  const values = Object.entries(tags).map(([name, addressPrefixes]) => ({
    name,
    properties: { addressPrefixes },
  }));
  return parseServiceTags({ changeNumber: 1, cloud: "Public", values }).index!;
}

function show(before: Tags, after: Tags) {
  return difference(edition(before), edition(after)).map(({ kind, name, added, removed }) => [
    kind,
    name,
    added.map(formatPrefix),
    removed.map(formatPrefix),
  ]);
}

test("tags and prefixes that came and went are listed by name", () => {
  const before = {
    Gone: ["1.0.0.0/8"],
    Same: ["2.0.0.0/8"],
    Moved: ["3.0.0.0/8", "4.0.0.0/8", "fe80::/10"],
  };
  const after = {
    Same: ["2.0.0.0/8"],
    Moved: ["3.0.0.0/8", "5.0.0.0/8", "4.0.0.0/9"],
    Arrived: ["6.0.0.0/8"],
  };
  expect(show(before, after)).toEqual([
    ["added", "Arrived", ["6.0.0.0/8"], []],
    ["removed", "Gone", [], ["1.0.0.0/8"]],
    ["changed", "Moved", ["4.0.0.0/9", "5.0.0.0/8"], ["4.0.0.0/8", "fe80::/10"]],
  ]);
});

test("another spelling of a region is another tag, another casing is not", () => {
  const before = { "A.centralfrance": ["1.0.0.0/8"], b: ["1.0.0.0/8"] };
  const after = { "A.FranceCentral": ["1.0.0.0/8"], B: ["1.0.0.0/8"] };
  expect(show(before, after).map(([kind, name]) => [kind, name])).toEqual([
    ["removed", "A.centralfrance"],
    ["added", "A.FranceCentral"],
  ]);
});

const prefixes = fc.subarray([
  "1.0.0.0/8",
  "1.0.0.0/9",
  "2.0.0.0/8",
  "3.0.0.0/8",
  "::/0",
  "fe80::/10",
]);
const tags = fc.dictionary(fc.constantFrom("A", "B", "C"), prefixes, { minKeys: 1 });

test("the difference is that of the sets", () => {
  let changed = 0;
  fc.assert(
    fc.property(tags, tags, (before, after) => {
      for (const [kind, name, added, removed] of show(before, after)) {
        const [old, now] = [before[name as string] ?? [], after[name as string] ?? []];
        expect(added).toEqual(now.filter((text) => !old.includes(text)));
        expect(removed).toEqual(old.filter((text) => !now.includes(text)));
        if (kind === "changed") changed += 1;
      }
      expect(show(before, before)).toEqual([]);
    }),
    { seed: 20261121, numRuns: 300 },
  );
  expect(changed).toBeGreaterThan(100);
});
