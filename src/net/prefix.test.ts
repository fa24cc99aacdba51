import { expect, test } from "vitest";
import {
  addressCount,
  comparePrefixes,
  containsIp,
  covers,
  equalPrefixes,
  firstIp,
  formatIp,
  formatPrefix,
  halves,
  hostPrefix,
  type Ip,
  isDefault,
  lastIp,
  overlaps,
  type Prefix,
  parseIp,
  parsePrefix,
  prefixKey,
  prefixOf,
} from "./index.ts";

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`not a prefix: ${text}`);
  return parsed;
}

function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`not an address: ${text}`);
  return parsed;
}

test.each([
  ["10.1.2.3", 0, "0.0.0.0/0"],
  ["10.1.2.3", 1, "0.0.0.0/1"],
  ["255.1.2.3", 1, "128.0.0.0/1"],
  ["10.1.2.3", 31, "10.1.2.2/31"],
  ["10.1.2.3", 32, "10.1.2.3/32"],
  ["2001:db8::1", 0, "::/0"],
  ["2001:db8::1", 127, "2001:db8::/127"],
  ["2001:db8::1", 128, "2001:db8::1/128"],
])("prefixOf(%s, %i) is %s", (address, length, want) => {
  expect(formatPrefix(prefixOf(ip(address), length))).toBe(want);
});

test.each([
  ["10.0.0.0", 33],
  ["10.0.0.0", -1],
  ["10.0.0.0", 1.5],
  ["::", 129],
])("prefixOf(%s, %d) throws", (address, length) => {
  expect(() => prefixOf(ip(address), length)).toThrow(RangeError);
});

test.each([
  ["10.0.0.0/8", "10.0.0.0", "10.255.255.255", 1n << 24n],
  ["0.0.0.0/0", "0.0.0.0", "255.255.255.255", 1n << 32n],
  ["10.0.0.4/32", "10.0.0.4", "10.0.0.4", 1n],
  ["2001:db8::/126", "2001:db8::", "2001:db8::3", 4n],
  ["::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 1n << 128n],
])("%s runs from %s to %s, %i addresses", (text, first, last, count) => {
  expect(formatIp(firstIp(prefix(text)))).toBe(first);
  expect(formatIp(lastIp(prefix(text)))).toBe(last);
  expect(addressCount(prefix(text))).toBe(count);
});

test.each([
  ["10.0.0.0/8", "10.1.0.0/16", "outer covers"],
  ["10.1.0.0/16", "10.0.0.0/8", "inner covers"],
  ["10.0.0.0/8", "10.0.0.0/8", "both cover"],
  ["10.0.0.0/8", "11.0.0.0/8", "disjoint"],
  ["0.0.0.0/0", "255.255.255.255/32", "outer covers"],
  // The families share no address, not even where the numbers agree.
  ["0.0.0.0/0", "::/0", "disjoint"],
  ["::/0", "10.0.0.0/8", "disjoint"],
  ["2001:db8::/32", "2001:db8:1::/48", "outer covers"],
  ["2001:db8::/32", "2001:db9::/32", "disjoint"],
])("%s and %s: %s", (a, b, want) => {
  const [first, second] = [prefix(a), prefix(b)];
  const isOuter = covers(first, second);
  const isInner = covers(second, first);
  const got = isOuter
    ? isInner
      ? "both cover"
      : "outer covers"
    : isInner
      ? "inner covers"
      : "disjoint";
  expect(got).toBe(want);
  expect(overlaps(first, second)).toBe(want !== "disjoint");
  expect(equalPrefixes(first, second)).toBe(want === "both cover");
  expect(prefixKey(first) === prefixKey(second)).toBe(want === "both cover");
});

test.each([
  ["10.0.0.0/24", "10.0.0.0", true],
  ["10.0.0.0/24", "10.0.0.255", true],
  ["10.0.0.0/24", "10.0.1.0", false],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["0.0.0.0/0", "::", false],
  ["::/0", "0.0.0.0", false],
  ["::1/128", "::1", true],
])("containsIp(%s, %s) is %s", (text, address, want) => {
  expect(containsIp(prefix(text), ip(address))).toBe(want);
});

test("prefixes sort by family, address, length", () => {
  const sorted = [
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.0.0.0/16",
    "10.1.0.0/16",
    "200.0.0.0/8",
    "::/0",
    "::/1",
    "ff00::/8",
  ];
  const shuffled = [5, 2, 7, 0, 4, 6, 1, 3].map((index) => prefix(sorted[index] ?? ""));
  expect(shuffled.sort(comparePrefixes).map(formatPrefix)).toEqual(sorted);
});

test("halves split a prefix, and a host has none", () => {
  expect(halves(prefix("0.0.0.0/0")).map(formatPrefix)).toEqual(["0.0.0.0/1", "128.0.0.0/1"]);
  expect(halves(prefix("::/127")).map(formatPrefix)).toEqual(["::/128", "::1/128"]);
  expect(() => halves(prefix("10.0.0.4/32"))).toThrow(RangeError);
  expect(() => halves(prefix("::1/128"))).toThrow(RangeError);
});

test("host prefixes and default prefixes", () => {
  expect(formatPrefix(hostPrefix(ip("10.0.0.4")))).toBe("10.0.0.4/32");
  expect(formatPrefix(hostPrefix(ip("::1")))).toBe("::1/128");
  expect(
    ["0.0.0.0/0", "0.0.0.0/1", "::/0", "::/128"].map((text) => isDefault(prefix(text))),
  ).toEqual([true, false, true, false]);
});
