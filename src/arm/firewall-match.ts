import { hostPrefix, type Ip, type Prefix, parseCidr, parseIp, parsePrefix } from "../net/index.ts";
import type { Cursor, Reference, WrittenPrefix } from "./cursor.ts";

/** What a firewall rule compares an address with, as written. */
export type WrittenMatch =
  | { readonly kind: "any" }
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "range"; readonly first: Ip; readonly last: Ip }
  | { readonly kind: "serviceTag"; readonly tag: string }
  | { readonly kind: "ipGroup"; readonly group: Reference };

/** Ports from `first` to `last`, both included. */
export interface WrittenPorts {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads the addresses of a rule and the IP groups beside them, from the two properties that hold
 * them. Diagnostics: `property-invalid`.
 */
export function readMatches(
  cursor: Cursor,
  addresses: string,
  groups: string,
): readonly WrittenMatch[] {
  return [
    ...cursor.list(addresses).flatMap((element) => readAddress(element, addresses) ?? []),
    ...cursor.references(groups).map((group) => ({ kind: "ipGroup", group }) as const),
  ];
}

/** Reads one address, prefix, range, service tag or `*`; empty text is none. */
function readAddress(element: Cursor, property: string): WrittenMatch | undefined {
  const text = typeof element.value === "string" ? element.value.trim() : undefined;
  if (text === "") return undefined;
  const match = text === undefined ? undefined : parseMatch(text);
  return match ?? element.complain(property, "an address, a prefix, a range, a service tag or *");
}

/** Reads an address, a prefix or a range; `undefined` for anything else. */
export function parseMatch(text: string): WrittenMatch | undefined {
  if (text === "*") return { kind: "any" };
  const address = parseIp(text);
  if (address !== undefined) return { kind: "prefix", prefix: hostPrefix(address) };
  if (text.includes("/")) return parsePrefixLeniently(text);
  if (/^[A-Za-z][\w.-]*$/.test(text)) return { kind: "serviceTag", tag: text };
  return parseRange(text);
}

// Unlike a route, a firewall rule may have host bits set.
function parsePrefixLeniently(text: string): WrittenMatch | undefined {
  const result = parseCidr(text);
  return result.kind === "malformed" ? undefined : { kind: "prefix", prefix: result.prefix };
}

function parseRange(text: string): WrittenMatch | undefined {
  const [first, last, ...more] = text.split("-").map((part) => parseIp(part.trim()));
  if (first === undefined || last === undefined || more.length > 0) return undefined;
  if (typeof first !== typeof last || first > last) return undefined;
  return { kind: "range", first, last };
}

/** Reads a list of ports: numbers, ranges `80-90`, or `*`. Diagnostics: `property-invalid`. */
export function readPorts(cursor: Cursor, property: string): readonly WrittenPorts[] {
  return cursor.list(property).flatMap((element) => {
    const text = `${typeof element.value === "object" ? "" : element.value}`.trim();
    return parsePorts(text) ?? element.complain(property, "a port, a range of ports or *") ?? [];
  });
}

function parsePorts(text: string): WrittenPorts | undefined {
  if (text === "*") return { first: 0, last: 65_535 };
  const found = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
  const first = Number(found?.[1] ?? Number.NaN);
  const last = Number(found?.[2] ?? first);
  return first <= last && last <= 65_535 ? { first, last } : undefined;
}

// RFC 1918 and RFC 6598: what Azure's word stands for, and what is left alone by default (FWD-24).
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/**
 * Reads the ranges that are not translated: a list, or a text with commas; `undefined` when nothing
 * is written. Diagnostics: `property-invalid`.
 */
export function readUntranslated(
  holder: Cursor,
  property: string,
): readonly WrittenPrefix[] | undefined {
  const written = holder.at(property);
  if (!written.exists) return undefined;
  const isText = typeof written.value === "string";
  const elements = isText ? [written] : holder.list(property);
  const ranges = elements.flatMap((element) => readRanges(element, property));
  return ranges.length === 0 ? undefined : ranges;
}

// Documentation shows the text form with brackets around it, too.
function readRanges(element: Cursor, property: string): readonly WrittenPrefix[] {
  const text = typeof element.value === "string" ? element.value : "?";
  const words = text.replace(/^\s*\[|\]\s*$/g, "").split(",");
  return words.flatMap((word) => readRange(word.trim(), element, property));
}

function readRange(word: string, element: Cursor, property: string): readonly WrittenPrefix[] {
  if (word === "") return [];
  const isAzuresWord = word.toLowerCase() === "ianaprivateranges";
  const prefixes = isAzuresWord ? privateRanges.map(parsePrefix) : [parseSingle(word)];
  const known = prefixes.filter((prefix) => prefix !== undefined);
  if (known.length === 0) element.complain(property, "a prefix, an address or IANAPrivateRanges");
  return known.map((prefix) => ({ prefix, place: element.place }));
}

function parseSingle(word: string): Prefix | undefined {
  const match = parseMatch(word);
  return match?.kind === "prefix" ? match.prefix : undefined;
}
