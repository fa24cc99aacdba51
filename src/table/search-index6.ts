import type { Intervals } from "./intervals.ts";

/** Finds the interval that contains an IPv6 address by binary search. */
export class SearchIndex6 {
  readonly #starts: readonly bigint[];
  readonly #entries: Uint32Array;

  constructor({ starts, entries }: Intervals<bigint>) {
    this.#starts = starts;
    this.#entries = Uint32Array.from(entries);
  }

  /** Gives the entry that wins at `address`; 0: none covers it. */
  lookup(address: bigint): number {
    let at = 0;
    let count = this.#starts.length;
    while (count > 1) {
      const half = count >>> 1;
      if ((this.#starts[at + half] as bigint) <= address) at += half;
      count -= half;
    }
    return this.#entries[at] as number;
  }
}
