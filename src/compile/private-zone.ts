import {
  type AddressRecord,
  type AliasRecord,
  type Key,
  keyOf,
  type PrivateEndpoint,
  type PrivateZone,
  privateLinkName,
  type VirtualNetwork,
  type ZoneLink,
} from "../model/index.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  reportAbsent,
  reportMissing,
  type Sources,
} from "./sources.ts";

/** What private zones are built from. */
export interface ZoneParts {
  readonly networks: ReadonlyMap<Key, Pick<VirtualNetwork, "key">>;
  readonly endpoints: ReadonlyMap<Key, PrivateEndpoint>;
}

/**
 * Builds the private DNS zones. A record set in the snapshot wins over what a private endpoint says
 * that it has written under the same name; a link to a network that the snapshot lacks is kept.
 * Diagnostics: `reference-missing`, `property-invalid`.
 */
export function lowerPrivateZones(
  sources: Sources,
  { networks, endpoints }: ZoneParts,
): ReadonlyMap<Key, PrivateZone> {
  const items = mapByKey(readItems(sources, "privateZone"));
  const records4 = readChildren(sources, "zoneRecord4");
  const records6 = readChildren(sources, "zoneRecord6");
  const aliasItems = readChildren(sources, "zoneAlias");
  const links = readChildren(sources, "zoneLink");
  const implied = readImplied(sources, items, endpoints);
  const zones = [...items.values()].map((item): PrivateZone => {
    const zone = item.name.toLowerCase();
    const sets = [...(records4.get(item.key) ?? []), ...(records6.get(item.key) ?? [])];
    const written = sets.map((set) => lowerRecord(set, zone));
    const aliases = (aliasItems.get(item.key) ?? []).map((alias) => lowerAlias(alias, zone));
    const names = new Set([...written, ...aliases].map(({ name }) => name));
    const others = (implied.get(item.key) ?? []).filter(({ name }) => !names.has(name));
    return {
      ...namedOf(item),
      zone,
      records: [...written, ...others],
      aliases,
      links: (links.get(item.key) ?? []).flatMap((link) => lowerLink(link, networks, sources)),
      // Every zone has a set of its own for its authority.
      hasAllRecords: names.size > 0 || (item.body.recordSets ?? 0) <= 1,
    };
  });
  return mapByKey(zones);
}

function lowerRecord(
  { name, body, place }: Item<"zoneRecord4"> | Item<"zoneRecord6">,
  zone: string,
): AddressRecord {
  return { name: fullName(name, zone), addresses: body.addresses, place };
}

function lowerAlias({ name, body, place }: Item<"zoneAlias">, zone: string): AliasRecord {
  return { name: fullName(name, zone), target: body.target, place };
}

function lowerLink(
  link: Item<"zoneLink">,
  networks: ZoneParts["networks"],
  { report }: Sources,
): readonly ZoneLink[] {
  const { network: reference, registersMachines, fallsBack } = link.body;
  if (reference === undefined) {
    reportAbsent(link, "virtualNetwork", report);
    return [];
  }
  const network = keyOf(reference.id);
  if (!networks.has(network)) reportMissing(reference, "virtualNetwork", report);
  return [{ network, registersMachines, fallsBack, place: link.place }];
}

// `@` is the zone itself.
function fullName(name: string, zone: string): string {
  return name === "@" ? zone : `${name.toLowerCase()}.${zone}`;
}

/** Records that private endpoints have written, by the key of the zone. */
function readImplied(
  sources: Sources,
  zones: ReadonlyMap<Key, Item<"privateZone">>,
  endpoints: ReadonlyMap<Key, PrivateEndpoint>,
): ReadonlyMap<Key, readonly AddressRecord[]> {
  const implied = new Map<Key, AddressRecord[]>();
  for (const [key, groups] of readChildren(sources, "zoneGroup")) {
    for (const configuration of groups.flatMap(({ body }) => body.configurations)) {
      const zone = zones.get(keyOf(configuration.zone.id));
      if (zone === undefined) {
        reportMissing(configuration.zone, "privateDnsZoneId", sources.report);
        continue;
      }
      const records = impliedRecords(configuration, zone.name.toLowerCase(), endpoints.get(key));
      implied.set(zone.key, [...(implied.get(zone.key) ?? []), ...records]);
    }
  }
  return implied;
}

type Configuration = Item<"zoneGroup">["body"]["configurations"][number];

// Azure lists the records once they are written. Before that, as in a template, the endpoint's
// names tell them, and without names its service and its only group.
function impliedRecords(
  { records, place }: Configuration,
  zone: string,
  endpoint: PrivateEndpoint | undefined,
): readonly AddressRecord[] {
  if (records.length > 0) {
    return records.map((record) => ({ ...record, name: fullName(record.name, zone) }));
  }
  if (endpoint === undefined) return [];
  if (endpoint.names.length === 0) {
    const label = endpoint.service?.split("/").at(-1);
    if (label === undefined || endpoint.groupIds.length > 1) return [];
    const addresses = endpoint.addresses.map(({ address }) => address);
    return [{ name: fullName(label, zone), addresses, place }];
  }
  return endpoint.names.flatMap(({ name, addresses }) => {
    const alias = privateLinkName(name, (other) => other === zone);
    return alias?.endsWith(`.${zone}`) ? [{ name: alias, addresses, place }] : [];
  });
}
