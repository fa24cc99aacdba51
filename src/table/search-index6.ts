import type { ValuedIntervals } from "./intervals.ts";

/** Finds the interval that contains an IPv6 address by binary search. */
export class SearchIndex6 {
  readonly #starts: readonly bigint[];
  readonly #values: Uint32Array;

  constructor({ starts, values }: ValuedIntervals<bigint>) {
    this.#starts = starts;
    this.#values = Uint32Array.from(values);
  }

  /** Gives the value of the interval that contains `address`. */
  lookup(address: bigint): number {
    let at = 0;
    let count = this.#starts.length;
    while (count > 1) {
      const half = count >>> 1;
      if ((this.#starts[at + half] as bigint) <= address) at += half;
      count -= half;
    }
    return this.#values[at] as number;
  }
}
