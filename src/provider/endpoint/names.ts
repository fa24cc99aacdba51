import { isJsonObject, type JsonObject, parseArmId } from "../../arm/index.ts";
import { idOf, objectsOf, propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { partsOfService } from "../service/catalogue.ts";
import { connectionsOf, firstState, serviceSide, stateOf } from "./connection.ts";

/** A public name for which an endpoint stands. */
export interface EndpointName {
  readonly fqdn: string;
  /** The private DNS zone in which clients look for it. */
  readonly zone: string;
  readonly addresses: readonly string[];
}

/** The names of an endpoint's approved connections, with its addresses for them. */
export function endpointNames(estate: EstateView, endpoint: Row): readonly EndpointName[] {
  const addresses = addressesOf(estate, endpoint);
  const names = connectionsOf(endpoint).flatMap((connection) => {
    const side = serviceSide(estate, endpoint, connection);
    const state = (side && stateOf(side)) ?? firstState(connection.isManual, connection.service);
    return state.status === "Approved" ? partsOf(estate, connection) : [];
  });
  // One address a name, as far as there are as many.
  return names.map(({ fqdn, zone }, index) => {
    const own = addresses[index] ?? addresses[0];
    return { fqdn, zone, addresses: own === undefined ? [] : [own] };
  });
}

/** `customDnsConfigs`. */
export function writeNames(names: readonly EndpointName[]): readonly JsonObject[] {
  return names.map(({ fqdn, addresses }) => ({ fqdn, ipAddresses: addresses }));
}

function partsOf(
  estate: EstateView,
  { service, groups }: { readonly service: string; readonly groups: readonly string[] },
): readonly { readonly fqdn: string; readonly zone: string }[] {
  const id = parseArmId(service);
  if (id === undefined) return [];
  const location = estate.find(id.key)?.body["location"];
  const fill = (text: string): string =>
    text
      .replace("{name}", id.name)
      .replace("{location}", typeof location === "string" ? location : "");
  return groups.flatMap((group) =>
    partsOfService(id.type.toLowerCase(), group).map(({ fqdn, zone }) => ({
      fqdn: fill(fqdn),
      zone,
    })),
  );
}

/** The private addresses of an endpoint's interface, in order. */
export function addressesOf(estate: EstateView, endpoint: Row): readonly string[] {
  return objectsOf(propertyOf(endpoint, "networkInterfaces")).flatMap((one) => {
    const nic = estate.find((idOf(one) ?? "").toLowerCase());
    if (nic === undefined) return [];
    return objectsOf(propertyOf(nic, "ipConfigurations")).flatMap(({ properties }) => {
      const address = isJsonObject(properties) ? properties["privateIPAddress"] : undefined;
      return typeof address === "string" ? [address] : [];
    });
  });
}
