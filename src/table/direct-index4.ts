import type { RangeIndex4, ValuedIntervals4 } from "./range-index4.ts";

/** The addresses with the same first 16 bits form a block. */
const BLOCKS = 0x10000;
const BLOCK_SIZE = 0x10000;

/**
 * Finds intervals through a direct table over the first 16 bits of an address, then by a short
 * search over the last 16 bits (the DXR scheme of Zec, Rizzo and Mikuc, 2012, as D16R).
 *
 *     blocks[address >>> 16]    v >= 0   the whole block has the value v
 *                               v < 0    its intervals are at ~v, ~v + 1, ... of starts and values
 *     starts[~v]                how many more intervals the block has; the start of the first one is
 *                               always 0 and need not be stored, so its place is free for that
 *     starts[~v + i]            last 16 bits of where interval i starts
 *     values[~v + i]            the value of interval i
 *
 * Most blocks of a real table have one value, or few intervals that share a cache line.
 * 256 KiB, and 6 bytes an interval.
 */
export class DirectIndex4 implements RangeIndex4 {
  readonly #blocks: Int32Array;
  readonly #starts: Uint16Array;
  readonly #values: Uint32Array;

  constructor(intervals: ValuedIntervals4) {
    const { blocks, starts, values } = layOut(intervals);
    this.#blocks = blocks;
    this.#starts = Uint16Array.from(starts);
    this.#values = Uint32Array.from(values);
  }

  get byteLength(): number {
    return this.#blocks.byteLength + this.#starts.byteLength + this.#values.byteLength;
  }

  lookup(address: number): number {
    const word = this.#blocks[address >>> 16] as number;
    if (word >= 0) return word;
    const starts = this.#starts;
    const key = address & 0xffff;
    let at = ~word;
    let count = (starts[at] as number) + 1;
    while (count > 1) {
      const half = count >>> 1;
      // (key - start) >> 31 is all ones when the key is below the start, and all zeros otherwise.
      at += half & ~((key - (starts[at + half] as number)) >> 31);
      count -= half;
    }
    return this.#values[at] as number;
  }
}

interface Layout {
  readonly blocks: Int32Array;
  readonly starts: readonly number[];
  readonly values: readonly number[];
}

function layOut(intervals: ValuedIntervals4): Layout {
  const blocks = new Int32Array(BLOCKS);
  const starts: number[] = [];
  const values: number[] = [];
  const startOf = (at: number): number => intervals.starts[at] ?? 2 ** 32;
  const valueAt = (at: number): number => intervals.values[at] ?? 0;
  // The interval that contains the address the loop has come to.
  let current = 0;
  for (let block = 0; block < BLOCKS; block += 1) {
    const blockStart = block * BLOCK_SIZE;
    if (startOf(current + 1) === blockStart) current += 1;
    const first = current;
    while (startOf(current + 1) < blockStart + BLOCK_SIZE) current += 1;
    if (current === first) {
      blocks[block] = valueAt(first);
      continue;
    }
    blocks[block] = ~starts.length;
    for (let at = first; at <= current; at += 1) {
      starts.push(at === first ? current - first : startOf(at) - blockStart);
      values.push(valueAt(at));
    }
  }
  return { blocks, starts, values };
}
