import {
  type HubBranch,
  type HubConnection,
  keyOf,
  type Model,
  type VirtualHub,
} from "../../../model/index.ts";
import { formatPrefix, isDefault, type Prefix } from "../../../net/index.ts";
import { announcedToBranch, associatedTable, hubRows } from "../../../route/index.ts";
import { readText } from "../field.ts";
import { answered, type Outcome, refuseBadRequest } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { hubOf } from "./effective-routes.ts";

/** Routes that a hub takes from a connection, or gives to it. */
export interface ExchangedRoutes {
  readonly value: readonly ExchangedRoute[];
}

/** One prefix. */
export interface ExchangedRoute {
  readonly prefix: string;
  /** Communities of BGP, which no input tells. */
  readonly bgpCommunities: string;
  readonly asPath: string;
}

/** `POST virtualHubs/X/inboundRoutes`: what one of its connections brings (VW-6, VW-11). */
export const inboundRoutes: Answer<ExchangedRoutes> = ({ walker }, { target, body }) => {
  const { model } = walker.world;
  const found = connectionOf(model, target, body);
  if (found.kind === "refused") return found;
  const { connection } = found.body;
  const told = "network" in connection ? fromNetwork(model, connection) : fromBranch(connection);
  return answered({ value: told.map(toRow) });
};

/** `POST virtualHubs/X/outboundRoutes`: what one of its connections is told (VW-2, VW-3, VW-5). */
export const outboundRoutes: Answer<ExchangedRoutes> = ({ walker }, { target, body }) => {
  const { model } = walker.world;
  const found = connectionOf(model, target, body);
  if (found.kind === "refused") return found;
  const { hub, connection } = found.body;
  const told =
    "network" in connection
      ? toNetwork(model, hub, connection)
      : announcedToBranch(model, hub, connection);
  return answered({ value: told.map(toRow) });
};

interface Found {
  readonly hub: VirtualHub;
  readonly connection: HubConnection | HubBranch;
}

function connectionOf(model: Model, target: string, body: unknown): Outcome<Found> {
  const hub = hubOf(model, target);
  if (hub.kind === "refused") return hub;
  const id = readText(body, "resourceUri");
  if (id.kind === "refused") return id;
  const { connections, branches } = hub.body;
  const connection = [...connections, ...branches].find((one) => one.key === keyOf(id.value));
  return connection === undefined
    ? refuseBadRequest(`${hub.body.id} has no connection ${id.value}.`)
    : answered({ hub: hub.body, connection });
}

interface Told {
  readonly prefix: Prefix;
  readonly asPath: readonly number[];
}

function fromNetwork({ networks }: Model, { network }: HubConnection): readonly Told[] {
  const space = networks.get(network)?.addressSpace ?? [];
  // IPv6 does not reach a hub (VW-12).
  return space
    .filter(({ prefix }) => prefix.family === 4)
    .map(({ prefix }) => ({ prefix, asPath: [] }));
}

function fromBranch({ prefixes, learned }: HubBranch): readonly Told[] {
  const routes = (learned?.routes ?? []).filter(({ origin }) => origin !== "network");
  return [...prefixes.map(({ prefix }) => ({ prefix, asPath: [] })), ...routes];
}

function toNetwork(
  model: Model,
  hub: VirtualHub,
  { routing, key, takesDefaultRoute }: HubConnection,
): readonly Told[] {
  const table = associatedTable(hub, routing);
  const rows = table === undefined ? [] : hubRows(model, hub, table);
  return rows
    .filter(
      ({ prefix, offers }) =>
        offers.some(({ producer }) => producer !== key) &&
        (takesDefaultRoute || !isDefault(prefix)),
    )
    .map(({ prefix, offers: [{ asPath }] }) => ({ prefix, asPath }));
}

function toRow({ prefix, asPath }: Told): ExchangedRoute {
  return { prefix: formatPrefix(prefix), bgpCommunities: "", asPath: asPath.join("-") };
}
