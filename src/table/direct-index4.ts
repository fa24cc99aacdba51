import type { RangeIndex4, ValuedIntervals4 } from "./interval-index4.ts";

/**
 * The addresses with the same first 16 bits form a block; so many blocks, each of so many
 * addresses.
 */
const BLOCKS = 0x10000;
const BLOCK_SIZE = 0x10000;

/** What the bits of a word can hold. */
const VALUES = 0x10000;
const MAX_RANGES_PER_BLOCK = 0x1000;
const MAX_WORDS = 0x100000;

/**
 * Finds intervals through a direct table over the first 16 bits of an address, then by a short
 * search over the last 16 bits: the DXR scheme of Zec, Rizzo and Mikuc (2012), variant D16R, with
 * two changes that take out jumps the processor cannot predict. Blocks of a single value are not
 * marked, they point to a range like all others; and the search always takes three steps before it
 * asks whether it needs more, which is enough for blocks of up to eight ranges.
 *
 *     words[block]      12 bits: ranges of the block - 1  | 20 bits: index of the first one
 *     words[0x10000..]  16 bits: where a range starts     | 16 bits: its value
 *
 * One array, since each further one costs a look-up its own bounds and base address.
 * 256 KiB, and 4 bytes a range.
 */
export class DirectIndex4 implements RangeIndex4 {
  readonly #words: Uint32Array;

  private constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** Lays the intervals out; `undefined`: a word has too few bits for them. */
  static tryCreate(intervals: ValuedIntervals4): DirectIndex4 | undefined {
    if (!allBelow(intervals.values, VALUES)) return undefined;
    const words = layOut(intervals);
    return words && new DirectIndex4(words);
  }

  get byteLength(): number {
    return this.#words.byteLength;
  }

  lookup(address: number): number {
    const words = this.#words;
    const word = words[address >>> 16] as number;
    const next = (address & 0xffff) + 1;
    const more = word >>> 20;
    let at = word & 0xfffff;
    // A step over `half` ranges is taken exactly when the range there starts before `next`: then the
    // difference is negative, and >> 31 makes it a mask of all ones. A block of c ranges has c, c / 2,
    // c / 4 ... rounded up to search before each step, and the step is half of that, rounded down:
    // (more + 1) >>> 1, (more + 2) >>> 2 and so on, which is 0 where nothing is left to search.
    // Written out, since a loop or a call would cost as much as a step; `| 0` tells the compiler
    // that sums stay small, otherwise it works in floating point.
    let half = (more + 1) >>> 1;
    at = (at + (half & ((((words[at + half] as number) >>> 16) - next) >> 31))) | 0;
    half = (more + 2) >>> 2;
    at = (at + (half & ((((words[at + half] as number) >>> 16) - next) >> 31))) | 0;
    half = (more + 4) >>> 3;
    at = (at + (half & ((((words[at + half] as number) >>> 16) - next) >> 31))) | 0;
    if (more > 7) {
      for (let count = (more + 8) >>> 3; count > 1; count -= half) {
        half = count >>> 1;
        at = (at + (half & ((((words[at + half] as number) >>> 16) - next) >> 31))) | 0;
      }
    }
    return (words[at] as number) & 0xffff;
  }
}

// By interval, not by block: most blocks lie inside one long interval and are filled in one stroke.
function layOut({ starts, values }: ValuedIntervals4): Uint32Array | undefined {
  const startOf = (at: number): number => starts[at] ?? 2 ** 32;
  const valueAt = (at: number): number => values[at] ?? 0;
  // An interval may begin a range where it starts, one at the start of its block, and one that
  // whole blocks share.
  const words = new Uint32Array(BLOCKS + 3 * starts.length);
  let used = BLOCKS;
  const append = (word: number): void => {
    words[used] = word;
    used += 1;
  };
  // By value, where the range is that all blocks of this single value share.
  const shared = new Map<number, number>();
  // The interval that contains the start of the block.
  let current = 0;
  for (let block = 0; block < BLOCKS; ) {
    const whole = Math.floor(startOf(current + 1) / BLOCK_SIZE);
    if (whole > block) {
      const at = shared.get(valueAt(current)) ?? used;
      if (at === used) append(valueAt(current));
      shared.set(valueAt(current), at);
      words.fill(at, block, whole);
      block = whole;
    } else {
      const first = used;
      const blockStart = block * BLOCK_SIZE;
      append(valueAt(current));
      while (startOf(current + 1) < blockStart + BLOCK_SIZE) {
        current += 1;
        append((startOf(current) - blockStart) * BLOCK_SIZE + valueAt(current));
      }
      if (used - first > MAX_RANGES_PER_BLOCK || used > MAX_WORDS) return undefined;
      words[block] = (used - first - 1) * MAX_WORDS + first;
      block += 1;
    }
    if (startOf(current + 1) === block * BLOCK_SIZE) current += 1;
  }
  return words.slice(0, used);
}

function allBelow(values: ArrayLike<number>, limit: number): boolean {
  for (let i = 0; i < values.length; i += 1) {
    if ((values[i] ?? 0) >= limit) return false;
  }
  return true;
}
