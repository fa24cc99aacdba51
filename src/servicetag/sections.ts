/**
 * The stored form as typed arrays. All numbers are in the byte order of the machine: a cache is not
 * a file to exchange, and the magic number reads differently on a machine with another order.
 */
export interface Sections {
  /** Change number of the edition; string of the cloud's name. */
  readonly heads: Uint32Array;
  /** End of each string in `units`; the first string begins at 0. */
  readonly stringEnds: Uint32Array;
  /** UTF-16 units of all strings. */
  readonly units: Uint16Array;
  /**
   * `tagFields` numbers a tag: strings of its name, region code, system service and features;
   * change number.
   */
  readonly tags: Uint32Array;
  /** Where each tag's prefixes begin in `tagPrefixes`, and the end of the last. */
  readonly tagStarts: Uint32Array;
  /** Prefixes of each tag, ascending. */
  readonly tagPrefixes: Uint32Array;
  /** Distinct IPv4 prefixes in the order of `comparePrefixes`: their addresses. */
  readonly addresses4: Uint32Array;
  /** The IPv6 ones, which follow: four words an address, the highest first. */
  readonly addresses6: Uint32Array;
  /** Length of each prefix. */
  readonly lengths: Uint8Array;
  /** For each prefix 1 + the longest other prefix that covers it; 0: none does. */
  readonly parents: Uint32Array;
  /** Where each prefix's tags begin in `prefixTags`, and the end of the last. */
  readonly prefixStarts: Uint32Array;
  /** Tags of each prefix, ascending. */
  readonly prefixTags: Uint32Array;
}

/** Number of words that `tags` has for each tag; tags are sorted by key. */
export const tagFields = 5;

const names = [
  "heads",
  "stringEnds",
  "units",
  "tags",
  "tagStarts",
  "tagPrefixes",
  "addresses4",
  "addresses6",
  "lengths",
  "parents",
  "prefixStarts",
  "prefixTags",
] as const satisfies readonly (keyof Sections)[];

const magic = 0x47415453;
const version = 1;
// Magic number, version, checksum of everything after it; then the element count of each section.
const fixedWords = 3;
const headerBytes = (fixedWords + names.length) * 4;

/** Writes sections one after the other, each at a multiple of four bytes. */
export function writeSections(sections: Sections): Uint8Array {
  const sizes = names.map((name) => paddedBytes(sections[name]));
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, headerBytes));
  const header = new Uint32Array(bytes.buffer, 0, headerBytes / 4);
  header.set([magic, version, 0, ...names.map((name) => sections[name].length)]);
  let at = headerBytes;
  for (const [index, name] of names.entries()) {
    const { buffer, byteOffset, byteLength } = sections[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += sizes[index] ?? 0;
  }
  header[2] = checksumOf(bytes);
  return bytes;
}

/**
 * Gives views of the sections in `bytes`, which must not change afterwards.
 * `undefined`: another format, version or byte order, cut short, or not what was written.
 */
export function readSections(bytes: Uint8Array): Sections | undefined {
  if (bytes.byteLength < headerBytes || bytes.byteLength % 4 !== 0) return undefined;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, headerBytes / 4);
  if (header[0] !== magic || header[1] !== version) return undefined;
  if (header[2] !== checksumOf(aligned)) return undefined;
  return viewSections(aligned, header.subarray(fixedWords));
}

// The checksum covers the counts, so sections that passed it lie inside the bytes.
function viewSections(bytes: Uint8Array, counts: Uint32Array): Sections {
  let at = bytes.byteOffset + headerBytes;
  let section = 0;
  const next = <T extends Uint8Array | Uint16Array | Uint32Array>(type: {
    new (buffer: ArrayBufferLike, offset: number, count: number): T;
    BYTES_PER_ELEMENT: number;
  }): T => {
    const view = new type(bytes.buffer, at, counts[section] as number);
    at += paddedBytes(view);
    section += 1;
    return view;
  };
  return {
    heads: next(Uint32Array),
    stringEnds: next(Uint32Array),
    units: next(Uint16Array),
    tags: next(Uint32Array),
    tagStarts: next(Uint32Array),
    tagPrefixes: next(Uint32Array),
    addresses4: next(Uint32Array),
    addresses6: next(Uint32Array),
    lengths: next(Uint8Array),
    parents: next(Uint32Array),
    prefixStarts: next(Uint32Array),
    prefixTags: next(Uint32Array),
  };
}

function paddedBytes(view: { readonly byteLength: number }): number {
  return (view.byteLength + 3) & ~3;
}

/** Sums up every word after the checksum (FNV-1a over words): finds damage, not malice. */
function checksumOf(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  let hash = 0x811c9dc5;
  for (let index = fixedWords; index < words.length; index += 1) {
    hash = Math.imul(hash ^ (words[index] as number), 0x01000193);
  }
  return hash >>> 0;
}
