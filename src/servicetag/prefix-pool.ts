import { covers, type Ip, type Ip4, type Ip6, type Prefix, prefixOf } from "../net/index.ts";
import type { Sections } from "./sections.ts";

/** The sections that hold the distinct prefixes of an edition. */
export type PoolSections = Pick<Sections, "addresses4" | "addresses6" | "lengths" | "parents">;

/** Stores distinct prefixes, which must be sorted, with the nesting among them. */
export function writePool(prefixes: readonly Prefix[]): PoolSections {
  const split = prefixes.findIndex(({ family }) => family === 6);
  const count4 = split < 0 ? prefixes.length : split;
  const addresses4 = new Uint32Array(count4);
  const addresses6 = new Uint32Array((prefixes.length - count4) * 4);
  for (const [index, prefix] of prefixes.entries()) {
    if (prefix.family === 4) addresses4[index] = prefix.address;
    else addresses6.set(wordsOf(prefix.address), (index - count4) * 4);
  }
  const lengths = Uint8Array.from(prefixes, ({ length }) => length);
  return { addresses4, addresses6, lengths, parents: findParents(prefixes) };
}

/** Finds 1 + the nearest cover of each of the sorted prefixes; 0: it has none. */
function findParents(prefixes: readonly Prefix[]): Uint32Array {
  const parents = new Uint32Array(prefixes.length);
  // Sorted order visits a cover before what it covers, so the open covers form a stack.
  const open: number[] = [];
  for (const [index, prefix] of prefixes.entries()) {
    while (open.length > 0 && !covers(prefixes[open.at(-1) as number] as Prefix, prefix))
      open.pop();
    parents[index] = open.length === 0 ? 0 : (open.at(-1) as number) + 1;
    open.push(index);
  }
  return parents;
}

/** Gives the prefix at `index`. */
export function readPrefix(pool: PoolSections, index: number): Prefix {
  return prefixOf(readAddress(pool, index), pool.lengths[index] as number);
}

function readAddress({ addresses4, addresses6 }: PoolSections, index: number): Ip {
  if (index < addresses4.length) return addresses4[index] as Ip4;
  return ip6Of(addresses6, (index - addresses4.length) * 4);
}

/** Lists the prefixes that cover `prefix`, itself included, longest first. O(log n + answers). */
export function findCovers(pool: PoolSections, prefix: Prefix): readonly number[] {
  const found: number[] = [];
  // Whatever covers `prefix` sorts no later than it, and covers everything that sorts in between:
  // so all covers are this prefix or its ancestors.
  let at = lastNotAfter(pool, prefix) + 1;
  while (at > 0) {
    if (covers(readPrefix(pool, at - 1), prefix)) found.push(at - 1);
    at = pool.parents[at - 1] as number;
  }
  return found;
}

/** Finds the last prefix that does not sort after `prefix`; -1: all do. */
function lastNotAfter(pool: PoolSections, prefix: Prefix): number {
  const count4 = pool.addresses4.length;
  let low = prefix.family === 4 ? 0 : count4;
  let high = prefix.family === 4 ? count4 : pool.lengths.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const address = readAddress(pool, middle);
    const isAfter =
      address > prefix.address ||
      (address === prefix.address && (pool.lengths[middle] as number) > prefix.length);
    if (!isAfter) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function wordsOf(address: Ip6): readonly number[] {
  return [96n, 64n, 32n, 0n].map((shift) => Number((address >> shift) & 0xffffffffn));
}

function ip6Of(words: Uint32Array, at: number): Ip6 {
  const pair = (from: number): bigint =>
    (BigInt(words[from] as number) << 32n) | BigInt(words[from + 1] as number);
  return ((pair(at) << 64n) | pair(at + 2)) as Ip6;
}
