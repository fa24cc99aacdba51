// The comparison of cases/README.md, written apart from the product's own, so that one cannot hide
// a fault of the other.
import { formatPrefix, parsePrefix } from "../../src/net/index.ts";

export interface ExpectedRow {
  readonly source: string;
  readonly state: string;
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  readonly name?: string;
  readonly disableBgpRoutePropagation?: boolean;
}

export interface ExpectedTarget {
  readonly target: string;
  readonly complete: boolean;
  readonly omitted?: readonly string[];
  readonly absent?: readonly Partial<ExpectedRow>[];
  readonly rows: readonly ExpectedRow[];
}

/** Sentences about everything that does not match; empty when the target matches. */
export function mismatches(expected: ExpectedTarget, actual: readonly ExpectedRow[]): readonly string[] {
  const rest = actual.flatMap(splitAddresses);
  const wanted = expected.rows.flatMap(splitAddresses);
  const isOpen = (row: ExpectedRow): boolean => row.addressPrefix.includes("*");
  const missing = [...wanted.filter((row) => !isOpen(row)), ...wanted.filter(isOpen)].filter((row) => {
    const at = rest.findIndex((other) => isMatch(row, other));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const listed = new Set(expected.rows.flatMap(({ addressPrefix }) => addressPrefix.map(canonical)));
  const isAllowed = (row: ExpectedRow): boolean =>
    !expected.complete &&
    (expected.omitted ?? []).some((description) => describes(description, row)) &&
    !row.addressPrefix.some((prefix) => listed.has(canonical(prefix)));
  return [
    ...missing.map((row) => `missing: ${show(row)}`),
    ...rest.filter((row) => !isAllowed(row)).map((row) => `extra: ${show(row)}`),
    ...(expected.absent ?? [])
      .filter((pattern) => actual.some((row) => hasAll(row, pattern)))
      .map((pattern) => `present: ${JSON.stringify(pattern)}`),
  ];
}

function splitAddresses(row: ExpectedRow): readonly ExpectedRow[] {
  if (row.nextHopIpAddress.length <= 1) return [row];
  return row.nextHopIpAddress.map((address) => ({ ...row, nextHopIpAddress: [address] }));
}

function isMatch(wanted: ExpectedRow, row: ExpectedRow): boolean {
  const hasPrefixes = wanted.addressPrefix.includes("*")
    ? row.addressPrefix.length > 0
    : setText(wanted.addressPrefix) === setText(row.addressPrefix);
  return (
    hasPrefixes &&
    wanted.source === row.source &&
    wanted.state === row.state &&
    wanted.nextHopType === row.nextHopType &&
    wanted.nextHopIpAddress.join() === row.nextHopIpAddress.join() &&
    (wanted.name === undefined || wanted.name === row.name) &&
    (wanted.disableBgpRoutePropagation === undefined ||
      wanted.disableBgpRoutePropagation === row.disableBgpRoutePropagation)
  );
}

function setText(prefixes: readonly string[]): string {
  return [...new Set(prefixes.map(canonical))].sort().join(" ");
}

function canonical(text: string): string {
  const prefix = parsePrefix(text);
  return prefix === undefined ? text : formatPrefix(prefix);
}

function describes(description: string, row: ExpectedRow): boolean {
  return description.split(" & ").every((term) => {
    const [, field = "", operator, value = ""] = /^(\w+)(!?=)(.*)$/.exec(term) ?? [];
    const held = (row as unknown as Record<string, unknown>)[field];
    const texts = Array.isArray(held) ? held.map(String) : [String(held)];
    return texts.includes(value) === (operator === "=");
  });
}

function hasAll(row: ExpectedRow, pattern: Partial<ExpectedRow>): boolean {
  return Object.entries(pattern).every(([field, value]) => {
    const held = (row as unknown as Record<string, unknown>)[field];
    return Array.isArray(value) ? setText(value) === setText(held as string[]) : held === value;
  });
}

function show({ source, state, addressPrefix, nextHopType, nextHopIpAddress }: ExpectedRow): string {
  const prefixes = addressPrefix.length > 3 ? `${addressPrefix[0]} +${addressPrefix.length - 1}` : addressPrefix.join(" ");
  return [source, state, prefixes, nextHopType, ...nextHopIpAddress].join(" ");
}
