import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ip4, overlaps, type Prefix, parsePrefix, prefixOf } from "../net/index.ts";
import { findOverlaps } from "./overlap.ts";

function owned(text: string): { readonly prefix: Prefix; readonly owner: string } {
  const [prefix = "", owner = ""] = text.split(" ");
  return { prefix: parsePrefix(prefix) as Prefix, owner };
}

const rows: readonly (readonly [name: string, prefixes: readonly string[], found: number])[] = [
  ["disjoint prefixes", ["10.0.0.0/24 a", "10.0.1.0/24 b"], 0],
  ["equal prefixes", ["10.0.0.0/24 a", "10.0.0.0/24 b"], 1],
  ["one inside another", ["10.0.0.0/16 a", "10.0.1.0/24 b"], 1],
  ["one owner overlapping itself", ["10.0.0.0/16 a", "10.0.1.0/24 a"], 0],
  [
    "covered by a wider one of another owner",
    ["10.0.0.0/8 b", "10.0.0.0/16 a", "10.0.0.0/24 a"],
    2,
  ],
  ["two families with the same bits", ["0.0.0.0/0 a", "::/0 b"], 0],
];

test.each(rows)("overlaps: %s", (_, prefixes, found) => {
  expect(findOverlaps(prefixes.map(owned))).toHaveLength(found);
});

test("overlaps are found exactly where a pairwise comparison finds them", () => {
  const seen = { some: 0, none: 0 };
  const prefix = fc
    .tuple(
      fc.integer({ min: 0, max: 63 }),
      fc.integer({ min: 26, max: 32 }),
      fc.constantFrom("a", "b", "c"),
    )
    .map(([bits, length, owner]) => ({ prefix: prefixOf(bits as Ip4, length), owner }));
  fc.assert(
    fc.property(fc.array(prefix, { maxLength: 12 }), (prefixes) => {
      const slow = prefixes.filter((p, i) =>
        prefixes.some((q, j) => i !== j && p.owner !== q.owner && overlaps(p.prefix, q.prefix)),
      );
      const fast = findOverlaps(prefixes);
      seen[slow.length === 0 ? "none" : "some"] += 1;
      expect(fast.length > 0).toBe(slow.length > 0);
      for (const { outer, inner } of fast) {
        expect(outer.owner).not.toBe(inner.owner);
        expect(overlaps(outer.prefix, inner.prefix)).toBe(true);
      }
    }),
    { seed: 20261121, numRuns: 500 },
  );
  expect(Math.min(seen.some, seen.none)).toBeGreaterThan(10);
});
