import type { Place } from "../diagnostic/index.ts";
import {
  type AddressRecord,
  type IpConfiguration,
  type Key,
  keyOf,
  type Nic,
  type PublicIp,
  type Subnet,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { compareTexts, type Item, mapByKey, readItems, resolve, type Sources } from "./sources.ts";

/** Public addresses by the key of their resource; a resource without an address is there too. */
export type PublicIps = ReadonlyMap<
  Key,
  { readonly address: Ip | undefined; readonly fqdn: string | undefined; readonly place: Place }
>;

/** What interfaces are built from. */
export interface NicParts {
  readonly items: readonly Item<"nic">[];
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly publicIps: PublicIps;
  /** Private endpoint that owns an interface, by the key of the interface. */
  readonly owners: ReadonlyMap<Key, Key>;
}

/** Reads the public addresses. */
export function readPublicIps(sources: Sources): PublicIps {
  return new Map(
    readItems(sources, "publicIp").map(({ key, body, place }) => [key, { ...body, place }]),
  );
}

/** Builds the public names of public addresses. */
export function lowerPublicNames(publicIps: PublicIps): ReadonlyMap<string, AddressRecord> {
  const records = [...publicIps.values()]
    .flatMap(({ fqdn: name, address, place }): AddressRecord[] => {
      if (name === undefined) return [];
      return [{ name, addresses: address === undefined ? [] : [address], place }];
    })
    .sort((a, b) => compareTexts(a.name, b.name));
  return new Map(records.map((record) => [record.name, record]));
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
    virtualMachine: body.virtualMachine?.id,
    networkSecurityGroup: body.networkSecurityGroup && keyOf(body.networkSecurityGroup.id),
    keepsSourceToPrivateLink: body.keepsSourceToPrivateLink,
  };
}

function lowerIpConfiguration(
  written: Item<"nic">["body"]["ipConfigurations"][number],
  { report }: Sources,
  { subnets, publicIps }: NicParts,
): IpConfiguration {
  const { name, address, place } = written;
  return {
    name,
    address,
    subnet: resolve(written.subnet, subnets, { property: "subnet", report })?.key,
    publicIp: lowerPublicIp(written, publicIps, report),
    applicationGroups: [],
    place,
  };
}

function lowerPublicIp(
  { publicIp, publicAddress, place }: Item<"nic">["body"]["ipConfigurations"][number],
  publicIps: PublicIps,
  report: Sources["report"],
): PublicIp | undefined {
  if (publicIp === undefined) return undefined;
  const named = resolve(publicIp, publicIps, { property: "publicIPAddress", report });
  const { id } = publicIp;
  return { key: keyOf(id), id, address: publicAddress ?? named?.address, sku: "standard", place };
}
