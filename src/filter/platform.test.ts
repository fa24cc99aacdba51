import { expect, test } from "vitest";
import { hasIp, parseIp, toPrefixes } from "../net/index.ts";
import { isMulticast, isPlatformAddress } from "./platform.ts";
import { publicSpace } from "./public-space.ts";

test.each([
  ["168.63.129.16", true],
  ["169.254.169.254", true],
  ["fe80::1234:5678:9abc", true],
  ["168.63.129.17", false],
  ["169.254.169.253", false],
])("FWD-20: whether the host answers at %s: %s", (text, want) => {
  expect(isPlatformAddress(parseIp(text)!)).toBe(want);
});

test.each([
  ["224.0.0.1", true],
  ["239.255.255.255", true],
  ["255.255.255.255", true],
  ["ff02::1", true],
  ["223.255.255.255", false],
  ["240.0.0.1", false],
  ["fe80::1", false],
])("NSG-12: whether %s is for many receivers: %s", (text, want) => {
  expect(isMulticast(parseIp(text)!)).toBe(want);
});

test.each([
  ["8.8.8.8", true],
  ["20.60.0.1", true],
  ["2001:db8::1", true],
  ["10.0.0.1", false],
  ["100.64.0.1", false],
  ["169.254.169.254", false],
  ["192.168.0.1", false],
  ["25.64.0.1", false],
  ["224.0.0.1", false],
  ["fd00::1", false],
])("NSG-8: whether %s can be on the Internet: %s", (text, want) => {
  expect(hasIp(publicSpace, parseIp(text)!)).toBe(want);
});

test("NSG-8: the list of 2024 has 282 IPv4 prefixes", () => {
  expect(toPrefixes(publicSpace).filter(({ family }) => family === 4)).toHaveLength(282);
});
