import type { Report } from "../arm/index.ts";
import type { Firewall, FirewallInstance, Key, Model, PublicIp, Subnet } from "../model/index.ts";
import { keyOf } from "../model/index.ts";
import { containsIp, type Ip, type Ip4, lastIp, type Prefix4 } from "../net/index.ts";
import { type IpGroups, lowerCollections } from "./firewall-rule.ts";
import { lowerPublicIp, type PublicIps } from "./public-ip.ts";
import { type Item, mapByKey, namedOf, readItems, resolve, type Sources } from "./sources.ts";

/** What firewalls are built from. */
export interface FirewallParts {
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly hubs: ReadonlyMap<Key, Item<"virtualHub">>;
  readonly publicIps: PublicIps;
  readonly nics: Model["nics"];
  readonly policies: Model["firewallPolicies"];
  readonly ipGroups: IpGroups;
}

/** Builds the firewalls, those in networks and those in hubs. */
export function lowerFirewalls(sources: Sources, parts: FirewallParts): ReadonlyMap<Key, Firewall> {
  const items = readItems(sources, "firewall");
  const taken = takenAddresses(items, parts.nics);
  return mapByKey(items.map((item) => lowerFirewall(item, { ...parts, taken }, sources.report)));
}

function lowerFirewall(
  item: Item<"firewall">,
  parts: FirewallParts & { readonly taken: ReadonlySet<Ip> },
  report: Report,
): Firewall {
  const { address, tier, policy, untranslated, learnsUntranslated, threatIntelligence } = item.body;
  const { subnets, hubs, taken, ipGroups } = parts;
  const subnet = resolve(item.body.subnet, subnets, { property: "subnet", report });
  const { managementSubnet } = item.body;
  resolve(managementSubnet, subnets, { property: "managementIpConfiguration", report });
  resolve(policy, parts.policies, { property: "firewallPolicy", report });
  return {
    ...namedOf(item),
    subnet: subnet?.key,
    virtualHub: resolve(item.body.virtualHub, hubs, { property: "virtualHub", report })?.key,
    address,
    instances: placeInstances(address, subnet, taken),
    publicIps: lowerPublicIps(item, parts.publicIps, report),
    managementSubnet: managementSubnet && keyOf(managementSubnet.id),
    tier,
    policy: policy && keyOf(policy.id),
    collections:
      policy === undefined ? lowerCollections(item.body.collections, ipGroups, report) : [],
    untranslated: policy === undefined ? untranslated : undefined,
    learnsUntranslated: policy === undefined && learnsUntranslated,
    threatIntelligence,
  };
}

function lowerPublicIps(
  { id, body }: Item<"firewall">,
  publicIps: PublicIps,
  report: Report,
): readonly PublicIp[] {
  const written = body.publicIps.flatMap((each) => lowerPublicIp(each, publicIps, report) ?? []);
  const inHub = body.hubAddresses.map(({ address, place }): PublicIp => {
    return { key: undefined, id, address, sku: "standard", fqdn: undefined, place };
  });
  return [...written, ...inHub];
}

function takenAddresses(items: readonly Item<"firewall">[], nics: Model["nics"]): ReadonlySet<Ip> {
  const configured = [...nics.values()].flatMap(({ ipConfigurations }) => ipConfigurations);
  const addresses = [...configured, ...items.map(({ body }) => body)].map((one) => one.address);
  return new Set(addresses.filter((address) => address !== undefined));
}

// the least number of instances that Azure runs, which take the addresses after the shared
// one.
const instanceCount = 2;

function placeInstances(
  address: Ip | undefined,
  subnet: Subnet | undefined,
  taken: ReadonlySet<Ip>,
): readonly FirewallInstance[] {
  const own = subnet?.prefixes.find(
    ({ prefix }) => address !== undefined && containsIp(prefix, address),
  );
  const prefix = own?.prefix.family === 4 ? own.prefix : undefined;
  const free = prefix === undefined ? [] : findFree(prefix, address as Ip4, taken);
  return Array.from({ length: instanceCount }, (_, at) => {
    return { address: free[at], isAssumed: true };
  });
}

// Azure keeps the first four addresses of a subnet and the last one for itself.
function findFree(prefix: Prefix4, after: Ip4, taken: ReadonlySet<Ip>): readonly Ip[] {
  const first = prefix.address + 4;
  const last = lastIp(prefix) - 1;
  const free: Ip[] = [];
  for (let at = after + 1; at <= last && free.length < instanceCount; at += 1) {
    if (!taken.has(at as Ip4)) free.push(at as Ip4);
  }
  for (let at = first; at < after && free.length < instanceCount; at += 1) {
    if (!taken.has(at as Ip4)) free.push(at as Ip4);
  }
  return free;
}
