import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPrefix, type Ip4, type Prefix, type Prefix4 } from "../../src/net/index.ts";
import {
  createLpmTable,
  createRangeIndex4,
  flattenPrefixes4,
  type LpmEntry,
  type LpmTable,
} from "../../src/table/index.ts";
import { GoldenTable } from "../oracle/golden-table.ts";
import { edges, entries, ip, ip4, prefix, runs } from "./arbitraries.ts";

test("addresses: the table answers like the golden table", () => {
  const winners = new Set<string>();
  const seen = { hits: 0, misses: 0, large: 0 };
  fc.assert(
    fc.property(entries, fc.array(ip, { maxLength: 20 }), (list, addresses) => {
      const [table, golden] = [createLpmTable(list), new GoldenTable(list)];
      if (list.filter(([{ family }]) => family === 4).length > 64) seen.large += 1;
      for (const address of [...edges(list.map(([key]) => key)), ...addresses]) {
        const want = golden.lookup(address);
        seen[want ? "hits" : "misses"] += 1;
        if (want) winners.add(formatPrefix(want.prefix));
        expect(table.lookup(address)).toEqual(want);
        expect(table.lookupValue(address)).toBe(want?.value);
      }
    }),
    runs(60),
  );
  // Not vacuous: many different winners, both outcomes, and tables with a direct table.
  expect(winners.size).toBeGreaterThan(500);
  expect(seen.hits).toBeGreaterThan(1000);
  expect(seen.misses).toBeGreaterThan(300);
  expect(seen.large).toBeGreaterThan(5);
});

test("prefixes: the table answers like the golden table", () => {
  const seen = { exact: 0, around: 0, inside: 0, apart: 0 };
  fc.assert(
    fc.property(entries, fc.array(prefix, { maxLength: 20 }), (list, others) => {
      const [table, golden] = [createLpmTable(list), new GoldenTable(list)];
      expect([...table.entries()]).toEqual([...golden.entries()]);
      expect(table.size).toBe(golden.size);
      for (const subject of [...list.map(([key]) => key), ...others]) {
        if (golden.get(subject) !== undefined) seen.exact += 1;
        if (golden.supernets(subject).length > 1) seen.around += 1;
        if (golden.subnets(subject).length > 1) seen.inside += 1;
        if (!golden.overlaps(subject)) seen.apart += 1;
        expectSameAround(table, golden, subject);
      }
    }),
    runs(60),
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
});

function expectSameAround(table: LpmTable<number>, golden: LpmTable<number>, at: Prefix): void {
  expect(table.get(at)).toBe(golden.get(at));
  expect(table.lookupPrefix(at)).toEqual(golden.lookupPrefix(at));
  expect(table.supernets(at)).toEqual(golden.supernets(at));
  expect(table.subnets(at)).toEqual(golden.subnets(at));
  expect(table.overlaps(at)).toBe(golden.overlaps(at));
}

test("intervals: an index over flattened prefixes answers like the golden table", () => {
  const seen = { present: 0, absent: 0 };
  fc.assert(
    fc.property(entries, fc.array(ip4, { maxLength: 20 }), (list, addresses) => {
      const list4 = list.filter(
        (entry): entry is LpmEntry<number, Prefix4> => entry[0].family === 4,
      );
      const golden = new GoldenTable(list4);
      const intervals = flattenPrefixes4(list4, 10);
      const index = createRangeIndex4(intervals);
      for (const address of [...intervals.starts, ...addresses]) {
        const want = golden.lookupValue(address as Ip4) ?? 10;
        seen[want === 10 ? "absent" : "present"] += 1;
        expect(index.lookup(address)).toBe(want);
      }
      expect(intervals.values.some((value, at) => value === intervals.values[at - 1])).toBe(false);
    }),
    runs(60),
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

// The two laws below repeat what the golden comparison implies; they stay, because they also hold
// without any oracle, and so guard the oracle itself.

test("the order in which entries come does not matter", () => {
  let moved = 0;
  fc.assert(
    fc.property(unique(), fc.array(fc.nat(), { maxLength: 200 }), (list, keys) => {
      const shuffled = shuffle(list, keys);
      if (shuffled.some((entry, index) => entry !== list[index])) moved += 1;
      const [first, second] = [createLpmTable(list), createLpmTable(shuffled)];
      expect([...second.entries()]).toEqual([...first.entries()]);
      for (const address of edges(list.map(([key]) => key))) {
        expect(second.lookupValue(address)).toBe(first.lookupValue(address));
      }
    }),
    runs(60),
  );
  expect(moved).toBeGreaterThan(30);
});

test("without undoes with", () => {
  let undone = 0;
  fc.assert(
    fc.property(unique(), prefix, (list, added) => {
      const table = createLpmTable(list);
      const old = table.get(added);
      const longer = table.with(added, 100);
      expect(longer.get(added)).toBe(100);
      expect(longer.size).toBe(table.size + (old === undefined ? 1 : 0));
      const back = old === undefined ? longer.without(added) : longer.with(added, old);
      if (old === undefined) undone += 1;
      expect([...back.entries()]).toEqual([...table.entries()]);
      for (const address of edges([added])) {
        expect(back.lookup(address)).toEqual(table.lookup(address));
      }
    }),
    runs(100),
  );
  expect(undone).toBeGreaterThan(50);
});

/** Entries of different prefixes. */
function unique(): fc.Arbitrary<readonly LpmEntry<number>[]> {
  return entries.map((list) => [...new GoldenTable(list).entries()]);
}

function shuffle<T>(list: readonly T[], keys: readonly number[]): readonly T[] {
  const keyed = list.map((entry, index) => ({ entry, key: keys[index] ?? index }));
  return keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
}
