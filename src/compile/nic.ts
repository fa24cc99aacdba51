import { type IpConfiguration, type Key, keyOf, type Nic, type Subnet } from "../model/index.ts";
import { lowerPublicIp, type PublicIps } from "./public-ip.ts";
import { type Item, mapByKey, resolve, type Sources } from "./sources.ts";

/** What interfaces are built from. */
export interface NicParts {
  readonly items: readonly Item<"nic">[];
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly publicIps: PublicIps;
  /** Private endpoint that owns an interface, by the key of the interface. */
  readonly owners: ReadonlyMap<Key, Key>;
  /** Id of the virtual machine that names an interface, by the key of the interface. */
  readonly machines: ReadonlyMap<Key, string>;
  /** Back-end pools of the load balancers, by key. */
  readonly pools: ReadonlyMap<Key, { readonly key: Key }>;
}

/**
 * Builds the interfaces. Runs once per interface of an estate: keys are shared with what they name,
 * not kept again.
 */
export function lowerNics(sources: Sources, parts: NicParts): ReadonlyMap<Key, Nic> {
  return mapByKey(parts.items.map((item) => lowerNic(item, sources, parts)));
}

function lowerNic(item: Item<"nic">, sources: Sources, parts: NicParts): Nic {
  const { key, id, name, place, body } = item;
  const ipConfigurations = body.ipConfigurations.map((written) =>
    lowerIpConfiguration(written, sources, parts),
  );
  // EFF-1: routes are those of the primary configuration's subnet; Azure marks it, else it is the
  // first.
  const primary = Math.max(
    0,
    body.ipConfigurations.findIndex(({ isPrimary }) => isPrimary),
  );
  // Spreading the named part costs more than all the rest of this function.
  return {
    key,
    id,
    name,
    place,
    ipConfigurations,
    subnet: ipConfigurations[primary]?.subnet,
    subnetId: body.ipConfigurations[primary]?.subnet?.id,
    forwardsIp: body.forwardsIp,
    privateEndpoint: parts.owners.get(key),
    virtualMachine: body.virtualMachine?.id ?? parts.machines.get(key),
    networkSecurityGroup: body.networkSecurityGroup && keyOf(body.networkSecurityGroup.id),
    keepsSourceToPrivateLink: body.keepsSourceToPrivateLink,
  };
}

function lowerIpConfiguration(
  written: Item<"nic">["body"]["ipConfigurations"][number],
  { report }: Sources,
  { subnets, publicIps, pools }: NicParts,
): IpConfiguration {
  const { name, address, place, loadBalancerPools } = written;
  return {
    name,
    address,
    subnet: resolve(written.subnet, subnets, { property: "subnet", report })?.key,
    publicIp: lowerPublicIp(written.publicIp, publicIps, report),
    applicationGroups:
      written.applicationGroups.length === 0
        ? noGroups
        : written.applicationGroups.map(({ id }) => keyOf(id)),
    loadBalancerPools:
      loadBalancerPools.length === 0
        ? noPools
        : loadBalancerPools.map(
            (pool) =>
              resolve(pool, pools, { property: "loadBalancerBackendAddressPools", report })?.key ??
              keyOf(pool.id),
          ),
    place,
  };
}

const noPools: readonly Key[] = [];
const noGroups: readonly Key[] = [];
