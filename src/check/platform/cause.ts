import type { Place } from "../../diagnostic/index.ts";
import type { Key, Model, Subnet } from "../../model/index.ts";
import { formatIp, formatPrefix, type Prefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";

/** What keeps packets from where they are needed: the thing that one would edit. */
export type Cause =
  /** A route that leads them astray, in the table of a subnet. */
  | {
      readonly kind: "route";
      readonly route: Route;
      readonly prefix: Prefix;
      readonly subnet: Key;
    }
  /** A firewall that has no rule for them, or one against them. */
  | {
      readonly kind: "firewall";
      readonly name: string;
      readonly rule: string | undefined;
      readonly place: Place;
    }
  /** A security group or admin rule. */
  | {
      readonly kind: "filter";
      readonly group: string;
      readonly rule: string;
      readonly place: Place;
    }
  /** Nothing gives a sender a public address. */
  | { readonly kind: "egress"; readonly name: string; readonly place: Place }
  /** Something else on the way, by the name of where they end. */
  | { readonly kind: "node"; readonly name: string; readonly place: Place };

/** Where the cause stands. */
export function placeOf(cause: Cause): Place {
  return cause.kind === "route" ? cause.route.places[0] : cause.place;
}

/** What tells a cause from others at its place, in names that do not depend on positions. */
export function subjectOf(cause: Cause): readonly string[] {
  switch (cause.kind) {
    case "route":
      return [cause.route.name ?? formatPrefix(cause.prefix)];
    case "firewall":
      return cause.rule === undefined ? [] : [cause.rule];
    case "filter":
      return [cause.group, cause.rule];
    case "egress":
    case "node":
      return [];
  }
}

/** A key that equal causes share. */
export function keyOfCause(cause: Cause): string {
  const { resource, pointer } = placeOf(cause);
  return [cause.kind, resource.toLowerCase(), pointer, ...subjectOf(cause)].join("\u0000");
}

/** Whether packets are led into a tunnel: to a site or branch, by whatever route. */
export function isTunnel(cause: Cause): boolean {
  return cause.kind === "route" && cause.route.nextHop.kind === "gateway";
}

/** A route in words: `route to-hq (0.0.0.0/0 to the virtual network gateway) of rt-app`. */
export function routeWords(model: Model, route: Route, prefix: Prefix): string {
  const text = formatPrefix(prefix);
  const { nextHop, origin } = route;
  if (origin === "userRoute") {
    const table = tableName(route);
    const of = table === undefined ? "" : ` of ${table}`;
    return `route ${route.name ?? text} (${text} to ${hopWords(route)})${of}`;
  }
  if (nextHop.kind !== "gateway") return `the route ${text} to ${hopWords(route)}`;
  const [path] = nextHop.paths;
  return path === undefined
    ? `the route ${text} of the gateway`
    : `the route ${text} that ${producerName(model, path.producer)} brings`;
}

function hopWords({ nextHop, serviceTag }: Route): string {
  const tag = serviceTag === undefined ? "" : ` for ${serviceTag.name}`;
  switch (nextHop.kind) {
    case "appliance":
      return `${nextHop.addresses.map(formatIp).join(" and ") || "an unknown address"}${tag}`;
    case "gateway":
      return `the virtual network gateway${tag}`;
    case "none":
      return `nowhere${tag}`;
    case "internet":
      return `the Internet${tag}`;
    case "network":
    case "peering":
    case "connectedGroup":
    case "serviceEndpoint":
    case "privateEndpoint":
      return `the virtual network${tag}`;
  }
}

// `.../routeTables/TABLE`, or `.../routeTables/TABLE/routes/ROUTE`.
function tableName({ places }: Route): string | undefined {
  return /\/routeTables\/([^/]+)/i.exec(places[0].resource)?.[1];
}

function producerName(model: Model, key: Key): string {
  const { connections, gateways, circuits, hubs } = model;
  const found = connections.get(key) ?? gateways.get(key) ?? circuits.get(key) ?? hubs.get(key);
  return found?.name ?? key.split("/").at(-1) ?? key;
}

/** `network/subnet`, as people write it. */
export function subnetName({ networks }: Model, subnet: Subnet): string {
  return `${networks.get(subnet.network)?.name ?? "?"}/${subnet.name}`;
}

/** Names in a sentence, cut after three: `app, db, web and 7 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  const end = shown.at(-1) ?? "";
  return shown.length < 2 ? end : `${shown.slice(0, -1).join(", ")} and ${end}`;
}
