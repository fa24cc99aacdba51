// The naive twin of the longest-prefix-match table: an array and loops, no cleverness.
import {
  comparePrefixes,
  containsIp,
  covers,
  equalPrefixes,
  type Ip,
  overlaps,
  type Prefix,
} from "../../src/net/index.ts";
import type { LpmEntry, LpmMatch, LpmTable } from "../../src/table/index.ts";

/** A table that is obviously right: every question is a scan over all entries. */
export class GoldenTable<V> implements LpmTable<V> {
  readonly #matches: LpmMatch<V>[] = [];

  constructor(entries: Iterable<LpmEntry<V>>) {
    for (const [prefix, value] of entries) {
      const index = this.#matches.findIndex((match) => equalPrefixes(match.prefix, prefix));
      if (index >= 0) this.#matches.splice(index, 1);
      this.#matches.push({ prefix, value });
    }
    this.#matches.sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  }

  get size(): number {
    return this.#matches.length;
  }

  lookup(ip: Ip): LpmMatch<V> | undefined {
    return longest(this.#matches.filter((match) => containsIp(match.prefix, ip)));
  }

  lookupValue(ip: Ip): V | undefined {
    return this.lookup(ip)?.value;
  }

  get(prefix: Prefix): V | undefined {
    return this.#matches.find((match) => equalPrefixes(match.prefix, prefix))?.value;
  }

  lookupPrefix(prefix: Prefix): LpmMatch<V> | undefined {
    return longest(this.supernets(prefix));
  }

  supernets(prefix: Prefix): readonly LpmMatch<V>[] {
    return this.#matches.filter((match) => covers(match.prefix, prefix));
  }

  subnets(prefix: Prefix): readonly LpmMatch<V>[] {
    return this.#matches.filter((match) => covers(prefix, match.prefix));
  }

  overlaps(prefix: Prefix): boolean {
    return this.#matches.some((match) => overlaps(match.prefix, prefix));
  }

  entries(): Iterable<LpmEntry<V>> {
    return this.#matches.map(({ prefix, value }) => [prefix, value] as const);
  }

  with(prefix: Prefix, value: V): LpmTable<V> {
    return new GoldenTable([...this.entries(), [prefix, value]]);
  }

  without(prefix: Prefix): LpmTable<V> {
    return new GoldenTable([...this.entries()].filter(([other]) => !equalPrefixes(other, prefix)));
  }
}

function longest<V>(matches: readonly LpmMatch<V>[]): LpmMatch<V> | undefined {
  let best: LpmMatch<V> | undefined;
  for (const match of matches) {
    if (best === undefined || match.prefix.length > best.prefix.length) best = match;
  }
  return best;
}
