import { endpointsOf } from "../../dns/index.ts";
import {
  type CloudService,
  type Key,
  keyOf,
  type Model,
  type PrivateEndpoint,
  type PrivateZone,
  perModel,
  privateLinkName,
} from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";

/** A record of a private zone that leads to a private endpoint. */
export interface ZoneRecord {
  readonly zone: PrivateZone;
  /** Full, under `privatelink`. */
  readonly name: string;
  readonly endpoint: PrivateEndpoint;
}

/** The records that lead to approved endpoints of each network, zone by zone. */
export const recordsByNetwork: (
  model: Model,
) => ReadonlyMap<Key, ReadonlyMap<Key, readonly [ZoneRecord, ...ZoneRecord[]]>> = perModel(
  (model) => {
    const found = new Map<Key, Map<Key, [ZoneRecord, ...ZoneRecord[]]>>();
    const endpoints = endpointsByAddress(model);
    for (const zone of model.privateZones.values()) {
      if (!zone.zone.split(".").includes("privatelink")) continue;
      for (const { name, addresses } of zone.records) {
        const there = new Set(addresses.flatMap((one) => endpoints.get(one) ?? []));
        for (const endpoint of there) {
          const network = model.subnets.get(endpoint.subnet)?.network;
          const record = { zone, name, endpoint };
          if (network !== undefined && isOf(model, record)) add(found, network, record);
        }
      }
    }
    return found;
  },
);

// Networks that do not know each other may have the same addresses: the name tells them apart.
function isOf(model: Model, { zone, name, endpoint }: ZoneRecord): boolean {
  const names = namesOf(model, endpoint);
  const isZone = (text: string): boolean => text === zone.zone;
  return names.length === 0 || names.some((one) => privateLinkName(one, isZone) === name);
}

function endpointsByAddress({ privateEndpoints }: Model): ReadonlyMap<Ip, PrivateEndpoint[]> {
  const found = new Map<Ip, PrivateEndpoint[]>();
  for (const endpoint of privateEndpoints.values()) {
    if (!endpoint.isApproved) continue;
    for (const { address } of endpoint.addresses) {
      const known = found.get(address);
      if (known === undefined) found.set(address, [endpoint]);
      else known.push(endpoint);
    }
  }
  return found;
}

function add(
  found: Map<Key, Map<Key, [ZoneRecord, ...ZoneRecord[]]>>,
  network: Key,
  record: ZoneRecord,
): void {
  const zones = found.get(network) ?? new Map<Key, [ZoneRecord, ...ZoneRecord[]]>();
  found.set(network, zones);
  const known = zones.get(record.zone.key);
  if (known === undefined) zones.set(record.zone.key, [record]);
  else known.push(record);
}

/** The service behind a private endpoint, where the model has it. */
export function serviceBehind(
  { cloudServices }: Model,
  { service }: PrivateEndpoint,
): CloudService | undefined {
  return service === undefined ? undefined : cloudServices.get(keyOf(service));
}

/** The public names for which an endpoint stands, as far as anything tells them. */
export function namesOf(model: Model, endpoint: PrivateEndpoint): readonly string[] {
  if (endpoint.names.length > 0) return endpoint.names.map(({ name }) => name);
  return (serviceBehind(model, endpoint)?.fqdns ?? []).filter((name) =>
    endpointsOf(model, name).some((one) => one.endpoint === endpoint),
  );
}

/** The public name that leads to a record; the record's own where nothing tells it. */
export function publicNameOf(model: Model, { name, endpoint, zone }: ZoneRecord): string {
  const isZone = (text: string): boolean => text === zone.zone;
  return namesOf(model, endpoint).find((one) => privateLinkName(one, isZone) === name) ?? name;
}
