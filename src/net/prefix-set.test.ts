import { expect, test } from "vitest";
import {
  coversPrefix,
  equalSets,
  formatIp,
  formatPrefix,
  hasIp,
  intersect,
  isEmptySet,
  lowestIp,
  overlapsPrefix,
  type PrefixSet,
  parseIp,
  parsePrefix,
  prefixSet,
  rangeSet,
  setSize,
  subtract,
  toPrefixes,
  toRange,
  toRanges,
  union,
} from "./index.ts";

/** A set written as prefixes with spaces between them. */
function set(text: string): PrefixSet {
  const texts = text === "" ? [] : text.split(" ");
  return prefixSet(
    texts.map((word) => {
      const parsed = parsePrefix(word);
      if (parsed === undefined) throw new Error(`not a prefix: ${word}`);
      return parsed;
    }),
  );
}

function show(value: PrefixSet): string {
  return toPrefixes(value).map(formatPrefix).join(" ");
}

test.each([
  ["", ""],
  ["10.0.0.0/8", "10.0.0.0/8"],
  // Halves join, nested and repeated prefixes vanish, order does not matter.
  ["10.1.0.0/16 10.0.0.0/16", "10.0.0.0/15"],
  ["10.0.0.0/8 10.1.0.0/16 10.0.0.0/8", "10.0.0.0/8"],
  // Neighbors that are not halves of one prefix stay two prefixes.
  ["10.1.0.0/16 10.2.0.0/16", "10.1.0.0/16 10.2.0.0/16"],
  ["128.0.0.0/1 0.0.0.0/1", "0.0.0.0/0"],
  ["8000::/1 ::/1 255.255.255.255/32", "255.255.255.255/32 ::/0"],
  ["10.0.0.255/32 10.0.1.0/24 10.0.2.0/32", "10.0.0.255/32 10.0.1.0/24 10.0.2.0/32"],
  ["2001:db8::/33 2001:db8:8000::/33", "2001:db8::/32"],
])("prefixSet(%s) is %s", (text, want) => {
  expect(show(set(text))).toBe(want);
});

test.each([
  ["10.0.0.0/8", "11.0.0.0/8", "10.0.0.0/7", "10.0.0.0/8", ""],
  ["10.0.0.0/8", "10.0.0.0/10", "10.0.0.0/8", "10.64.0.0/10 10.128.0.0/9", "10.0.0.0/10"],
  ["0.0.0.0/0", "0.0.0.0/1", "0.0.0.0/0", "128.0.0.0/1", "0.0.0.0/1"],
  ["0.0.0.0/0", "0.0.0.0/0 ::/0", "0.0.0.0/0 ::/0", "", "0.0.0.0/0"],
  ["::/0", "8000::/1", "::/0", "::/1", "8000::/1"],
  ["", "10.0.0.0/8", "10.0.0.0/8", "", ""],
])("%s and %s: union %s, difference %s, intersection %s", (a, b, joined, rest, shared) => {
  expect(show(union(set(a), set(b)))).toBe(joined);
  expect(show(subtract(set(a), set(b)))).toBe(rest);
  expect(show(intersect(set(a), set(b)))).toBe(shared);
});

test("cutting one address out of the IPv4 space leaves one prefix of every length", () => {
  const rest = toPrefixes(subtract(set("0.0.0.0/0"), set("10.0.0.4/32")));
  expect(rest.map((prefix) => prefix.length).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 32 }, (_, index) => index + 1),
  );
});

test.each([
  ["10.0.0.0/24", true, true],
  ["10.0.0.0/23", true, true],
  ["10.0.0.0/22", false, true],
  ["10.0.2.0/24", false, false],
  ["9.255.255.0/24", false, false],
  ["0.0.0.0/0", false, true],
  ["2001:db8::/48", true, true],
  ["2001::/16", false, true],
  ["::/1", false, true],
  ["8000::/1", false, false],
])("the set covers %s: %s, overlaps it: %s", (text, isCovered, isTouched) => {
  const subject = set("10.0.0.0/24 10.0.1.0/24 2001:db8::/32");
  const [prefix] = toPrefixes(set(text));
  expect(prefix && coversPrefix(subject, prefix)).toBe(isCovered);
  expect(prefix && overlapsPrefix(subject, prefix)).toBe(isTouched);
});

test.each([
  ["9.255.255.255", false],
  ["10.0.0.0", true],
  ["10.0.1.255", true],
  ["10.0.2.0", false],
  ["255.255.255.255", true],
  ["::", false],
  ["2001:db8::", true],
  ["2001:db9::", false],
])("hasIp of %s is %s", (text, want) => {
  const ip = parseIp(text);
  const subject = set("10.0.0.0/24 10.0.1.0/24 255.255.255.255/32 2001:db8::/32");
  expect(ip !== undefined && hasIp(subject, ip)).toBe(want);
});

test("size, emptiness and equality", () => {
  expect(setSize(set(""))).toBe(0n);
  expect(setSize(set("10.0.0.0/24 10.0.0.0/25 ::/120"))).toBe(512n);
  expect(setSize(set("0.0.0.0/0"))).toBe(1n << 32n);
  expect([set(""), set("::/0"), set("10.0.0.0/8")].map(isEmptySet)).toEqual([true, false, false]);
  expect(equalSets(set("10.0.0.0/9 10.128.0.0/9"), set("10.0.0.0/8"))).toBe(true);
  expect(equalSets(set("10.0.0.0/8"), set("10.0.0.0/9"))).toBe(false);
  expect(equalSets(set("10.0.0.0/8"), set("10.0.0.0/8 ::/0"))).toBe(false);
});

test.each([
  ["", undefined],
  ["10.1.0.0/16 10.0.0.0/16 10.4.0.0/24", "10.0.0.0"],
  ["::/0", "::"],
  ["8000::/1 0.0.0.0/0", "0.0.0.0"],
])("the ranges of %s make it up again, and %s is its lowest address", (text, lowest) => {
  const value = set(text);
  expect(equalSets(rangeSet(toRanges(value)), value)).toBe(true);
  const ip = lowestIp(value);
  expect(ip === undefined ? undefined : formatIp(ip)).toBe(lowest);
});

test("the range of a prefix ends before the next one begins", () => {
  expect(toRange({ family: 4, address: 0 as never, length: 0 })).toEqual([0, 2 ** 32]);
  expect(toRanges(set("10.0.0.0/8 ::/127"))).toEqual([
    [0x0a000000, 0x0b000000],
    [0n, 2n],
  ]);
});
