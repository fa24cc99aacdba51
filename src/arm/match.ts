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
  const match = parseMatch(text.trim());
  if (match !== undefined) return match;
  const result = parseCidr(text.trim());
  const reason = result.kind === "malformed" ? result.reason : "it is no address";
  report(createDiagnostic("prefix-invalid", at.place, { text, reason }));
  return undefined;
}

/** What the rules of security groups and firewalls alike compare addresses with. */
export type PlainMatch = Exclude<WrittenMatch, { readonly kind: "applicationGroup" }>;

/** Reads a trimmed text as `readMatch` does, and says nothing. */
export function parseMatch(text: string): PlainMatch | undefined {
  if (text === "*" || text.toLowerCase() === "any") return { kind: "any" };
  const ip = parseIp(text);
  if (ip !== undefined) return { kind: "prefix", prefix: hostPrefix(ip) };
  if (/^[A-Za-z][\w.-]*$/.test(text)) return { kind: "serviceTag", tag: text };
  const range = text.includes("/") ? undefined : readRange(text);
  if (range !== undefined) return range;
  const result = parseCidr(text);
  // Rules may have host bits; Azure keeps the text and compares the prefix.
  return result.kind === "malformed" ? undefined : { kind: "prefix", prefix: result.prefix };
}

function readRange(text: string): PlainMatch | undefined {
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
  return parsePorts(text.trim()) ?? at.complain(property, portForms);
}

/** What a port may be, for messages. */
export const portForms = "a port, a range of ports or *";

/** Reads a trimmed text as ports: `80`, `80-90` or `*`; `undefined` when it is none. */
export function parsePorts(text: string): WrittenPorts | undefined {
  if (text === "*") return allPorts;
  const found = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
  const first = Number(found?.[1]);
  const last = Number(found?.[2] ?? found?.[1]);
  return found !== null && first <= last && last <= 65535 ? { first, last } : undefined;
}

interface WrittenText {
  readonly text: string;
  readonly at: Cursor;
}

// Some clients write a port as a number, and some write several values into one text.
function readTexts(cursor: Cursor, single: string, plural: string): readonly WrittenText[] {
  const one = cursor.at(single);
  // PowerShell writes a list under either name.
  const singles = Array.isArray(one.value) ? cursor.list(single) : [one];
  const texts = [
    ...singles.flatMap((each) => (each.exists ? textsOf(each, single) : [])),
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
