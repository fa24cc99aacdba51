import { type Ip, type Prefix, parseIp, parsePrefix } from "../net/index.ts";
import type { Cloud } from "./cloud.ts";

/** A host of the platform that everybody meets, by its published names and addresses. */
export interface BuiltInHost {
  readonly kind: "kms" | "suse" | "metadata" | "wireServer";
  /** What people call it. */
  readonly name: string;
  /** Public names, lower case; may be empty. */
  readonly fqdns: readonly string[];
  readonly addresses: readonly Ip[];
  /** Ranges in which its addresses lie, where only those are published. */
  readonly prefixes: readonly Prefix[];
  /** The TCP port that it is for; absent where it has several. */
  readonly port: number | undefined;
  /** Cloud whose machines use it; absent for what every cloud has. */
  readonly cloud: Cloud | undefined;
  /** Whether it answers addresses of Azure alone (FWD-21). */
  readonly acceptsAzureOnly: boolean;
  readonly rule: "FWD-20" | "FWD-21" | "FWD-22";
}

type Row = readonly [cloud: Cloud, name: string, addresses: string];

// Source: docs/semantics/08-forwarding.md#fwd-21; the names are those of the same table of
// Microsoft's article. Germany is retired and kept for old exports.
const activationServers: readonly Row[] = [
  ["public", "azkms.core.windows.net", "20.118.99.224 40.83.235.53"],
  ["public", "kms.core.windows.net", "23.102.135.246"],
  ["usGovernment", "azkms.core.usgovcloudapi.net", "52.126.105.2"],
  ["usGovernment", "kms.core.usgovcloudapi.net", "23.97.0.13"],
  ["china", "azkms.core.chinacloudapi.cn", "159.27.28.100 163.228.64.161"],
  ["china", "kms.core.chinacloudapi.cn", "42.159.7.249"],
  ["germany", "kms.core.cloudapi.de", "51.4.143.248"],
];

const updatePrefixes = "104.47.192.0/21 104.209.96.0/19 104.210.224.0/19";

/** Every built-in host: activation (FWD-21), SUSE's update servers (FWD-22), the host (FWD-20). */
export const builtInHosts: readonly BuiltInHost[] = [
  ...activationServers.map(activationServer),
  {
    kind: "suse",
    name: "SUSE update servers",
    fqdns: [],
    addresses: [],
    prefixes: updatePrefixes.split(" ").flatMap((text) => parsePrefix(text) ?? []),
    port: undefined,
    cloud: undefined,
    acceptsAzureOnly: true,
    rule: "FWD-22",
  },
  platformHost("metadata", "Instance Metadata Service", "169.254.169.254"),
  platformHost("wireServer", "WireServer and Azure DNS", "168.63.129.16"),
];

function activationServer([cloud, name, addresses]: Row): BuiltInHost {
  return {
    kind: "kms",
    name,
    fqdns: [name],
    addresses: addresses.split(" ").flatMap((text) => parseIp(text) ?? []),
    prefixes: [],
    port: 1688,
    cloud,
    acceptsAzureOnly: true,
    rule: "FWD-21",
  };
}

function platformHost(kind: "metadata" | "wireServer", name: string, address: string): BuiltInHost {
  return {
    kind,
    name,
    fqdns: [],
    addresses: [parseIp(address)].filter((ip) => ip !== undefined),
    prefixes: [],
    port: undefined,
    cloud: undefined,
    acceptsAzureOnly: false,
    rule: "FWD-20",
  };
}
