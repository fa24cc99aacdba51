import { expect, test } from "vitest";
import { familyOf, formatIp, parseIp } from "./index.ts";

// Text, and how RFC 5952 (or the dotted quad) writes the same address.
const good: readonly (readonly [text: string, formatted: string])[] = [
  ["0.0.0.0", "0.0.0.0"],
  ["10.0.0.1", "10.0.0.1"],
  ["168.63.129.16", "168.63.129.16"],
  ["255.255.255.255", "255.255.255.255"],
  ["::", "::"],
  ["::1", "::1"],
  ["1::", "1::"],
  ["2001:DB8::1", "2001:db8::1"],
  ["2001:0db8:0000:0000:0000:ff00:0042:8329", "2001:db8::ff00:42:8329"],
  // The first of two equally long runs is shortened, and a single zero group is not.
  ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ["::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
  ["fe80:1:2:3::", "fe80:1:2:3::"],
  // An embedded quad is read everywhere, and written where it is known to be one.
  ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
  ["::FFFF:c000:201", "::ffff:192.0.2.1"],
  ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
  ["1:2:3:4:5:6:10.0.0.4", "1:2:3:4:5:6:a00:4"],
  ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
];

test.each(good)("parseIp(%s) formats as %s", (text, formatted) => {
  const ip = parseIp(text);
  expect(ip).toBeDefined();
  expect(ip === undefined ? undefined : formatIp(ip)).toBe(formatted);
  expect(parseIp(formatted)).toBe(ip);
});

const bad: readonly string[] = [
  "",
  " ",
  "10",
  "10.0.0",
  "10.0.0.",
  ".10.0.0",
  "10..0.1",
  "10.0.0.0.1",
  "10.0.0.256",
  "10.0.0.1000",
  "10.0.0.-1",
  "10.0.0.1 ",
  " 10.0.0.1",
  "10.0.0.x",
  "10.0.0.1/32",
  // Leading zeros are octal to some readers.
  "010.0.0.1",
  "10.0.0.00",
  "0x0a.0.0.1",
  ":",
  ":::",
  ":1",
  "1:",
  ":1::",
  "1::2:",
  "1::2::3",
  "1:::2",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4::5:6:7:8",
  "::1:2:3:4:5:6:7:8",
  "12345::",
  "g::1",
  "[::1]",
  "fe80::1%eth0",
  "::1/128",
  "1.2.3.4::",
  "::1.2.3.4:5",
  "::1.2.3",
  "::01.2.3.4",
  "1:2:3:4:5:6:7:1.2.3.4",
  "1:2:3:4:5:1.2.3.4",
];

test.each(bad)("parseIp(%j) is refused", (text) => {
  expect(parseIp(text)).toBeUndefined();
});

test("the type of an address tells its family", () => {
  expect(parseIp("255.255.255.255")).toBe(0xffffffff);
  expect(parseIp("::ffff")).toBe(0xffffn);
  expect([parseIp("10.0.0.0"), parseIp("10::")].map((ip) => ip && familyOf(ip))).toEqual([4, 6]);
});
