import { expect, test } from "vitest";
import { type CidrResult, formatPrefix, parseCidr, parsePrefix } from "./index.ts";

/** One line per result, so that a table row reads at a glance. */
function show(result: CidrResult): string {
  return result.kind === "malformed"
    ? `malformed: ${result.reason}`
    : `${result.kind}: ${formatPrefix(result.prefix)}`;
}

const rows: readonly (readonly [text: string, want: string])[] = [
  ["0.0.0.0/0", "prefix: 0.0.0.0/0"],
  ["10.0.0.0/8", "prefix: 10.0.0.0/8"],
  ["255.255.255.255/32", "prefix: 255.255.255.255/32"],
  ["192.0.2.128/25", "prefix: 192.0.2.128/25"],
  ["::/0", "prefix: ::/0"],
  ["2001:db8::/32", "prefix: 2001:db8::/32"],
  ["::1/128", "prefix: ::1/128"],
  // Host bits: the prefix that was probably meant comes along.
  ["10.0.0.4/24", "hostBits: 10.0.0.0/24"],
  ["10.0.0.1/0", "hostBits: 0.0.0.0/0"],
  ["255.255.255.255/1", "hostBits: 128.0.0.0/1"],
  ["2001:db8::1/64", "hostBits: 2001:db8::/64"],
  // A bare address is not a prefix.
  ["10.0.0.4", "malformed: no prefix length; one address is 10.0.0.4/32"],
  ["::1", "malformed: no prefix length; one address is ::1/128"],
  ["VirtualNetwork", 'malformed: "VirtualNetwork" is not an IP address'],
  ["10.0.0.0/33", "malformed: length 33 is not between 0 and 32"],
  ["10.0.0.0/4294967296", "malformed: length 4294967296 is not between 0 and 32"],
  ["::/129", "malformed: length 129 is not between 0 and 128"],
  ["10.0.0.0/", "malformed: no prefix length after the slash"],
  ["10.0.0.0/-1", 'malformed: length "-1" is not a number'],
  ["10.0.0.0/ 8", 'malformed: length " 8" is not a number'],
  ["10.0.0.0/255.0.0.0", 'malformed: length "255.0.0.0" is not a number'],
  ["10.0.0.0/8/8", 'malformed: length "8/8" is not a number'],
  ["10.0.0.0/08", "malformed: length 08 has a leading zero"],
  ["10.0.0.0/0008", "malformed: length 0008 has a leading zero"],
  ["/8", "malformed: no address"],
  ["", "malformed: no address"],
  [" 10.0.0.0/8", "malformed: white space around the address"],
  ["10.0.0/8", 'malformed: "10.0.0" does not have four octets'],
  ["10.0.0.256/8", "malformed: octet 256 is not between 0 and 255"],
  ["010.0.0.0/8", "malformed: octet 010 has a leading zero, which some programs read as octal"],
  ["[::1]/128", 'malformed: "[::1]" has brackets or a zone'],
  ["fe80::1%0/128", 'malformed: "fe80::1%0" has brackets or a zone'],
  ["1:2:3/64", 'malformed: "1:2:3" is not an IPv6 address'],
];

test.each(rows)("parseCidr(%j) gives %s", (text, want) => {
  expect(show(parseCidr(text))).toBe(want);
});

test("parsePrefix reads canonical prefixes only", () => {
  expect(parsePrefix("10.0.0.0/24")).toEqual({ family: 4, address: 0x0a000000, length: 24 });
  expect(parsePrefix("2001:db8::/32")).toEqual({
    family: 6,
    address: 0x20010db8n << 96n,
    length: 32,
  });
  expect(parsePrefix("10.0.0.4/24")).toBeUndefined();
  expect(parsePrefix("10.0.0.4")).toBeUndefined();
});
