import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressCount,
  comparePrefixes,
  containsIp,
  covers,
  coversPrefix,
  coversSet,
  equalPrefixes,
  equalSets,
  firstIp,
  formatIp,
  formatPrefix,
  halves,
  hasIp,
  intersect,
  isEmptySet,
  lastIp,
  overlaps,
  overlapsPrefix,
  overlapsSet,
  type Prefix,
  parseCidr,
  parseIp,
  parsePrefix,
  prefixKey,
  prefixSet,
  setSize,
  subtract,
  toPrefixes,
  union,
} from "../../src/net/index.ts";
import { edges, ip, prefix, prefixes, runs } from "./arbitraries.ts";

test("parsing undoes formatting", () => {
  const families = new Set<string>();
  fc.assert(
    fc.property(ip, prefix, (address, value) => {
      families.add(typeof address);
      expect(parseIp(formatIp(address))).toBe(address);
      expect(parsePrefix(formatPrefix(value))).toEqual(value);
    }),
    runs(2000),
  );
  expect(families.size).toBe(2);
});

test("an address with a length parses to its prefix, and tells whether host bits were set", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(ip, prefix, (address, { length }) => {
      const result = parseCidr(`${formatIp(address)}/${length}`);
      kinds.add(result.kind);
      if (result.kind === "malformed") {
        expect(length).toBeGreaterThan(32);
      } else {
        expect(containsIp(result.prefix, address)).toBe(true);
        expect(result.kind === "prefix").toBe(firstIp(result.prefix) === address);
      }
    }),
    runs(1000),
  );
  expect([...kinds].sort()).toEqual(["hostBits", "malformed", "prefix"]);
});

test("covering is containing both ends, and prefixes nest or are disjoint", () => {
  let nested = 0;
  fc.assert(
    fc.property(prefix, prefix, (a, b) => {
      const isAround = containsIp(a, firstIp(b)) && containsIp(a, lastIp(b));
      expect(covers(a, b)).toBe(isAround);
      expect(overlaps(a, b)).toBe(containsIp(a, firstIp(b)) || containsIp(b, firstIp(a)));
      expect(equalPrefixes(a, b)).toBe(covers(a, b) && covers(b, a));
      expect(equalPrefixes(a, b)).toBe(comparePrefixes(a, b) === 0);
      expect(equalPrefixes(a, b)).toBe(prefixKey(a) === prefixKey(b));
      if (covers(a, b) && !equalPrefixes(a, b)) nested += 1;
    }),
    runs(5000),
  );
  expect(nested).toBeGreaterThan(50);
});

test("halves are disjoint and make up the prefix", () => {
  fc.assert(
    fc.property(
      prefix.filter((value) => addressCount(value) > 1n),
      (value) => {
        const [low, high] = halves(value);
        expect(overlaps(low, high)).toBe(false);
        expect(addressCount(low) + addressCount(high)).toBe(addressCount(value));
        expect(toPrefixes(prefixSet([high, low]))).toEqual([value]);
      },
    ),
    runs(500),
  );
});

test("a set has the addresses of its prefixes, and of no others", () => {
  const seen = { inside: 0, outside: 0 };
  fc.assert(
    fc.property(prefixes, fc.array(ip, { maxLength: 10 }), (list, addresses) => {
      const set = prefixSet(list);
      for (const address of [...edges(list), ...addresses]) {
        const want = list.some((each) => containsIp(each, address));
        seen[want ? "inside" : "outside"] += 1;
        expect(hasIp(set, address)).toBe(want);
      }
    }),
    runs(300),
  );
  expect(seen.inside).toBeGreaterThan(1000);
  expect(seen.outside).toBeGreaterThan(1000);
});

test("sets obey the laws of sets", () => {
  let shared = 0;
  fc.assert(
    fc.property(prefixes, prefixes, prefixes, (p, q, r) => {
      const [a, b, c] = [prefixSet(p), prefixSet(q), prefixSet(r)];
      const same = (x: typeof a, y: typeof a): void => expect(equalSets(x, y)).toBe(true);
      same(union(a, b), prefixSet([...p, ...q]));
      same(union(a, b), union(b, a));
      same(intersect(a, b), intersect(b, a));
      same(union(a, union(b, c)), union(union(a, b), c));
      same(intersect(a, union(b, c)), union(intersect(a, b), intersect(a, c)));
      same(subtract(a, union(b, c)), intersect(subtract(a, b), subtract(a, c)));
      same(union(subtract(a, b), intersect(a, b)), a);
      expect(isEmptySet(intersect(subtract(a, b), b))).toBe(true);
      expect(setSize(union(a, b)) + setSize(intersect(a, b))).toBe(setSize(a) + setSize(b));
      if (!isEmptySet(intersect(a, b)) && !isEmptySet(subtract(a, b))) shared += 1;
    }),
    runs(500),
  );
  expect(shared).toBeGreaterThan(100);
});

// A few prefixes against many take another way than sets of like size.
test("a few prefixes and many: parts of each other, prefix by prefix", () => {
  const seen = { touching: 0, covered: 0 };
  const few = fc.array(prefix, { minLength: 1, maxLength: 2 });
  const many = fc.array(prefix, { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(few, many, (p, q) => {
      const [a, b] = [prefixSet(p), prefixSet(q)];
      const both = p.flatMap((one) =>
        q.flatMap((other) => {
          if (one.family !== other.family || !overlaps(one, other)) return [];
          return [one.length > other.length ? one : other];
        }),
      );
      const common = prefixSet(both);
      expect(equalSets(intersect(a, b), common)).toBe(true);
      expect(equalSets(intersect(b, a), common)).toBe(true);
      const rest = subtract(a, b);
      expect(equalSets(union(rest, common), a)).toBe(true);
      expect(setSize(rest) + setSize(common)).toBe(setSize(a));
      expect(overlapsSet(a, b)).toBe(!isEmptySet(common));
      expect(coversSet(b, a)).toBe(isEmptySet(rest));
      if (!isEmptySet(common)) seen.touching += 1;
      if (isEmptySet(rest)) seen.covered += 1;
    }),
    runs(500),
  );
  expect(seen.touching).toBeGreaterThan(50);
  expect(seen.covered).toBeGreaterThan(5);
});

test("the prefixes of a set are sorted, disjoint, as few as can be, and give the set again", () => {
  fc.assert(
    fc.property(prefixes, (list) => {
      const set = prefixSet(list);
      const cut = toPrefixes(set);
      expect(equalSets(prefixSet(cut), set)).toBe(true);
      expect(cut.reduce((sum, each) => sum + addressCount(each), 0n)).toBe(setSize(set));
      for (const [index, each] of cut.entries()) {
        const next = cut[index + 1];
        if (next === undefined) continue;
        expect(comparePrefixes(each, next)).toBeLessThan(0);
        expect(overlaps(each, next)).toBe(false);
        expect(isJoinable(each, next)).toBe(false);
      }
    }),
    runs(500),
  );
});

/** Two neighbors that are the halves of one prefix could have been one prefix. */
function isJoinable(low: Prefix, high: Prefix): boolean {
  return low.length === high.length && toPrefixes(prefixSet([low, high])).length === 1;
}

test("what a set says about a prefix agrees with the prefix as a set", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(prefixes, prefix, (list, value) => {
      const [set, single] = [prefixSet(list), prefixSet([value])];
      const isCovered = equalSets(intersect(set, single), single);
      const isTouched = !isEmptySet(intersect(set, single));
      seen.add(`${isCovered} ${isTouched}`);
      expect(coversPrefix(set, value)).toBe(isCovered);
      expect(overlapsPrefix(set, value)).toBe(isTouched);
    }),
    runs(1000),
  );
  expect([...seen].sort()).toEqual(["false false", "false true", "true true"]);
});
