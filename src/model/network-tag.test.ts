import { expect, test } from "vitest";
import { networkTagOf } from "./network-tag.ts";

test.each([
  ["VirtualNetwork", "virtualNetwork"],
  ["VIRTUAL_NETWORK", "virtualNetwork"],
  ["internet", "internet"],
  ["AZURE_LOADBALANCER", "loadBalancer"],
  ["AzurePlatformDNS", "platformDns"],
  ["AzurePlatformIMDS", "platformImds"],
  ["AzurePlatformLKM", "platformActivation"],
  ["Storage", undefined],
  ["constructor", undefined],
])("%s is the network tag %s", (text, tag) => {
  expect(networkTagOf(text)).toBe(tag);
});
