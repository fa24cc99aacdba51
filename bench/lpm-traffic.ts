import { formatIp, type Ip4, lastIp, type Prefix4, prefixKey, prefixOf } from "../src/net/index.ts";
import { createRandom } from "./random.ts";

/**
 * Share of each prefix length in a large table, in tenths of a percent; after public BGP tables.
 */
const LENGTHS: readonly (readonly [length: number, share: number])[] = [
  [8, 1],
  [10, 1],
  [12, 3],
  [13, 4],
  [14, 5],
  [15, 5],
  [16, 30],
  [17, 15],
  [18, 20],
  [19, 30],
  [20, 50],
  [21, 50],
  [22, 110],
  [23, 100],
  [24, 550],
  [26, 6],
  [28, 5],
  [32, 15],
];

/** What one race is about: a table, and addresses to look up in it. */
export interface Workload {
  /** Sorted, different; the default route is the first, so that every address has an answer. */
  readonly entries: readonly (readonly [prefix: Prefix4, nextHop: number])[];
  /** Half anywhere, half inside a prefix of the table, in random turns. */
  readonly addresses: Uint32Array;
  /** The same addresses as text, for those who take nothing else. */
  readonly texts: readonly string[];
}

/** Next hops are numbers from 1 up to this one. */
const NEXT_HOPS = 1000;

const ADDRESSES = 2 ** 18;

/** Makes a table of `count` prefixes and its traffic; the same for the same count. */
export function createWorkload(count: number): Workload {
  const random = createRandom(count);
  const prefixes = new Map<number | string, Prefix4>();
  const add = (prefix: Prefix4): unknown => prefixes.set(prefixKey(prefix), prefix);
  add(prefixOf(0 as Ip4, 0));
  while (prefixes.size < count) add(prefixOf(random() as Ip4, drawLength(random())));
  const sorted = [...prefixes]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, prefix]) => prefix);
  // Without `| 0` some numbers would be boxed as floating point, which nobody would hand in.
  const entries = sorted.map((prefix) => [prefix, (1 + (random() % NEXT_HOPS)) | 0] as const);
  const addresses = Uint32Array.from({ length: ADDRESSES }, () => {
    const prefix = sorted[random() % count] as Prefix4;
    // One turn is decided by a high bit, so that no branch predictor learns the turns.
    return random() >= 2 ** 31 ? random() : addressIn(prefix, random());
  });
  // Through JSON, because concatenated strings are ropes, which no text that was read from a file
  // is.
  const texts = JSON.stringify(Array.from(addresses, (value) => formatIp(value as Ip4)));
  return { entries, addresses, texts: JSON.parse(texts) };
}

function drawLength(draw: number): number {
  const total = LENGTHS.reduce((sum, [, share]) => sum + share, 0);
  let rest = draw % total;
  for (const [length, share] of LENGTHS) {
    if (rest < share) return length;
    rest -= share;
  }
  return 24;
}

function addressIn(prefix: Prefix4, draw: number): number {
  const size = lastIp(prefix) - prefix.address + 1;
  return prefix.address + (draw % size);
}
