import fc from "fast-check";
import { expect, test } from "vitest";
import { aggregateSet } from "./aggregate.ts";
import { formatPrefix, parsePrefix } from "./cidr.ts";
import { addressCount, covers, overlaps, type Prefix, prefixOf } from "./prefix.ts";
import { prefixSet, setSize, subtract, toPrefixes } from "./prefix-set.ts";

const read = (text: string): readonly Prefix[] =>
  text.split(" ").flatMap((one) => parsePrefix(one) ?? []);

const cover = (text: string, most: number, avoid = ""): string => {
  const found = aggregateSet(prefixSet(read(text)), { most, avoid: read(avoid) });
  if (found === undefined) return "none";
  return `${found.prefixes.map(formatPrefix).join(" ")} +${found.added}`;
};

// Each row: the set, how many prefixes, what to avoid, and the cover with what it adds.
test.each([
  ["10.0.0.0/24 10.0.1.0/24", 1, "", "10.0.0.0/23 +0"],
  ["10.0.0.0/24 10.0.3.0/24", 2, "", "10.0.0.0/24 10.0.3.0/24 +0"],
  ["10.0.0.0/24 10.0.3.0/24", 1, "", "10.0.0.0/22 +512"],
  // The near pair is joined, and the far one is left alone.
  ["10.0.0.0/24 10.0.3.0/24 20.0.0.0/8", 2, "", "10.0.0.0/22 20.0.0.0/8 +512"],
  ["10.0.0.0/24 10.0.3.0/24 20.0.0.0/8", 1, "", "0.0.0.0/3 +520093184"],
  // What must be avoided can make joining dearer, or impossible.
  [
    "10.0.0.0/24 10.0.3.0/24 11.0.0.0/24 11.0.7.0/24",
    3,
    "10.0.1.0/24",
    "10.0.0.0/24 10.0.3.0/24 11.0.0.0/21 +1536",
  ],
  ["10.0.0.0/24 10.0.3.0/24", 1, "10.0.1.4/32", "none"],
  // What the set holds itself is no obstacle.
  [
    "10.0.0.0/24 10.0.1.0/25 10.0.1.192/26 20.0.0.0/24",
    3,
    "10.0.0.4/32",
    "10.0.0.0/23 20.0.0.0/24 +64",
  ],
  ["10.0.0.0/24 2001:db8::/64", 1, "", "none"],
  ["10.0.0.0/24 10.0.3.0/24 2001:db8::/64", 2, "", "10.0.0.0/22 2001:db8::/64 +512"],
])("%s in %i prefixes without %s", (text, most, avoid, expected) => {
  expect(cover(text, most, avoid)).toBe(expected);
});

// The twin tries every way to join neighbors, in a space of 64 addresses.
const anyPrefix = fc
  .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 26, max: 32 }))
  .map(([at, length]) => prefixOf((0x0a000000 + at) as never, length));

function fewestByHand(set: readonly Prefix[], most: number): bigint | undefined {
  const all = Array.from({ length: 7 }, (_, length) => length + 26).flatMap((length) =>
    Array.from({ length: 2 ** (length - 26) }, (_, at) =>
      prefixOf((0x0a000000 + at * 2 ** (32 - length)) as never, length),
    ),
  );
  const useful = all.filter((prefix) => set.some((one) => overlaps(prefix, one)));
  let best: bigint | undefined;
  const size = setSize(prefixSet(set));
  const tryFrom = (rest: readonly Prefix[], left: number, held: bigint): void => {
    const [first] = rest;
    if (first === undefined) {
      if (best === undefined || held - size < best) best = held - size;
      return;
    }
    if (left === 0 || (best !== undefined && held - size >= best)) return;
    for (const prefix of useful.filter((one) => covers(one, first))) {
      const others = toPrefixes(subtract(prefixSet(rest), prefixSet([prefix])));
      tryFrom(others, left - 1, held + addressCount(prefix));
    }
  };
  tryFrom(toPrefixes(prefixSet(set)), most, 0n);
  return best;
}

test("no cover adds less, and each holds the set", () => {
  fc.assert(
    fc.property(
      fc.array(anyPrefix, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (prefixes, most) => {
        const set = prefixSet(prefixes);
        const found = aggregateSet(set, { most });
        expect(found?.prefixes.length).toBeLessThanOrEqual(most);
        expect(toPrefixes(subtract(set, prefixSet(found?.prefixes ?? [])))).toEqual([]);
        expect(found?.added).toBe(fewestByHand(prefixes, most));
      },
    ),
    { seed: 5, numRuns: 150 },
  );
});
