// The naive twin of the look-up in effective routes: a scan over the rows that Azure lists, on
// texts and bits alone.
import type { AzureRow } from "../../src/report/index.ts";

/**
 * The row that carries packets to an IPv4 address, and the prefix of it that matched; absent when
 * none does.
 */
export interface NaiveMatch {
  readonly row: AzureRow;
  readonly prefix: string;
}

/**
 * Scans every prefix of every Active row for the longest one that holds the address; the first of
 * equals counts.
 */
export function scanRows(rows: readonly AzureRow[], address: string): NaiveMatch | undefined {
  let best: (NaiveMatch & { readonly length: number }) | undefined;
  for (const row of rows) {
    if (row.state !== "Active") continue;
    for (const prefix of row.addressPrefix) {
      const length = matchLength(prefix, address);
      if (length !== undefined && (best === undefined || length > best.length)) {
        best = { row, prefix, length };
      }
    }
  }
  return best;
}

/** Length of a prefix that holds an address; absent when it does not. */
function matchLength(prefix: string, address: string): number | undefined {
  const [base = "", length = ""] = prefix.split("/");
  if (base.includes(":")) return undefined;
  const wanted = bitsOf(base).slice(0, Number(length));
  return bitsOf(address).startsWith(wanted) ? Number(length) : undefined;
}

/** An IPv4 address as 32 characters `0` and `1`. */
function bitsOf(address: string): string {
  return address
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
}
