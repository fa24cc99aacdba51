import { expect, test } from "vitest";
import { createRangeIndex4, type ValuedIntervals4 } from "./index.ts";

/** The naive twin: the last interval that starts at or before the address. */
function scan({ starts, values }: ValuedIntervals4, address: number): number {
  let value = values[0] ?? 0;
  for (let i = 0; i < starts.length && (starts[i] ?? 0) <= address; i += 1) value = values[i] ?? 0;
  return value;
}

/** Intervals that start at the given addresses and count through `values`. */
function intervals(starts: readonly number[], values: number): ValuedIntervals4 {
  return { starts, values: starts.map((_, index) => (index * 7 + 3) % values) };
}

function every(step: number, count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, index) => from + index * step);
}

const cases: readonly (readonly [name: string, intervals: ValuedIntervals4, form: string])[] = [
  ["one interval", intervals([0], 10), "search"],
  [
    "64 intervals, the most that are searched by choice",
    intervals(every(2 ** 26, 64), 10),
    "search",
  ],
  ["65 intervals", intervals([...every(0x1234567, 64), 0xffffffff], 10), "direct"],
  ["a block of 4,096 ranges", intervals([0, ...every(16, 4095, 0x0a000001)], 50), "direct"],
  ["a block of 4,097 ranges", intervals([0, ...every(15, 4096, 0x0a000001)], 50), "search"],
  ["the largest value of a direct table", intervals(every(2 ** 20, 4096), 0x10000), "direct"],
  ["a value of 17 bits", intervals(every(200_000, 20_000), 0x20000), "search"],
  ["blocks of one to nine ranges", intervals(growingBlocks(9, 200), 300), "direct"],
  ["blocks of one to forty ranges", intervals(growingBlocks(40, 300), 300), "direct"],
];

/** In each of `blocks` blocks some ranges; their number goes from 1 to `most` and starts again. */
function growingBlocks(most: number, blocks: number): number[] {
  const starts = [0];
  for (let block = 1; block <= blocks; block += 1) {
    const count = (block % most) + 1;
    for (let i = 0; i < count; i += 1) starts.push(block * 0x10000 + i * 0x555);
  }
  return starts;
}

test.each(cases)("%s", (_, subject, form) => {
  const direct = createRangeIndex4(subject);
  const search = createRangeIndex4(subject, { saves: "space" });
  const answers = new Set<number>();
  for (const address of probes(subject)) {
    const want = scan(subject, address);
    answers.add(want);
    if (direct.lookup(address) !== want) expect(direct.lookup(address), `${address}`).toBe(want);
    if (search.lookup(address) !== want) expect(search.lookup(address), `${address}`).toBe(want);
  }
  // Not vacuous: the probes met most values.
  expect(answers.size).toBeGreaterThan(subject.starts.length > 1 ? 8 : 0);
  expect(direct.byteLength >= 2 ** 18 ? "direct" : "search").toBe(form);
  expect(search.byteLength).toBe(8 * subject.starts.length);
});

/** Around every boundary of up to 500 intervals spread over all, and the ends of the space. */
function probes({ starts }: ValuedIntervals4): number[] {
  const step = Math.max(1, Math.floor(starts.length / 500));
  const addresses = [0, 0xffffffff, 0x7fffffff, 0x80000000];
  for (let i = 0; i < starts.length; i += step) {
    const start = starts[i] ?? 0;
    addresses.push(start, Math.max(0, start - 1), Math.min(0xffffffff, start + 1));
  }
  return addresses;
}

test.each([
  ["no interval", { starts: [], values: [] }],
  ["a gap at the beginning", { starts: [1], values: [1] }],
  ["a missing value", { starts: [0, 1], values: [1] }],
  ["unsorted starts", { starts: [0, 2, 1], values: [1, 2, 3] }],
  ["equal starts", { starts: [0, 2, 2], values: [1, 2, 3] }],
  ["a start beyond the space", { starts: [0, 2 ** 32], values: [1, 2] }],
  ["a negative value", { starts: [0], values: [-1] }],
  ["a value of 32 bits", { starts: [0], values: [2 ** 31] }],
  ["a fraction", { starts: [0], values: [0.5] }],
])("createRangeIndex4 refuses %s", (_, subject) => {
  expect(() => createRangeIndex4(subject)).toThrow(RangeError);
});
