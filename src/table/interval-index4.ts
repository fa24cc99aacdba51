/** Finds the value of the interval that contains an IPv4 address. */
export interface RangeIndex4 {
  /**
   * Gives the value of the interval that contains `address` (0..2^32-1). Does not allocate.
   * What a value means, also 0, is up to whoever made the intervals.
   */
  lookup(address: number): number;
  /** Bytes of the typed arrays. */
  readonly byteLength: number;
}

/** The whole IPv4 space cut into intervals with a value each. */
export interface ValuedIntervals4 {
  /** Strictly ascending, the first is 0; an interval ends where the next one starts. */
  readonly starts: ArrayLike<number>;
  /** As long as `starts`; integers, 0..2^31-1. */
  readonly values: ArrayLike<number>;
}
