import type { Reference, WrittenPublicIp } from "../arm/index.ts";
import {
  type AddressRecord,
  type Key,
  keyOf,
  type NatGateway,
  type PublicAddress,
  type PublicIp,
  type PublicPrefix,
} from "../model/index.ts";
import type { Prefix } from "../net/index.ts";
import {
  compareTexts,
  type Item,
  mapByKey,
  namedOf,
  readItems,
  resolve,
  type Sources,
} from "./sources.ts";

/** Public addresses by the key of their resource; a resource without an address is there too. */
export type PublicIps = ReadonlyMap<Key, PublicAddress>;

/** Ranges of public addresses by the key of their resource. */
export type PublicPrefixes = ReadonlyMap<Key, { readonly prefix: Prefix | undefined }>;

// Azure always writes the SKU. Where nothing tells it, it is one that exists: Basic was retired in
// 2025.
const usualSku = "standard";

/** Builds the public addresses. */
export function lowerPublicIps(sources: Sources): PublicIps {
  return mapByKey(
    readItems(sources, "publicIp").map((item): PublicAddress => {
      const { address, sku, fqdn } = item.body;
      return { ...namedOf(item), address, sku: sku ?? usualSku, fqdn };
    }),
  );
}

/** Builds the public names of public addresses, by name. */
export function lowerPublicNames(publicIps: PublicIps): ReadonlyMap<string, AddressRecord> {
  const records = [...publicIps.values()]
    .flatMap(({ fqdn, address, place }): AddressRecord[] => {
      if (fqdn === undefined) return [];
      const addresses = address === undefined ? [] : [address];
      return [{ name: fqdn.toLowerCase(), addresses, place }];
    })
    .sort((one, other) => compareTexts(one.name, other.name));
  return new Map(records.map((record) => [record.name, record]));
}

/** Reads the ranges of public addresses. */
export function readPublicPrefixes(sources: Sources): PublicPrefixes {
  return new Map(
    readItems(sources, "publicPrefix").map(({ key, body }) => [
      key,
      { prefix: body.prefix?.prefix },
    ]),
  );
}

/**
 * Builds a public address as its user sees it, from its own resource and from what an expanded
 * answer wrote beside the reference; the latter is as new as the user. `undefined` when there is
 * none.
 * Diagnostics: `reference-missing` when neither tells anything.
 */
export function lowerPublicIp(
  written: WrittenPublicIp | undefined,
  publicIps: PublicIps,
  report: Sources["report"],
): PublicIp | undefined {
  if (written === undefined) return undefined;
  const { reference, body } = written;
  const { id, place } = reference;
  const isExpanded = body.address !== undefined;
  const named = isExpanded
    ? publicIps.get(keyOf(id))
    : resolve(reference, publicIps, { property: "publicIPAddress", report });
  return {
    key: keyOf(id),
    id,
    address: body.address ?? named?.address,
    sku: body.sku ?? named?.sku ?? usualSku,
    fqdn: body.fqdn ?? named?.fqdn,
    place,
  };
}

/**
 * Builds a range of public addresses as its user sees it; `undefined` when there is none.
 * Diagnostics: `reference-missing`.
 */
export function lowerPublicPrefix(
  reference: Reference | undefined,
  prefixes: PublicPrefixes,
  report: Sources["report"],
): PublicPrefix | undefined {
  if (reference === undefined) return undefined;
  const at = { property: "publicIPPrefix", report };
  const prefix = resolve(reference, prefixes, at)?.prefix;
  return { id: reference.id, prefix, place: reference.place };
}

/** Public addresses and ranges that resources can name. */
export interface PublicSpace {
  readonly publicIps: PublicIps;
  readonly publicPrefixes: PublicPrefixes;
}

/** Builds the NAT gateways. */
export function lowerNatGateways(
  items: readonly Item<"natGateway">[],
  space: PublicSpace,
  report: Sources["report"],
): ReadonlyMap<Key, NatGateway> {
  return mapByKey(
    items.map((item): NatGateway => {
      const { sku, publicIps: addresses, publicPrefixes } = item.body;
      return {
        ...namedOf(item),
        sku,
        publicIps: addresses.flatMap((one) => lowerPublicIp(one, space.publicIps, report) ?? []),
        publicPrefixes: publicPrefixes.flatMap(
          (one) => lowerPublicPrefix(one, space.publicPrefixes, report) ?? [],
        ),
      };
    }),
  );
}

/**
 * NAT gateways by the key of a subnet, as they name their subnets themselves; an export may have
 * only this side. The first one in the order of the ids counts.
 */
export function natGatewaysBySubnet(items: readonly Item<"natGateway">[]): ReadonlyMap<Key, Key> {
  const found = new Map<Key, Key>();
  for (const { key, body } of items) {
    for (const { id } of body.subnets) {
      const subnet = keyOf(id);
      if (!found.has(subnet)) found.set(subnet, key);
    }
  }
  return found;
}
