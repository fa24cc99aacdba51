import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import {
  type EndpointName,
  type Key,
  keyOf,
  type Nic,
  type PlacedIp,
  type PrivateEndpoint,
  type Subnet,
} from "../model/index.ts";
import { type Item, mapByKey, namedOf, reportAbsent, reportMissing, resolve } from "./sources.ts";

/** A private endpoint that has its place in a subnet, before its addresses are known. */
export interface EndpointDraft {
  readonly key: Key;
  readonly item: Item<"privateEndpoint">;
  readonly subnet: Key;
  /** Interfaces that belong to it. */
  readonly nics: Set<Key>;
  /** Public names that its interfaces tell. */
  readonly names: EndpointName[];
}

/** Finds the endpoints that can be placed; one without a known subnet is left out. */
export function draftEndpoints(
  items: readonly Item<"privateEndpoint">[],
  subnets: ReadonlyMap<Key, Subnet>,
  report: Report,
): ReadonlyMap<Key, EndpointDraft> {
  const drafts = items.flatMap((item): EndpointDraft[] => {
    const { body, key } = item;
    if (body.subnet === undefined) reportAbsent(item, "subnet", report);
    const subnet = resolve(body.subnet, subnets, { property: "subnet", report })?.key;
    if (subnet === undefined) return [];
    return [{ key, item, subnet, nics: new Set(body.nics.map(({ id }) => keyOf(id))), names: [] }];
  });
  return mapByKey(drafts);
}

/**
 * Finds the private endpoint of each interface, whichever side names the other, and notes the
 * interface and its names in the draft.
 */
export function findOwners(
  drafts: ReadonlyMap<Key, EndpointDraft>,
  nics: readonly Item<"nic">[],
  report: Report,
): ReadonlyMap<Key, Key> {
  const owners = new Map<Key, Key>();
  for (const draft of drafts.values()) {
    for (const nic of draft.nics) owners.set(nic, draft.key);
  }
  for (const { key, body } of nics) {
    if (body.privateEndpoint !== undefined && !owners.has(key)) {
      const draft = drafts.get(keyOf(body.privateEndpoint.id));
      if (draft === undefined) {
        reportMissing(body.privateEndpoint, "privateEndpoint", report);
      } else {
        draft.nics.add(key);
        owners.set(key, draft.key);
      }
    }
    const owner = owners.get(key);
    if (owner !== undefined) drafts.get(owner)?.names.push(...namesOf(body));
  }
  return owners;
}

function namesOf({ ipConfigurations }: Item<"nic">["body"]): readonly EndpointName[] {
  return ipConfigurations.flatMap(({ serviceNames, address, place }) => {
    const addresses = address === undefined ? [] : [address];
    return serviceNames.map((name) => ({ name: name.toLowerCase(), addresses, place }));
  });
}

/**
 * Builds the private endpoints. Addresses are those of the interface; without it, those that the
 * endpoint tells itself (PE-1, CAP-9).
 * Diagnostics: `private-endpoint-address-unknown`.
 */
export function lowerPrivateEndpoints(
  drafts: ReadonlyMap<Key, EndpointDraft>,
  nics: ReadonlyMap<Key, Nic>,
  report: Report,
): ReadonlyMap<Key, PrivateEndpoint> {
  const endpoints = [...drafts.values()].map(
    ({ item, subnet, nics: own, names }): PrivateEndpoint => {
      const { isApproved, service, groupIds } = item.body;
      const applicationGroups = item.body.applicationGroups.map(({ id }) => keyOf(id));
      const found = [...own].flatMap((key) => addressesOf(nics.get(key)));
      const addresses = distinct(found.length > 0 ? found : item.body.addresses);
      if (addresses.length === 0) {
        const parameters = { endpoint: item.id };
        report(createDiagnostic("private-endpoint-address-unknown", item.place, parameters));
      }
      return {
        ...namedOf(item),
        subnet,
        addresses,
        isApproved,
        service,
        groupIds,
        applicationGroups,
        names: names.length > 0 ? names : item.body.names,
      };
    },
  );
  return mapByKey(endpoints);
}

function addressesOf(nic: Nic | undefined): readonly PlacedIp[] {
  return (nic?.ipConfigurations ?? []).flatMap(({ address, place }) =>
    address === undefined ? [] : [{ address, place }],
  );
}

function distinct(addresses: readonly PlacedIp[]): readonly PlacedIp[] {
  const seen = new Map(addresses.toReversed().map((placed) => [placed.address, placed]));
  return addresses.filter((placed) => seen.get(placed.address) === placed);
}
