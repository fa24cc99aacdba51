import { type Prefix, parsePrefix } from "../net/index.ts";
import type { Cursor, Reference, WrittenPrefix } from "./cursor.ts";
import { type PlainMatch, parseMatch, parsePorts, portForms, type WrittenPorts } from "./match.ts";

/** What a firewall rule compares an address with, as written. */
export type WrittenMatch = PlainMatch | { readonly kind: "ipGroup"; readonly group: Reference };

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

/** Reads a list of ports: numbers, ranges `80-90`, or `*`. Diagnostics: `property-invalid`. */
export function readPorts(cursor: Cursor, property: string): readonly WrittenPorts[] {
  return cursor.list(property).flatMap((element) => {
    const text = `${typeof element.value === "object" ? "" : element.value}`.trim();
    return parsePorts(text) ?? element.complain(property, portForms) ?? [];
  });
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
