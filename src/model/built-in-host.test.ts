import { expect, test } from "vitest";
import { formatIp, formatPrefix } from "../net/index.ts";
import { builtInHosts } from "./built-in-host.ts";

function textOf({ fqdns, addresses, prefixes }: (typeof builtInHosts)[number]): string {
  return [...fqdns, ...addresses.map(formatIp), ...prefixes.map(formatPrefix)].join(" ");
}

test("FWD-21: the activation servers of every cloud, by name and address", () => {
  expect(builtInHosts.filter(({ kind }) => kind === "kms").map(textOf)).toEqual([
    "azkms.core.windows.net 20.118.99.224 40.83.235.53",
    "kms.core.windows.net 23.102.135.246",
    "azkms.core.usgovcloudapi.net 52.126.105.2",
    "kms.core.usgovcloudapi.net 23.97.0.13",
    "azkms.core.chinacloudapi.cn 159.27.28.100 163.228.64.161",
    "kms.core.chinacloudapi.cn 42.159.7.249",
    "kms.core.cloudapi.de 51.4.143.248",
  ]);
});

test("FWD-20, FWD-22: the host's own addresses, and the update ranges", () => {
  expect(builtInHosts.filter(({ kind }) => kind !== "kms").map(textOf)).toEqual([
    "104.47.192.0/21 104.209.96.0/19 104.210.224.0/19",
    "169.254.169.254",
    "168.63.129.16",
  ]);
});
