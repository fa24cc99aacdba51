import { comparePrefixes, type Prefix } from "../net/index.ts";
import type { ServiceTagIndex } from "./service-tag-index.ts";
import { compareNames, type ServiceTag, tagKey } from "./tag.ts";

/** How one tag differs between two editions. */
export interface TagDifference {
  /** `added` and `removed` are about the tag as a whole. */
  readonly kind: "added" | "removed" | "changed";
  /** Name in the edition that has the tag; in the later one when both have it. */
  readonly name: string;
  /** Prefixes that only the later edition has, sorted. */
  readonly added: readonly Prefix[];
  /** Prefixes that only the earlier edition has, sorted. */
  readonly removed: readonly Prefix[];
}

/** Lists the tags that differ, sorted by name; a tag whose prefixes are the same is not there. */
export function difference(
  earlier: ServiceTagIndex,
  later: ServiceTagIndex,
): readonly TagDifference[] {
  const names = new Map<string, string>();
  for (const tag of [...earlier.tags(), ...later.tags()]) names.set(tagKey(tag.name), tag.name);
  return [...names.entries()]
    .sort(([a], [b]) => compareNames(a, b))
    .flatMap(([, name]) => differenceOf(name, earlier, later) ?? []);
}

function differenceOf(
  name: string,
  earlier: ServiceTagIndex,
  later: ServiceTagIndex,
): TagDifference | undefined {
  const before = ownPrefixes(earlier, name);
  const after = ownPrefixes(later, name);
  if (before === undefined) return { kind: "added", name, added: after ?? [], removed: [] };
  if (after === undefined) return { kind: "removed", name, added: [], removed: before };
  const added = without(after, before);
  const removed = without(before, after);
  if (added.length === 0 && removed.length === 0) return undefined;
  return { kind: "changed", name, added, removed };
}

// A tag that another edition spells with another name of its region is another tag here: the name
// is the news.
function ownPrefixes(index: ServiceTagIndex, name: string): readonly Prefix[] | undefined {
  const tag: ServiceTag | undefined = index.find(name);
  const isSame = tag !== undefined && tagKey(tag.name) === tagKey(name);
  return isSame ? index.prefixesOf(name) : undefined;
}

/** Lists what only the first of two sorted lists has. */
function without(list: readonly Prefix[], other: readonly Prefix[]): readonly Prefix[] {
  let at = 0;
  return list.filter((prefix) => {
    let order = -1;
    while (at < other.length) {
      order = comparePrefixes(other[at] as Prefix, prefix);
      if (order >= 0) break;
      at += 1;
    }
    return at >= other.length || order !== 0;
  });
}
