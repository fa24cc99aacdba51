import { isJsonObject, type JsonObject, parseArmId, typeKeys } from "../../arm/index.ts";
import { keyOf, objectsOf, propertyOf, textsOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";

/** One connection of a private endpoint to a service, as the endpoint asks for it. */
export interface EndpointConnection {
  readonly name: string;
  /** Id of the service. */
  readonly service: string;
  readonly groups: readonly string[];
  /** Whether it waits for the service's owner. */
  readonly isManual: boolean;
}

/** The connections of an endpoint, those that approve themselves first. */
export function connectionsOf(endpoint: Row): readonly EndpointConnection[] {
  return lists.flatMap(({ property, isManual }) =>
    objectsOf(propertyOf(endpoint, property)).flatMap((one) => {
      const { properties } = one;
      const inner = isJsonObject(properties) ? properties : {};
      const { privateLinkServiceId: service } = inner;
      if (typeof service !== "string") return [];
      return [{ name: String(one["name"]), service, groups: textsOf(inner["groupIds"]), isManual }];
    }),
  );
}

const lists = [
  { property: "privateLinkServiceConnections", isManual: false },
  { property: "manualPrivateLinkServiceConnections", isManual: true },
] as const;

/** The state of a connection, as the service keeps it. */
export interface ConnectionState {
  readonly status: string;
  readonly description: string;
  readonly actionsRequired: string;
}

/**
 * The service's side of a connection, which holds its state: a child `privateEndpointConnections`
 * that names the endpoint. `undefined` where the service is not in the estate.
 */
export function serviceSide(
  estate: EstateView,
  endpoint: Row,
  { service }: Pick<EndpointConnection, "service">,
): Row | undefined {
  const key = service.toLowerCase();
  return estate
    .referrersOf(endpoint.id.key)
    .map(({ row }) => row)
    .find((row) => row.id.parent?.toLowerCase() === key && isServiceSide(row));
}

/** Whether a row is a service's side of a connection. */
export function isServiceSide({ typeKey }: Row): boolean {
  return typeKey.endsWith("/privateendpointconnections");
}

/** The state that the service's side keeps. */
export function stateOf(side: Row): ConnectionState | undefined {
  const state = propertyOf(side, "privateLinkServiceConnectionState");
  if (!isJsonObject(state)) return undefined;
  const { status, description, actionsRequired, actionRequired } = state;
  return {
    status: String(status ?? "Pending"),
    description: String(description ?? ""),
    actionsRequired: String(actionsRequired ?? actionRequired ?? "None"),
  };
}

/** The state that a connection begins with. */
export function firstState(isManual: boolean, service: string): ConnectionState {
  if (isManual) return { status: "Pending", description: "", actionsRequired: "None" };
  return { status: "Approved", description: approvalWords(service), actionsRequired: "None" };
}

// Recorded: each provider words it its own way.
function approvalWords(service: string): string {
  const typeKey = parseArmId(service)?.type.toLowerCase() ?? "";
  if (typeKey.startsWith("microsoft.network/")) return "Auto Approved";
  const [namespace = ""] = typeKey.split("/");
  return words.get(namespace) ?? "Auto-Approved";
}

const words: ReadonlyMap<string, string> = new Map([
  ["microsoft.sql", "Auto-approved"],
  ["microsoft.dbformysql", "Auto-approved"],
  ["microsoft.dbforpostgresql", "Auto-approved"],
  ["microsoft.dbformariadb", "Auto-approved"],
  ["microsoft.eventgrid", "Auto-approved"],
  ["microsoft.batch", "Auto-approved"],
  ["microsoft.authorization", "Auto-approved"],
  ["microsoft.keyvault", ""],
  ["microsoft.documentdb", ""],
  ["microsoft.apimanagement", ""],
  ["microsoft.synapse", ""],
  ["microsoft.storagesync", ""],
]);

/** The name of the service's side, as its provider makes it up. */
export function sideName(
  endpoint: Row,
  { name, service }: EndpointConnection,
  guid: string,
): string {
  const typeKey = parseArmId(service)?.type.toLowerCase();
  switch (typeKey) {
    case typeKeys.storageAccount:
      return `${service.split("/").at(-1) ?? ""}.${guid}`;
    case typeKeys.keyVault:
      return name;
    case typeKeys.sqlServer:
      return `${endpoint.id.name}-${guid}`;
    default:
      return `${endpoint.id.name}.${guid}`;
  }
}

/** The endpoint that a service's side names. */
export function endpointOf(estate: EstateView, side: Row): Row | undefined {
  const key = keyOf(propertyOf(side, "privateEndpoint"));
  return key === undefined ? undefined : estate.find(key);
}

/** A state as a body writes it. */
export function writeState({ status, description, actionsRequired }: ConnectionState): JsonObject {
  return { status, description, actionsRequired };
}
