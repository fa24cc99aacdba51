// Each contender has a loop of its own: a shared loop with a callback would be compiled once for
// all of them, box every address above 2^31, and measure that.
import { createRequire } from "node:module";
import { Reader } from "mmdb-lib";
import { formatPrefix, type Ip4, parseIp } from "../src/net/index.ts";
import { createLpmTable, createRangeIndex4, flattenPrefixes4 } from "../src/table/index.ts";
import { type Contender, timePasses } from "./bench.ts";
import { encodeMmdb } from "./lpm-mmdb.ts";
import type { Workload } from "./lpm-traffic.ts";

export const INDEX = "RangeIndex4.lookup";
export const TABLE = "LpmTable.lookupValue";
export const TEXT = "LpmTable.lookupValue(parseIp(text))";
export const MMDB_PACKAGE = "npm mmdb-lib, from text";
export const LPM_PACKAGE = "npm longest-prefix-match, from text";

/** Slow contenders look up only the first so many addresses in a pass. */
const FEW = 256;

/**
 * Sums the next hops of the first `count` addresses, modulo 2^32; what every contender must get.
 */
export function expectedSum(workload: Workload, count: number): number {
  const table = createLpmTable(workload.entries);
  let sum = 0;
  for (const address of workload.addresses.subarray(0, count)) {
    sum = (sum + (table.lookupValue(address as Ip4) ?? 0)) >>> 0;
  }
  return sum;
}

/** What this project has to offer: the bare index, the table, and the table with text to parse. */
export function ownContenders(workload: Workload, minMs: number): readonly Contender[] {
  const { entries, addresses, texts } = workload;
  const count = addresses.length;
  const index = createRangeIndex4(flattenPrefixes4(entries, 0));
  const table = createLpmTable(entries);
  const sumIndex = (): number => {
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum = (sum + index.lookup(addresses[i] as number)) | 0;
    return sum >>> 0;
  };
  const sumTable = (): number => {
    let sum = 0;
    for (let i = 0; i < count; i += 1) {
      sum = (sum + (table.lookupValue(addresses[i] as Ip4) as number)) | 0;
    }
    return sum >>> 0;
  };
  const sumText = (): number => {
    let sum = 0;
    for (let i = 0; i < count; i += 1) {
      sum = (sum + (table.lookupValue(parseIp(texts[i] as string) as Ip4) as number)) | 0;
    }
    return sum >>> 0;
  };
  const expected = expectedSum(workload, count);
  return [
    { name: INDEX, expected, measure: () => timePasses(sumIndex, count, minMs) },
    { name: TABLE, expected, measure: () => timePasses(sumTable, count, minMs) },
    { name: TEXT, expected, measure: () => timePasses(sumText, count, minMs) },
  ];
}

/** The best npm packages for the job that were found; both take text only. */
export function npmContenders(workload: Workload, minMs: number): readonly Contender[] {
  const { texts } = workload;
  const many = texts.length >>> 4;
  const reader = new Reader<never>(encodeMmdb(workload));
  const sumMmdb = (): number => {
    let sum = 0;
    for (let i = 0; i < many; i += 1) sum = (sum + Number(reader.get(texts[i] as string))) >>> 0;
    return sum;
  };
  const lookup = createLpmPackage(workload);
  const sumLpm = (): number => {
    let sum = 0;
    for (let i = 0; i < FEW; i += 1) sum = (sum + lookup(texts[i] as string)) >>> 0;
    return sum;
  };
  return [
    {
      name: MMDB_PACKAGE,
      expected: expectedSum(workload, many),
      measure: () => timePasses(sumMmdb, many, minMs),
    },
    {
      name: LPM_PACKAGE,
      expected: expectedSum(workload, FEW),
      measure: () => timePasses(sumLpm, FEW, minMs),
    },
  ];
}

/** The package has no types of its own. */
interface LongestPrefixMatch {
  addPrefix(prefix: string, nextHop: number): void;
  getMatch(prefix: string): readonly number[];
}

function createLpmPackage({ entries }: Workload): (address: string) => number {
  const require = createRequire(import.meta.url);
  const Package = require("longest-prefix-match") as new () => LongestPrefixMatch;
  const table = new Package();
  for (const [prefix, nextHop] of entries) table.addPrefix(formatPrefix(prefix), nextHop);
  // The package accepts a default route but never answers with it, so a miss is the default route.
  const [first] = entries;
  const nextHopOfDefault = first?.[1] ?? 0;
  return (address) => table.getMatch(`${address}/32`)[0] ?? nextHopOfDefault;
}

/** The straightforward way: try every prefix, keep the longest that contains the address. */
export function linearContender(workload: Workload, minMs: number): Contender {
  const { entries, addresses } = workload;
  const prefixes = entries.map(([{ address, length }, nextHop]) => ({
    address,
    mask: length === 0 ? 0 : -1 << (32 - length),
    length,
    nextHop,
  }));
  const scan = (address: number): number => {
    let best = prefixes[0];
    for (const prefix of prefixes) {
      const isInside = ((address ^ prefix.address) & prefix.mask) === 0;
      if (isInside && (best === undefined || prefix.length > best.length)) best = prefix;
    }
    return best?.nextHop ?? 0;
  };
  const sumScan = (): number => {
    let sum = 0;
    for (let i = 0; i < FEW; i += 1) sum = (sum + scan(addresses[i] as number)) >>> 0;
    return sum;
  };
  return {
    name: "linear scan",
    expected: expectedSum(workload, FEW),
    measure: () => timePasses(sumScan, FEW, minMs),
  };
}
