/** Finds things by a word, number or key that they have. */
export interface Finder<T, K> {
  /** All that have it, in the order of the things, each once; empty when none has. */
  find(wanted: K): readonly T[];
}

/** What a finder goes by. */
export interface FinderParts<T, K> {
  readonly things: Iterable<T>;
  /** Whether a thing has what is wanted; must agree with `keysOf`, and should cost little. */
  readonly has: (thing: T, wanted: K) => boolean;
  /** All by which a thing can be found. */
  readonly keysOf: (thing: T) => Iterable<K>;
}

/** An index costs about as much as this many scans. */
const scansBeforeIndex = 8;

/**
 * Creates a finder over things that never change. Whoever asks once or twice should not pay for an
 * index, and whoever asks a thousand times not for scans: the first few questions scan, and later
 * ones are look-ups.
 */
export function createFinder<T, K>(parts: FinderParts<T, K>): Finder<T, K> {
  let scans = 0;
  let index: ReadonlyMap<K, readonly T[]> | undefined;
  return {
    find: (wanted) => {
      if (index === undefined && scans < scansBeforeIndex) {
        scans += 1;
        return scan(parts, wanted);
      }
      index ??= indexOf(parts);
      return index.get(wanted) ?? [];
    },
  };
}

function scan<T, K>({ things, has }: FinderParts<T, K>, wanted: K): readonly T[] {
  const found: T[] = [];
  for (const thing of things) {
    if (has(thing, wanted)) found.push(thing);
  }
  return found;
}

function indexOf<T, K>({ things, keysOf }: FinderParts<T, K>): ReadonlyMap<K, readonly T[]> {
  const index = new Map<K, T[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [thing]);
      else if (known.at(-1) !== thing) known.push(thing);
    }
  }
  return index;
}
