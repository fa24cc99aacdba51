import { hostPrefix, type Ip, type Prefix } from "../net/index.ts";
import { findCovers, readPrefix } from "./prefix-pool.ts";
import { regionOf } from "./regions.ts";
import { readSections, type Sections, tagFields } from "./sections.ts";
import { readString } from "./strings.ts";
import { compareNames, isAggregateName, type ServiceTag, tagKey, tagRank } from "./tag.ts";

/** A tag that holds an address, with the prefix by which it does. */
export interface ServiceTagMatch {
  readonly tag: ServiceTag;
  readonly prefix: Prefix;
}

/**
 * The service tags of one edition; immutable. Satisfies the model's port `ServiceTagPrefixes`.
 * Tag names are taken without regard to case, and with a region in any of its spellings:
 * `storage.centralfrance` is `Storage.FranceCentral`.
 */
export interface ServiceTagIndex {
  /** Counts Microsoft's editions; the highest is the newest. */
  readonly changeNumber: number;
  /** `Public`, `AzureGovernment`, ...; empty when the file does not say. */
  readonly cloud: string;
  /** Names the edition for messages: `change number 398`. */
  readonly edition: string;
  readonly tagCount: number;
  /** Number of prefixes over all tags: one that stands in three tags counts three times. */
  readonly prefixCount: number;
  /** The index as bytes, which `decodeServiceTags` opens again. */
  readonly stored: Uint8Array;
  /** All tags, sorted by name without regard to case. */
  tags(): readonly ServiceTag[];
  /** Finds a tag by name; `undefined`: the edition has no such tag. O(log tags). */
  find(name: string): ServiceTag | undefined;
  /** Prefixes of a tag, sorted, IPv4 first; `undefined`: the edition has no such tag. */
  prefixesOf(name: string): readonly Prefix[] | undefined;
  /** Whether a tag stands for one region; `undefined`: the edition has no such tag. */
  isRegional(name: string): boolean | undefined;
  /**
   * Lists what holds an address: longest prefix first, and for one prefix in the order that wins a
   * route (UDR-9). A tag appears once for each of its prefixes that holds the address. O(log
   * prefixes + answers).
   */
  tagsOf(ip: Ip): readonly ServiceTagMatch[];
  /** As `tagsOf`, for tags that hold a whole prefix. */
  tagsCovering(prefix: Prefix): readonly ServiceTagMatch[];
}

/** Gives the stored form of an index: for a cache on the same machine, not for exchange. O(1). */
export function encodeServiceTags(index: ServiceTagIndex): Uint8Array {
  return index.stored;
}

/**
 * Opens a stored index without reading its tags; `bytes` must not change afterwards. `undefined`:
 * another version of the form, or damaged. Cost: one pass over the bytes for the checksum.
 */
export function decodeServiceTags(bytes: Uint8Array): ServiceTagIndex | undefined {
  const sections = readSections(bytes);
  return sections === undefined ? undefined : openIndex(bytes, sections);
}

/** Opens sections as an index; `stored` are the bytes that they are views of, or a copy of them. */
export function openIndex(stored: Uint8Array, sections: Sections): ServiceTagIndex {
  return new StoredIndex(stored, sections);
}

class StoredIndex implements ServiceTagIndex {
  readonly stored: Uint8Array;
  readonly #sections: Sections;
  // Tags and lists are made on demand and kept: an answer asks for few of them, and for those
  // often.
  readonly #tags: (ServiceTag | undefined)[] = [];
  readonly #prefixLists = new Map<number, readonly Prefix[]>();

  constructor(stored: Uint8Array, sections: Sections) {
    this.stored = stored;
    this.#sections = sections;
  }

  get changeNumber(): number {
    return this.#sections.heads[0] as number;
  }

  get cloud(): string {
    return readString(this.#sections, this.#sections.heads[1] as number);
  }

  get edition(): string {
    const cloud = this.cloud === "Public" || this.cloud === "" ? "" : `, cloud ${this.cloud}`;
    return `change number ${this.changeNumber}${cloud}`;
  }

  get tagCount(): number {
    return this.#sections.tags.length / tagFields;
  }

  get prefixCount(): number {
    return this.#sections.tagPrefixes.length;
  }

  tags(): readonly ServiceTag[] {
    return Array.from({ length: this.tagCount }, (_, number) => this.#tagAt(number));
  }

  find(name: string): ServiceTag | undefined {
    const number = this.#search(name);
    return number === undefined ? undefined : this.#tagAt(number);
  }

  isRegional(name: string): boolean | undefined {
    const tag = this.find(name);
    return tag === undefined ? undefined : tag.kind === "regional";
  }

  prefixesOf(name: string): readonly Prefix[] | undefined {
    const number = this.#search(name);
    return number === undefined ? undefined : this.#prefixesAt(number);
  }

  tagsOf(ip: Ip): readonly ServiceTagMatch[] {
    return this.tagsCovering(hostPrefix(ip));
  }

  tagsCovering(prefix: Prefix): readonly ServiceTagMatch[] {
    return findCovers(this.#sections, prefix).flatMap((cover) => {
      const covering = readPrefix(this.#sections, cover);
      return this.#tagsAt(cover).map((tag) => ({ tag, prefix: covering }));
    });
  }

  #tagsAt(prefix: number): readonly ServiceTag[] {
    const { prefixStarts, prefixTags } = this.#sections;
    const numbers = prefixTags.subarray(prefixStarts[prefix], prefixStarts[prefix + 1]);
    // Numbers ascend by name, and the sort is stable, so ranks alone give the order of
    // `compareTagPrecedence`.
    return Array.from(numbers, (number) => this.#tagAt(number)).sort(
      (a, b) => tagRank(a) - tagRank(b),
    );
  }

  #prefixesAt(number: number): readonly Prefix[] {
    const { tagStarts, tagPrefixes } = this.#sections;
    let list = this.#prefixLists.get(number);
    if (list === undefined) {
      const prefixes = tagPrefixes.subarray(tagStarts[number], tagStarts[number + 1]);
      list = Array.from(prefixes, (prefix) => readPrefix(this.#sections, prefix));
      this.#prefixLists.set(number, list);
    }
    return list;
  }

  #tagAt(number: number): ServiceTag {
    let tag = this.#tags[number];
    if (tag === undefined) {
      tag = readTag(this.#sections, number);
      this.#tags[number] = tag;
    }
    return tag;
  }

  /** Finds a tag's number by its name as given, then by the other spellings of its region. */
  #search(name: string): number | undefined {
    for (const spelling of spellingsOf(name)) {
      const number = searchKey(this.#sections, tagKey(spelling));
      if (number !== undefined) return number;
    }
    return undefined;
  }
}

function* spellingsOf(name: string): Iterable<string> {
  yield name;
  const dot = name.lastIndexOf(".");
  const region = dot < 0 ? undefined : regionOf(name.slice(dot + 1));
  if (region === undefined) return;
  const service = name.slice(0, dot + 1);
  yield service + region.suffix;
  yield service + region.code;
}

function searchKey(sections: Sections, key: string): number | undefined {
  let low = 0;
  let high = sections.tags.length / tagFields;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareNames(tagKey(readName(sections, middle)), key) < 0) low = middle + 1;
    else high = middle;
  }
  const isTag = low * tagFields < sections.tags.length;
  return isTag && tagKey(readName(sections, low)) === key ? low : undefined;
}

function readName(sections: Sections, tag: number): string {
  return readString(sections, sections.tags[tag * tagFields] as number);
}

function readTag(sections: Sections, number: number): ServiceTag {
  const at = number * tagFields;
  const text = (field: number): string => readString(sections, sections.tags[at + field] as number);
  const { tagStarts } = sections;
  const name = text(0);
  const code = text(1);
  const features = text(3);
  return {
    name,
    kind: code === "" ? "top" : "regional",
    service: code === "" ? name : name.slice(0, name.lastIndexOf(".")),
    region: code === "" ? undefined : (regionOf(code)?.location ?? code),
    systemService: text(2),
    features: features === "" ? [] : features.split(","),
    changeNumber: sections.tags[at + 4] as number,
    isAggregate: isAggregateName(name),
    prefixCount: (tagStarts[number + 1] as number) - (tagStarts[number] as number),
  };
}
