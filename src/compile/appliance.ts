import type { Firewall, Key, Subnet } from "../model/index.ts";
import { type Item, mapByKey, namedOf, readItems, resolve, type Sources } from "./sources.ts";

/** Builds the firewalls, those in networks and those in hubs. */
export function lowerFirewalls(
  sources: Sources,
  subnets: ReadonlyMap<Key, Subnet>,
  hubs: ReadonlyMap<Key, Item<"virtualHub">>,
): ReadonlyMap<Key, Firewall> {
  const { report } = sources;
  return mapByKey(
    readItems(sources, "firewall").map((item): Firewall => {
      const { subnet, virtualHub, address } = item.body;
      return {
        ...namedOf(item),
        subnet: resolve(subnet, subnets, { property: "subnet", report })?.key,
        virtualHub: resolve(virtualHub, hubs, { property: "virtualHub", report })?.key,
        address,
        instances: [{ address, isAssumed: true }],
        publicIps: [],
        managementSubnet: undefined,
        tier: "standard",
        policy: undefined,
        collections: [],
        untranslated: undefined,
      };
    }),
  );
}
