import { isJsonObject, type JsonObject, parseArmId, typeKeys } from "../../arm/index.ts";
import { createProvision } from "../../provision/index.ts";
import { neighbors, toResource } from "../address/allocate.ts";
import { idOf, objectsOf, propertyOf } from "../check/properties.ts";
import type { Draft } from "../estate/draft.ts";
import { childId } from "../estate/id.ts";
import type { Row } from "../estate/row.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing, Removing } from "../kind/kind.ts";
import {
  connectionsOf,
  firstState,
  isServiceSide,
  serviceSide,
  sideName,
  writeState,
} from "./connection.ts";
import { refreshZoneRecords } from "./zone-records.ts";

/**
 * Makes what an endpoint has beside itself: its interface with an address for each member of the
 * service, and its entry in the service's list of connections.
 */
export function completeEndpoint(at: Completing): undefined {
  makeInterface(at);
  for (const connection of connectionsOf(at.row)) {
    if (serviceSide(at.draft, at.row, connection) !== undefined) continue;
    const service = at.draft.find(connection.service.toLowerCase());
    if (service === undefined) continue;
    const name = sideName(at.row, connection, at.world.guid());
    const id = childId(service.id, "privateEndpointConnections", name);
    const state = writeState(firstState(connection.isManual, service.id.text));
    at.make(id, {
      properties: {
        privateEndpoint: { id: at.row.id.text },
        ...(connection.groups.length === 0 ? {} : { groupIds: connection.groups }),
        privateLinkServiceConnectionState: state,
      },
    });
  }
  const current = at.draft.find(at.row.id.key);
  if (current !== undefined) refreshZoneRecords(at, current);
  return undefined;
}

function makeInterface({ draft, row, make, world }: Completing): void {
  const current = interfaceOf(draft, row);
  const isAsking = objectsOf(propertyOf(row, "ipConfigurations")).length > 0;
  // An interface stays as it is while nobody asks for addresses.
  if (current !== undefined && !isAsking) return;
  const custom = propertyOf(row, "customNetworkInterfaceName");
  const name =
    typeof custom === "string" && custom !== "" ? custom : `${row.id.name}.nic.${world.guid()}`;
  const named = withProperties(row, {
    customNetworkInterfaceName: name,
    networkInterfaces: undefined,
  });
  const others = neighbors(draft, row).filter(({ id }) => id.key !== current?.id.key);
  const results = createProvision(others).put(toResource(named));
  const made = results.find(({ typeKey }) => typeKey === typeKeys.nic);
  if (made === undefined) return;
  if (current !== undefined) {
    draft.put(withProperties(current, seatsOf(current, made.body)));
    return;
  }
  const { location } = row.body;
  const nic = make(made.id, { ...made.body, ...(location === undefined ? {} : { location }) });
  draft.put({ ...nic, facts: { ...nic.facts, privateEndpoint: { id: row.id.text } } });
  draft.put(withProperties(row, { networkInterfaces: [{ id: nic.id.text }] }));
}

// An interface keeps the addresses that nobody asks to change.
function seatsOf(nic: Row, body: JsonObject): JsonObject {
  const before = new Map(seats(nic.body).map((one) => [String(one["name"]).toLowerCase(), one]));
  const wanted = seats(body);
  const ipConfigurations = wanted.map((one) => {
    const was = before.get(String(one["name"]).toLowerCase());
    const isAsked = inner(one)["privateIPAllocationMethod"] === "Static";
    const { id: _written, ...rest } = isAsked || was === undefined ? one : was;
    return rest;
  });
  return { ipConfigurations };
}

function seats(body: JsonObject): readonly JsonObject[] {
  return objectsOf(propertyOf({ body }, "ipConfigurations"));
}

function inner({ properties }: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {};
}

/** The interface of an endpoint. */
export function interfaceOf(draft: Pick<Draft, "find">, endpoint: Row): Row | undefined {
  const [first] = objectsOf(propertyOf(endpoint, "networkInterfaces"));
  const id = parseArmId(idOf(first) ?? "");
  return id === undefined ? undefined : draft.find(id.key);
}

/** What goes with an endpoint: its interface, and its entries in services' lists. */
export function removeEndpointParts({ draft, row }: Removing): void {
  const nic = interfaceOf(draft, row);
  if (nic !== undefined) draft.remove(nic.id.key);
  for (const { row: named } of draft.referrersOf(row.id.key)) {
    if (isServiceSide(named)) draft.remove(named.id.key);
  }
}
