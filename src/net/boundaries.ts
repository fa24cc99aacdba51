/**
 * A set of addresses of one family as its boundaries in strictly ascending order: the set begins at
 * every even index and ends before every odd index.
 *
 *     index        0        1     2          3
 *     boundary   10.0.0  10.4.0  11.0.0   11.1.0      (the end is exclusive)
 *                  |########|      |########|
 *
 * Strictly ascending means that touching ranges are joined, so equal sets have equal boundaries.
 * Ends are exclusive, so the algebra needs `<` only and serves both families: the end of the whole
 * IPv4 space, 2^32, is still a number, and the end of the IPv6 space, 2^128, is a bigint.
 */
export type Boundaries<B extends Bound> = readonly B[];

/** A boundary: a number between IPv4 addresses, a bigint between IPv6 addresses. */
export type Bound = number | bigint;

/** A set operation, told by whether an address is in the first set and in the second. */
export type Membership = (inFirst: boolean, inSecond: boolean) => boolean;

/** Joins ranges that are sorted by their start, and may overlap or touch. */
export function joinRanges<B extends Bound>(ranges: Iterable<readonly [B, B]>): Boundaries<B> {
  const joined: B[] = [];
  for (const [start, end] of ranges) {
    const top = joined.at(-1);
    if (top === undefined || top < start) joined.push(start, end);
    else if (top < end) joined[joined.length - 1] = end;
  }
  return joined;
}

/**
 * Sweeps over two sets at once and keeps what `isMember` says.
 * `isMember(false, false)` must be false: no set reaches beyond the boundaries of its operands.
 * Cost: linear in both sets.
 */
export function combine<B extends Bound>(
  first: Boundaries<B>,
  second: Boundaries<B>,
  isMember: Membership,
): Boundaries<B> {
  const combined: B[] = [];
  let i = 0;
  let j = 0;
  let isInside = false;
  for (;;) {
    const x = first[i];
    const y = second[j];
    const at = y === undefined || (x !== undefined && x < y) ? x : y;
    if (at === undefined) return combined;
    if (x === at) i += 1;
    if (y === at) j += 1;
    const isNowInside = isMember(i % 2 === 1, j % 2 === 1);
    if (isNowInside !== isInside) combined.push(at);
    isInside = isNowInside;
  }
}

/**
 * What of the first set is inside the second, or outside of it. Gives what `combine` gives. Cost:
 * the ranges of the first set times a search in the second, and what lies between: for a small set
 * against a large one.
 */
export function cut<B extends Bound>(
  first: Boundaries<B>,
  second: Boundaries<B>,
  isInside: boolean,
): Boundaries<B> {
  const found: B[] = [];
  for (const [start, end] of rangesOf(first)) {
    let at = countUpTo(second, start);
    let from = start;
    for (;;) {
      const next = second[at];
      const to = next === undefined || next > end ? end : next;
      // An odd count of boundaries means inside.
      if ((at % 2 === 1) === isInside && from < to) found.push(from, to);
      if (to === end) break;
      from = to;
      at += 1;
    }
  }
  return found;
}

/** Tells whether the set contains the address `at`. Cost: logarithmic. */
export function containsAddress<B extends Bound>(boundaries: Boundaries<B>, at: B): boolean {
  return countUpTo(boundaries, at) % 2 === 1;
}

/** Tells whether the set contains all addresses from `start` up to and without `end`. */
export function containsRange<B extends Bound>(
  boundaries: Boundaries<B>,
  [start, end]: readonly [B, B],
): boolean {
  const count = countUpTo(boundaries, start);
  const next = boundaries[count];
  return count % 2 === 1 && next !== undefined && end <= next;
}

/** Tells whether the set contains any address from `start` up to and without `end`. */
export function touchesRange<B extends Bound>(
  boundaries: Boundaries<B>,
  [start, end]: readonly [B, B],
): boolean {
  const count = countUpTo(boundaries, start);
  const next = boundaries[count];
  return count % 2 === 1 || (next !== undefined && next < end);
}

/** Pairs the boundaries up to ranges, ends exclusive. */
export function* rangesOf<B extends Bound>(boundaries: Boundaries<B>): Iterable<readonly [B, B]> {
  for (let i = 0; i < boundaries.length; i += 2) {
    const start = boundaries[i];
    const end = boundaries[i + 1];
    if (start !== undefined && end !== undefined) yield [start, end];
  }
}

/** How many boundaries are at or before `at`; odd means inside. */
function countUpTo<B extends Bound>(boundaries: Boundaries<B>, at: B): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const boundary = boundaries[middle];
    if (boundary !== undefined && boundary <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
