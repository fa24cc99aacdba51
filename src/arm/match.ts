import { createDiagnostic } from "../diagnostic/index.ts";
import { familyOf, hostPrefix, type Ip, type Prefix, parseCidr, parseIp } from "../net/index.ts";
import type { Cursor, Reference, Report } from "./cursor.ts";

/** What a rule compares an address with, as written. */
export type WrittenMatch =
  | { readonly kind: "any" }
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "range"; readonly first: Ip; readonly last: Ip }
  | { readonly kind: "serviceTag"; readonly tag: string }
  | { readonly kind: "applicationGroup"; readonly group: Reference };

/** Ports from `first` to `last`, both included. */
export interface WrittenPorts {
  readonly first: number;
  readonly last: number;
}

const allPorts: WrittenPorts = { first: 0, last: 65535 };

/**
 * Reads the matches of one text property and its list, `sourceAddressPrefix` and
 * `sourceAddressPrefixes`.
 *
 * Azure fills one of the two; whoever fills both means both. Gives `undefined` where neither says
 * anything, and an empty list where all that is said is broken.
 * Diagnostics: `property-invalid`, `prefix-invalid`.
 */
export function readMatches(
  cursor: Cursor,
  [single, plural]: readonly [string, string],
  report: Report,
): readonly WrittenMatch[] | undefined {
  const texts = readTexts(cursor, single, plural);
  if (texts.length === 0) return undefined;
  return texts.flatMap(({ text, at }) => readMatch(text, at, report) ?? []);
}

/**
 * Reads one text as a match: `*`, a prefix, one address, two addresses with a dash between, or the
 * name of a service tag; `undefined` when it is none.
 */
export function readMatch(text: string, at: Cursor, report: Report): WrittenMatch | undefined {
  const trimmed = text.trim();
  if (trimmed === "*" || trimmed.toLowerCase() === "any") return { kind: "any" };
  const ip = parseIp(trimmed);
  if (ip !== undefined) return { kind: "prefix", prefix: hostPrefix(ip) };
  if (/^[A-Za-z][\w.-]*$/.test(trimmed)) return { kind: "serviceTag", tag: trimmed };
  const range = trimmed.includes("/") ? undefined : readRange(trimmed);
  if (range !== undefined) return range;
  const result = parseCidr(trimmed);
  // Rules may have host bits; Azure keeps the text and compares the prefix.
  if (result.kind !== "malformed") return { kind: "prefix", prefix: result.prefix };
  report(createDiagnostic("prefix-invalid", at.place, { text, reason: result.reason }));
  return undefined;
}

function readRange(text: string): WrittenMatch | undefined {
  const [left = "", right, ...others] = text.split("-");
  if (right === undefined || others.length > 0) return undefined;
  const first = parseIp(left.trim());
  const last = parseIp(right.trim());
  if (first === undefined || last === undefined) return undefined;
  return familyOf(first) === familyOf(last) && first <= last
    ? { kind: "range", first, last }
    : undefined;
}

/**
 * Reads the ports of one text property and its list; all ports when neither says anything.
 * Diagnostics: `property-invalid`.
 */
export function readPorts(
  cursor: Cursor,
  [single, plural]: readonly [string, string],
): readonly WrittenPorts[] {
  const texts = readTexts(cursor, single, plural);
  if (texts.length === 0) return [allPorts];
  return texts.flatMap(({ text, at }) => readPortText(text, at, single) ?? []);
}

function readPortText(text: string, at: Cursor, property: string): WrittenPorts | undefined {
  const trimmed = text.trim();
  if (trimmed === "*") return allPorts;
  const found = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(trimmed);
  const first = Number(found?.[1]);
  const last = Number(found?.[2] ?? found?.[1]);
  if (found !== null && first <= last && last <= 65535) return { first, last };
  return at.complain(property, "a port, a range of ports or *");
}

interface WrittenText {
  readonly text: string;
  readonly at: Cursor;
}

// Some clients write a port as a number, and some write several values into one text.
function readTexts(cursor: Cursor, single: string, plural: string): readonly WrittenText[] {
  const one = cursor.at(single);
  const texts = [
    ...(one.exists ? textsOf(one, single) : []),
    ...cursor.list(plural).flatMap((element) => textsOf(element, plural)),
  ];
  // Effective rules repeat the one value in the list.
  return texts.filter(({ text }, at) => texts.findIndex((other) => other.text === text) === at);
}

function textsOf(at: Cursor, property: string): readonly WrittenText[] {
  const { value } = at;
  if (typeof value === "number") return [{ text: `${value}`, at }];
  if (typeof value !== "string") return at.complain(property, "a text") ?? [];
  return value
    .split(",")
    .filter((text) => text.trim() !== "")
    .map((text) => ({ text, at }));
}
