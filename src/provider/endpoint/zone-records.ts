import { isJsonObject, type JsonObject, parseArmId, typeKeys } from "../../arm/index.ts";
import { objectsOf, propertyOf, textsOf } from "../check/properties.ts";
import type { Draft } from "../estate/draft.ts";
import { childId } from "../estate/id.ts";
import type { Row } from "../estate/row.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing, Removing } from "../kind/kind.ts";
import { endpointNames } from "./names.ts";

type Making = Pick<Completing, "draft" | "make">;

/** A zone group writes a record for each name of its endpoint that clients look for in its zones. */
export function writeZoneRecords({ draft, row, before, make }: Completing): undefined {
  if (before !== undefined) takeBack(draft, before);
  write({ draft, make }, row);
  return undefined;
}

/** Writes the records of an endpoint again, after its names or addresses have changed. */
export function refreshZoneRecords(at: Making, endpoint: Row): void {
  for (const group of at.draft.childrenOf(endpoint.id.key, typeKeys.zoneGroup)) {
    takeBack(at.draft, group);
    write(at, group);
  }
}

/** A zone group that goes takes its records along. */
export function removeZoneRecords({ draft, row }: Removing): void {
  takeBack(draft, row);
}

function write({ draft, make }: Making, group: Row): void {
  const endpoint = draft.find(group.root);
  if (endpoint === undefined) return;
  const names = endpointNames(draft, endpoint);
  const creator =
    `created by private endpoint ${endpoint.id.name} with resource guid ` +
    String(propertyOf(endpoint, "resourceGuid"));
  const configurations = configurationsOf(group).map((configuration) => {
    const properties = inner(configuration);
    const zone = parseArmId(String(properties["privateDnsZoneId"]));
    const isThere = zone !== undefined && draft.find(zone.key) !== undefined;
    const own = isThere ? names.filter((one) => one.zone === zone.name.toLowerCase()) : [];
    const recordSets = own.flatMap(({ fqdn, addresses }) => {
      if (zone === undefined || addresses.length === 0) return [];
      const name = relativeName(fqdn, zone.name);
      make(childId(zone, "A", name), {
        properties: {
          metadata: { creator },
          ttl: 10,
          aRecords: addresses.map((ipv4Address) => ({ ipv4Address })),
        },
      });
      return [recordSet(name, `${name}.${zone.name}`, addresses)];
    });
    return { ...configuration, properties: { ...properties, recordSets } };
  });
  draft.put(withProperties(group, { privateDnsZoneConfigs: configurations }));
}

function recordSet(name: string, fqdn: string, addresses: readonly string[]): JsonObject {
  return {
    recordType: "A",
    recordSetName: name,
    fqdn,
    ttl: 10,
    provisioningState: "Succeeded",
    ipAddresses: addresses,
  };
}

/** `st.blob.core.windows.net` is `st` in `privatelink.blob.core.windows.net`. */
function relativeName(fqdn: string, zone: string): string {
  const publicZone = zone.toLowerCase().replace(/^privatelink\./, "");
  const suffix = `.${publicZone}`;
  if (fqdn.toLowerCase().endsWith(suffix)) return fqdn.slice(0, -suffix.length);
  // Key Vault's private zone has another name than its public one.
  return fqdn.split(".")[0] ?? fqdn;
}

function takeBack(draft: Draft, group: Row): void {
  for (const configuration of configurationsOf(group)) {
    const properties = inner(configuration);
    const zone = parseArmId(String(properties["privateDnsZoneId"]));
    if (zone === undefined) continue;
    for (const { recordSetName, ipAddresses } of objectsOf(properties["recordSets"])) {
      const record = draft.find(`${zone.key}/a/${String(recordSetName).toLowerCase()}`);
      // Somebody may have written another address over it.
      if (record !== undefined && holds(record, textsOf(ipAddresses))) draft.remove(record.id.key);
    }
  }
}

function holds(record: Row, addresses: readonly string[]): boolean {
  const own = objectsOf(propertyOf(record, "aRecords")).map((one) => one["ipv4Address"]);
  return addresses.every((address) => own.includes(address));
}

function configurationsOf(group: Row): readonly JsonObject[] {
  return objectsOf(propertyOf(group, "privateDnsZoneConfigs"));
}

function inner({ properties }: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {};
}
