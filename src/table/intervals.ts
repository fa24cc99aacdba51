/** A bound of an interval: a number for IPv4, a bigint for IPv6. */
export type Bound = number | bigint;

/** One entry of a table as a range; `end` is exclusive, at most the end of the address space. */
export interface EntryRange<B extends Bound> {
  readonly start: B;
  readonly end: B;
}

/**
 * The whole address space cut into intervals, and the entry that wins in each of them.
 * Entries are numbered from 1 in the order given; 0 says that no entry covers the interval.
 */
export interface Intervals<B extends Bound> {
  /**
   * Ascending; the first is the first address of the space, an interval ends where the next starts.
   */
  readonly starts: readonly B[];
  /** As long as `starts`. */
  readonly entries: readonly number[];
  /** By entry number the longest other entry that covers it; 0: none does, also at index 0. */
  readonly parents: readonly number[];
}

/**
 * Flattens nested ranges into disjoint intervals; the innermost range wins.
 * `ranges` must be those of different prefixes, sorted by start and then outer before inner.
 * There are at most 2n + 1 intervals. Cost: linear.
 */
export function flattenRanges<B extends Bound>(
  ranges: readonly EntryRange<B>[],
  space: EntryRange<B>,
): Intervals<B> {
  const starts: B[] = [space.start];
  const entries: number[] = [0];
  const parents: number[] = [0];
  // The entries around the current address, outermost first. Prefixes nest or are disjoint, so the
  // innermost open one always ends first.
  const open: number[] = [];

  const begin = (start: B, entry: number): void => {
    if (starts.at(-1) === start) {
      entries[entries.length - 1] = entry;
    } else if (start < space.end) {
      starts.push(start);
      entries.push(entry);
    }
  };
  const closeUpTo = (limit: B): void => {
    for (;;) {
      const end = ranges[(open.at(-1) ?? 0) - 1]?.end;
      if (end === undefined || end > limit) return;
      open.pop();
      begin(end, open.at(-1) ?? 0);
    }
  };

  for (const { start } of ranges) {
    closeUpTo(start);
    const entry = parents.length;
    parents.push(open.at(-1) ?? 0);
    open.push(entry);
    begin(start, entry);
  }
  closeUpTo(space.end);
  return { starts, entries, parents };
}

/** The address space cut into intervals with a value each; neighbors have different values. */
export interface ValuedIntervals<B extends Bound> {
  readonly starts: readonly B[];
  readonly values: readonly number[];
}

/** Gives each interval the value of its entry and joins neighbors of one value. Cost: linear. */
export function assignValues<B extends Bound>(
  { starts, entries }: Intervals<B>,
  toValue: (entry: number) => number,
): ValuedIntervals<B> {
  const values = entries.map(toValue);
  const isFirst = (_: unknown, index: number): boolean => values[index] !== values[index - 1];
  return { starts: starts.filter(isFirst), values: values.filter(isFirst) };
}
