import {
  hasIp,
  type Ip,
  type Prefix,
  type PrefixSet,
  parsePrefix,
  prefixSet,
} from "../net/index.ts";

function setOf(texts: string): PrefixSet {
  return prefixSet(prefixesOf(texts));
}

function prefixesOf(texts: string): readonly Prefix[] {
  return texts.split(" ").flatMap((text) => parsePrefix(text) ?? []);
}

/** The host of every virtual machine (FWD-20), which is part of every `VirtualNetwork` tag (NSG-7). */
export const hostPrefix4: Prefix = prefixesOf("168.63.129.16/32")[0] as Prefix;

/** What the tag `AzureLoadBalancer` holds, in Azure's order (NSG-8). */
export const loadBalancerPrefixes: readonly Prefix[] = prefixesOf(
  "168.63.129.16/32 fe80::1234:5678:9abc/128",
);

/** The tag `AzureLoadBalancer` (NSG-8). */
export const loadBalancer: PrefixSet = prefixSet(loadBalancerPrefixes);

/** The tag `AzurePlatformDNS` (NSG-10). */
export const platformDns: PrefixSet = prefixSet(loadBalancerPrefixes);

/** The tag `AzurePlatformIMDS` (NSG-10). */
export const platformImds: PrefixSet = setOf("169.254.169.254/32");

/** Servers that activate Windows, of all clouds, and the tag `AzurePlatformLKM` (FWD-21, NSG-10). */
export const activationServers: PrefixSet = setOf(
  "20.118.99.224/32 40.83.235.53/32 23.102.135.246/32 23.97.0.13/32 52.126.105.2/32 " +
    "159.27.28.100/32 163.228.64.161/32 42.159.7.249/32 51.4.143.248/32",
);

/** The one port at which they answer. */
export const activationPort = 1688;

/** Whether the host itself answers at an address (FWD-20). */
export function isPlatformAddress(ip: Ip): boolean {
  return hasIp(platformDns, ip) || hasIp(platformImds, ip);
}

const manyReceivers = setOf("224.0.0.0/4 255.255.255.255/32 ff00::/8");

/** Whether an address stands for many receivers, which Azure does not carry (NSG-12). */
export function isMulticast(ip: Ip): boolean {
  return hasIp(manyReceivers, ip);
}
