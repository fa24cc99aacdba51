import type { RangeIndex4, ValuedIntervals4 } from "./interval-index4.ts";

/** Finds intervals by binary search without branches on the answers; 8 bytes an interval. */
export class SearchIndex4 implements RangeIndex4 {
  readonly #starts: Uint32Array;
  readonly #values: Uint32Array;

  constructor({ starts, values }: ValuedIntervals4) {
    this.#starts = Uint32Array.from(starts);
    this.#values = Uint32Array.from(values);
  }

  get byteLength(): number {
    return this.#starts.byteLength + this.#values.byteLength;
  }

  lookup(address: number): number {
    const starts = this.#starts;
    let at = 0;
    let count = starts.length;
    // The answer always lies in at .. at + count - 1. Where the search turns is as good as random,
    // so a conditional jump would be mispredicted every other time; a mask is not.
    while (count > 1) {
      const half = count >>> 1;
      at += half & (isBelow(address, starts[at + half] as number) - 1);
      count -= half;
    }
    return this.#values[at] as number;
  }
}

/**
 * 1 when `x < y` as unsigned 32-bit integers, else 0, in integer arithmetic only.
 * Bit 31 decides:  x is 0, y is 1  -> below
 *                  x and y agree   -> below when x - y borrows
 */
function isBelow(x: number, y: number): number {
  return ((~x & y) | ((~x | y) & (x - y))) >>> 31;
}
