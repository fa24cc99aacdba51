// The rules of a longest-prefix-match table as rows; runs on every implementation, oracle included.
import { expect, test } from "vitest";
import { formatPrefix, type Ip, type Prefix, parseIp, parsePrefix } from "../../src/net/index.ts";
import type { LpmEntry, LpmMatch, LpmTable } from "../../src/table/index.ts";

type CreateTable = (entries: Iterable<LpmEntry<string>>) => LpmTable<string>;

/** Reads a prefix that a test wrote. */
function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`not a canonical prefix: ${text}`);
  return parsed;
}

/** Reads an address that a test wrote. */
function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
}

const ESTATE = [
  "0.0.0.0/0",
  "10.0.0.0/8",
  "10.0.0.0/16",
  "10.0.1.0/24",
  "10.0.1.4/32",
  "10.0.1.128/25",
  "10.1.0.0/16",
  "192.168.0.0/16",
  "255.255.255.255/32",
  "2001:db8::/32",
  "2001:db8:0:1::/64",
  "2001:db8:0:1::4/128",
  "fd00::/8",
];

const LOOKUPS: readonly (readonly [address: string, want: string | undefined])[] = [
  ["0.0.0.0", "0.0.0.0/0"],
  ["9.255.255.255", "0.0.0.0/0"],
  ["10.0.0.0", "10.0.0.0/16"],
  ["10.0.1.0", "10.0.1.0/24"],
  ["10.0.1.3", "10.0.1.0/24"],
  ["10.0.1.4", "10.0.1.4/32"],
  ["10.0.1.5", "10.0.1.0/24"],
  ["10.0.1.127", "10.0.1.0/24"],
  ["10.0.1.128", "10.0.1.128/25"],
  ["10.0.1.255", "10.0.1.128/25"],
  ["10.0.2.0", "10.0.0.0/16"],
  ["10.1.255.255", "10.1.0.0/16"],
  ["10.2.0.0", "10.0.0.0/8"],
  ["11.0.0.0", "0.0.0.0/0"],
  ["192.168.255.255", "192.168.0.0/16"],
  ["255.255.255.254", "0.0.0.0/0"],
  ["255.255.255.255", "255.255.255.255/32"],
  // No default route in IPv6, and the IPv4 one does not answer for it.
  ["::", undefined],
  ["::ffff:10.0.1.4", undefined],
  ["2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", undefined],
  ["2001:db8::", "2001:db8::/32"],
  ["2001:db8:0:1::3", "2001:db8:0:1::/64"],
  ["2001:db8:0:1::4", "2001:db8:0:1::4/128"],
  ["2001:db8:0:2::", "2001:db8::/32"],
  ["2001:db9::", undefined],
  ["fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fd00::/8"],
  ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", undefined],
];

/** Prefix, the entries that cover it, the entries inside it. */
const AROUND: readonly (readonly [text: string, supernets: string, subnets: string])[] = [
  [
    "10.0.1.0/24",
    "0.0.0.0/0 10.0.0.0/8 10.0.0.0/16 10.0.1.0/24",
    "10.0.1.0/24 10.0.1.4/32 10.0.1.128/25",
  ],
  ["10.0.1.4/32", "0.0.0.0/0 10.0.0.0/8 10.0.0.0/16 10.0.1.0/24 10.0.1.4/32", "10.0.1.4/32"],
  ["10.0.1.0/25", "0.0.0.0/0 10.0.0.0/8 10.0.0.0/16 10.0.1.0/24", "10.0.1.4/32"],
  [
    "10.0.0.0/15",
    "0.0.0.0/0 10.0.0.0/8",
    "10.0.0.0/16 10.0.1.0/24 10.0.1.4/32 10.0.1.128/25 10.1.0.0/16",
  ],
  ["172.16.0.0/12", "0.0.0.0/0", ""],
  ["255.255.255.254/31", "0.0.0.0/0", "255.255.255.255/32"],
  ["0.0.0.0/0", "0.0.0.0/0", ESTATE.slice(0, 9).join(" ")],
  ["::/0", "", ESTATE.slice(9).join(" ")],
  ["2001:db8:0:1::/64", "2001:db8::/32 2001:db8:0:1::/64", "2001:db8:0:1::/64 2001:db8:0:1::4/128"],
  ["2001:db9::/32", "", ""],
  ["fc00::/7", "", "fd00::/8"],
];

/** Registers the suite for one implementation; `name` goes before each test. */
export function tableSuite(name: string, create: CreateTable): void {
  const estate = (): LpmTable<string> => create(ESTATE.map((text) => [prefix(text), text]));
  lookupTests(name, estate);
  aroundTests(name, estate);
  changeTests(name, create);
}

function lookupTests(name: string, estate: () => LpmTable<string>): void {
  test.each(LOOKUPS)(`${name}: lookup(%s) = %s`, (address, want) => {
    const table = estate();
    const match = table.lookup(ip(address));
    expect(match && formatPrefix(match.prefix)).toBe(want);
    expect(match?.value).toBe(want);
    expect(table.lookupValue(ip(address))).toBe(want);
  });

  test(`${name}: lists its entries in order`, () => {
    const table = estate();
    expect(table.size).toBe(ESTATE.length);
    expect([...table.entries()].map(([, value]) => value)).toEqual(ESTATE);
    expect([...table.entries()].map(([entry]) => formatPrefix(entry))).toEqual(ESTATE);
  });
}

function aroundTests(name: string, estate: () => LpmTable<string>): void {
  test.each(AROUND)(`${name}: around %s`, (text, supernets, subnets) => {
    const table = estate();
    const subject = prefix(text);
    expect(show(table.supernets(subject))).toBe(supernets);
    expect(show(table.subnets(subject))).toBe(subnets);
    expect(table.lookupPrefix(subject)?.value).toBe(supernets.split(" ").at(-1) || undefined);
    expect(table.overlaps(subject)).toBe(supernets !== "" || subnets !== "");
    expect(table.get(subject)).toBe(ESTATE.includes(text) ? text : undefined);
  });
}

function changeTests(name: string, create: CreateTable): void {
  test(`${name}: an empty table answers nothing`, () => {
    const table = create([]);
    expect(table.size).toBe(0);
    expect(table.lookup(ip("10.0.0.1"))).toBeUndefined();
    expect(table.lookupValue(ip("::1"))).toBeUndefined();
    expect(table.get(prefix("0.0.0.0/0"))).toBeUndefined();
    expect(table.overlaps(prefix("0.0.0.0/0"))).toBe(false);
    expect([...table.entries()]).toEqual([]);
  });

  test(`${name}: a later entry replaces an equal prefix`, () => {
    const table = create([
      [prefix("10.0.0.0/8"), "first"],
      [prefix("::/0"), "other"],
      [prefix("10.0.0.0/8"), "last"],
    ]);
    expect(table.size).toBe(2);
    expect(table.lookupValue(ip("10.1.2.3"))).toBe("last");
  });

  test(`${name}: with and without give new tables and leave the old one`, () => {
    const old = create([[prefix("10.0.0.0/8"), "wide"]]);
    const wider = old.with(prefix("10.1.0.0/16"), "narrow");
    const replaced = wider.with(prefix("10.0.0.0/8"), "replaced");
    const narrower = replaced.without(prefix("10.1.0.0/16"));
    const addresses = ["10.1.0.1", "10.2.0.1", "11.0.0.1"].map(ip);
    const answers = [old, wider, replaced, narrower].map((table) =>
      addresses.map((address) => table.lookupValue(address)),
    );
    expect(answers).toEqual([
      ["wide", "wide", undefined],
      ["narrow", "wide", undefined],
      ["narrow", "replaced", undefined],
      ["replaced", "replaced", undefined],
    ]);
    expect(narrower.without(prefix("192.168.0.0/16")).size).toBe(1);
  });
}

function show(matches: readonly LpmMatch<string>[]): string {
  const texts = matches.map((match) => formatPrefix(match.prefix));
  expect(matches.map((match) => match.value)).toEqual(texts);
  return texts.join(" ");
}
