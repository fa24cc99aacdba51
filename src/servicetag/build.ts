import { comparePrefixes, equalPrefixes, type Prefix } from "../net/index.ts";
import { writePool } from "./prefix-pool.ts";
import { type Sections, writeSections } from "./sections.ts";
import { openIndex, type ServiceTagIndex } from "./service-tag-index.ts";
import { StringWriter } from "./strings.ts";
import { compareNames, tagKey } from "./tag.ts";

/** One tag as the file has it. */
export interface TagEntry {
  readonly name: string;
  /** The file's own name of the region; empty on top-level tags. */
  readonly regionCode: string;
  readonly systemService: string;
  readonly features: readonly string[];
  readonly changeNumber: number;
  /** In any order; may hold a prefix twice. */
  readonly prefixes: readonly Prefix[];
}

/** One edition as the file has it. Names of tags differ in more than case. */
export interface Edition {
  readonly changeNumber: number;
  readonly cloud: string;
  readonly entries: readonly TagEntry[];
}

/** Builds the stored form of an edition and opens it. */
export function buildIndex({ changeNumber, cloud, entries }: Edition): ServiceTagIndex {
  const sorted = entries.toSorted((a, b) => compareNames(tagKey(a.name), tagKey(b.name)));
  const pool = createPool(new Set(sorted.flatMap(({ prefixes }) => prefixes)));
  const strings = new StringWriter();
  const heads = Uint32Array.of(changeNumber, strings.add(cloud));
  const tags = Uint32Array.from(sorted.flatMap((entry) => tagFieldsOf(entry, strings)));
  const sections: Sections = {
    heads,
    tags,
    ...strings.finish(),
    ...writePool(pool.prefixes),
    ...linkTags(sorted, pool),
  };
  return openIndex(writeSections(sections), sections);
}

function tagFieldsOf(entry: TagEntry, strings: StringWriter): readonly number[] {
  return [
    strings.add(entry.name),
    strings.add(entry.regionCode),
    strings.add(entry.systemService),
    strings.add(entry.features.join(",")),
    entry.changeNumber,
  ];
}

interface Pool {
  /** Distinct and sorted. */
  readonly prefixes: readonly Prefix[];
  /** Where a prefix of the input stands in `prefixes`. */
  readonly indexOf: ReadonlyMap<Prefix, number>;
}

// Most lists share their prefix objects, so a set of objects is half as long as all lists before
// anything is sorted.
function createPool(objects: ReadonlySet<Prefix>): Pool {
  const prefixes: Prefix[] = [];
  const indexOf = new Map<Prefix, number>();
  for (const prefix of [...objects].sort(comparePrefixes)) {
    const last = prefixes.at(-1);
    if (last === undefined || !equalPrefixes(last, prefix)) prefixes.push(prefix);
    indexOf.set(prefix, prefixes.length - 1);
  }
  return { prefixes, indexOf };
}

type Links = Pick<Sections, "tagStarts" | "tagPrefixes" | "prefixStarts" | "prefixTags">;

/** Links tags to prefixes in both directions. */
function linkTags(entries: readonly TagEntry[], { prefixes, indexOf }: Pool): Links {
  const lists = entries.map((entry) => numbersOf(entry, indexOf));
  const tagStarts = startsOf(lists.map(({ length }) => length));
  const tagPrefixes = Uint32Array.from(lists.flat());
  const counts = new Uint32Array(prefixes.length);
  for (const prefix of tagPrefixes) counts[prefix] = (counts[prefix] as number) + 1;
  const prefixStarts = startsOf(counts);
  const prefixTags = invert({ tagStarts, tagPrefixes, prefixStarts });
  return { tagStarts, tagPrefixes, prefixStarts, prefixTags };
}

/** Numbers of a tag's prefixes in the pool, ascending, each once. */
function numbersOf({ prefixes }: TagEntry, indexOf: Pool["indexOf"]): readonly number[] {
  const numbers = prefixes.map((prefix) => indexOf.get(prefix) ?? 0).sort((a, b) => a - b);
  return numbers.filter((number, index) => number !== numbers[index - 1]);
}

function startsOf(counts: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let index = 0; index < counts.length; index += 1) {
    starts[index + 1] = (starts[index] as number) + (counts[index] as number);
  }
  return starts;
}

function invert({ tagStarts, tagPrefixes, prefixStarts }: Omit<Links, "prefixTags">): Uint32Array {
  const prefixTags = new Uint32Array(tagPrefixes.length);
  const next = prefixStarts.slice();
  for (let tag = 0; tag + 1 < tagStarts.length; tag += 1) {
    for (let at = tagStarts[tag] as number; at < (tagStarts[tag + 1] as number); at += 1) {
      const prefix = tagPrefixes[at] as number;
      prefixTags[next[prefix] as number] = tag;
      next[prefix] = (next[prefix] as number) + 1;
    }
  }
  return prefixTags;
}
