import { formatIp, formatPrefix, parseIp, parsePrefix } from "../net/index.ts";

/** A row of either side, as far as rows are compared. */
export interface ComparedRow {
  readonly source: string;
  readonly state: string;
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
}

/** Two lists of rows, matched. */
export interface Comparison<A extends ComparedRow, B extends ComparedRow> {
  /** How many captured rows have a counterpart. */
  readonly agreed: number;
  /** Captured, and not among ours. */
  readonly missing: readonly A[];
  /** Ours, and not captured. */
  readonly extra: readonly B[];
  /** Rows with many prefixes that agree but for some of them. */
  readonly approximate: readonly {
    readonly row: A;
    readonly onlyCaptured: number;
    readonly onlyOurs: number;
  }[];
}

/**
 * Compares two effective-route lists as multisets.
 *
 * A row with several next hop addresses counts as one row per address on both sides, so that both
 * forms of GW-10 compare alike; order is not compared (ORD-2). Rows of service endpoints and
 * service tags are matched by any shared prefix, because Azure's own list may be of another week
 * than the installed file; the difference is counted.
 */
export function compareRows<A extends ComparedRow, B extends ComparedRow>(
  captured: readonly A[],
  ours: readonly B[],
): Comparison<A, B> {
  const rest = ours.flatMap(splitByAddress);
  const missing: A[] = [];
  let agreed = 0;
  for (const row of captured.flatMap(splitByAddress)) {
    const text = textOf(row);
    const at = rest.findIndex((other) => textOf(other) === text);
    if (at < 0) missing.push(row);
    else {
      rest.splice(at, 1);
      agreed += 1;
    }
  }
  return matchApproximately({ agreed, missing, extra: rest, approximate: [] });
}

function matchApproximately<A extends ComparedRow, B extends ComparedRow>(
  comparison: Comparison<A, B>,
): Comparison<A, B> {
  const extra = [...comparison.extra];
  const missing: A[] = [];
  const approximate: { row: A; onlyCaptured: number; onlyOurs: number }[] = [];
  for (const row of comparison.missing) {
    const at = row.addressPrefix.length < 2 ? -1 : extra.findIndex((other) => isAlike(row, other));
    const [other] = at < 0 ? [] : extra.splice(at, 1);
    if (other === undefined) missing.push(row);
    else approximate.push({ row, ...countDifferences(row, other) });
  }
  return { agreed: comparison.agreed + approximate.length, missing, extra, approximate };
}

function isAlike(a: ComparedRow, b: ComparedRow): boolean {
  const theirs = new Set(b.addressPrefix.map(canonicalPrefix));
  return (
    b.addressPrefix.length > 1 &&
    textOf({ ...a, addressPrefix: [] }) === textOf({ ...b, addressPrefix: [] }) &&
    a.addressPrefix.some((prefix) => theirs.has(canonicalPrefix(prefix)))
  );
}

function countDifferences(a: ComparedRow, b: ComparedRow) {
  const [left, right] = [a, b].map((row) => new Set(row.addressPrefix.map(canonicalPrefix)));
  const only = (one?: ReadonlySet<string>, other?: ReadonlySet<string>): number =>
    [...(one ?? [])].filter((prefix) => !other?.has(prefix)).length;
  return { onlyCaptured: only(left, right), onlyOurs: only(right, left) };
}

function splitByAddress<T extends ComparedRow>(row: T): readonly T[] {
  const { nextHopIpAddress } = row;
  if (nextHopIpAddress.length <= 1) return [row];
  return nextHopIpAddress.map((address) => ({ ...row, nextHopIpAddress: [address] }));
}

// Input is compared without regard to case, and one page spells the global peering its own way
// (B.3, X-23).
function textOf(row: ComparedRow): string {
  const type = row.nextHopType.toLowerCase();
  return [
    row.source.toLowerCase(),
    row.state.toLowerCase(),
    [...new Set(row.addressPrefix.map(canonicalPrefix))].sort().join(" "),
    type === "globalvnetpeering" ? "vnetglobalpeering" : type,
    row.nextHopIpAddress.map(canonicalAddress).join(" "),
  ].join("|");
}

function canonicalPrefix(text: string): string {
  const prefix = parsePrefix(text);
  return prefix === undefined ? text : formatPrefix(prefix);
}

function canonicalAddress(text: string): string {
  const address = parseIp(text);
  return address === undefined ? text : formatIp(address);
}
