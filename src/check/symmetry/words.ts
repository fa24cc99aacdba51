import { formatPrefix, type Prefix } from "../../net/index.ts";
import type { Match } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { End } from "./end.ts";
import type { Way } from "./way.ts";

/** Ends in a sentence: subnets of one network, or networks, or what is behind a gateway. */
export function endNames(ends: readonly End[]): string {
  const sites = ends.flatMap((end) =>
    end.kind === "site" ? [`${formatPrefix(end.prefix)} behind ${end.gateway.name}`] : [],
  );
  const hosts = ends.flatMap((end) => (end.kind === "hosts" ? [end] : []));
  const networks = [...new Set(hosts.map(({ network }) => network.name))];
  const [only] = networks;
  const subnets = hosts.flatMap(({ subnets: all }) => all.map(({ name }) => `${only}/${name}`));
  return listNames([...(networks.length > 1 ? networks : subnets), ...sites]);
}

/** The devices on a way, in its order. */
export function deviceNames({ passed }: Way): string {
  return listNames(
    passed.map(({ devices, frontend }) =>
      frontend === undefined
        ? devices.map(({ name }) => name).join(" or ")
        : `${frontend.balancer.name}`,
    ),
  );
}

/** The route by which a way begins: `route r (10.1.0.0/16) of rt-app`. */
export function routeThere({ model }: Ground, { first }: Way, sender: End): string {
  if (first === undefined) return "no route";
  const { route, prefix } = first;
  if (route.source !== "user") return `${formatPrefix(prefix)} as learned`;
  const table = tableNameOf(model, sender);
  return `route ${route.name ?? ""} (${route.serviceTag?.name ?? formatPrefix(prefix)})${table}`;
}

function tableNameOf({ routeTables, subnets }: Ground["model"], end: End): string {
  const subnet = end.kind === "hosts" ? end.subnets[0] : subnets.get(end.gateway.subnet);
  const table = subnet?.routeTable && routeTables.get(subnet.routeTable);
  return table === undefined ? "" : ` of ${table.name}`;
}

/** What the replies do, as the end of a sentence: `go straight over the peering with app`. */
export function repliesDo({ model }: Ground, back: Way, there: Way): string {
  if (back.outcome === "dropped") return `are dropped by ${dropWords(back.first)}`;
  if (back.passed.length > 0) return `go through ${deviceNames(back)}`;
  const past = `past ${deviceNames(there)}`;
  const nextHop = back.first?.route.nextHop;
  switch (nextHop?.kind) {
    case "peering":
      return `go ${past}, straight over the peering with ${model.networks.get(nextHop.remote)?.name ?? "a hub"}`;
    case "connectedGroup":
      return `go ${past}, straight over the connected group`;
    case "gateway":
      return `go ${past}, straight to the gateway`;
    case "network":
      return `go ${past}, straight inside the network`;
    default:
      return `go ${past}`;
  }
}

function dropWords(first: Match | undefined): string {
  return first === undefined ? "a missing route" : `${formatPrefix(first.prefix)} to None`;
}

/** Routes that are missing: `a route for 10.1.0.0/16`. */
export function routesFor(prefixes: readonly Prefix[]): string {
  const names = listNames(prefixes.map(formatPrefix));
  return prefixes.length === 1 ? `a route for ${names}` : `routes for ${names}`;
}
