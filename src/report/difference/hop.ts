import type { Hop, Side } from "../../difference/index.ts";
import type { Key, Model } from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import { type HubOffer, type NextHop, neighborsOf, nextHopAddresses } from "../../route/index.ts";
import { nextHopWord, sourceWord } from "../words.ts";

/** Where packets go next, in Azure's words and the names of the estate. */
export interface HopReport {
  /** As in effective routes; of a hub's table `Hub`. */
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  /** Names of who has these addresses, or is meant without one. */
  readonly names: readonly string[];
  /** Who put the route there; null in a hub's table. */
  readonly source: string | null;
  /** Names of user routes; empty for all others. */
  readonly routes: readonly string[];
  readonly text: string;
}

/** Tells a next hop on one side, as seen from a network. */
export function hopReport(hop: Hop | undefined, side: Side, network: Key): HopReport | null {
  if (hop === undefined) return null;
  return hop.kind === "route" ? routeHop(hop.route, side, network) : hubHop(hop.offers, side);
}

/** What a next hop is called where there is none. */
export const noHop = "no route";

function routeHop(
  route: Extract<Hop, { kind: "route" }>["route"],
  side: Side,
  network: Key,
): HopReport {
  const { model } = side.walker.router;
  const { nextHop, source, name } = route;
  const nextHopType = nextHopWord(nextHop);
  const addresses = [...new Set(nextHopAddresses(nextHop))];
  const names = distinct(namesOf(nextHop, side, { network, addresses }));
  return {
    nextHopType,
    nextHopIpAddress: addresses.map(formatIp),
    names,
    source: sourceWord(source, model.behavior),
    routes: source === "user" && name !== undefined ? [name] : [],
    text: textOf(nextHopType, addresses, names),
  };
}

function hubHop(offers: readonly HubOffer[], { walker }: Side): HopReport {
  const { model } = walker.router;
  const addresses = [
    ...new Set(offers.flatMap((offer) => offer.addresses.flatMap((one) => one ?? []))),
  ];
  const names = distinct(offers.map(({ target }) => nameIn(model, target)));
  const nextHopType = "Hub";
  return {
    nextHopType,
    nextHopIpAddress: addresses.map(formatIp),
    names,
    source: null,
    routes: [],
    text: names.join(", "),
  };
}

function textOf(word: string, addresses: readonly Ip[], names: readonly string[]): string {
  const named = names.join(", ");
  if (addresses.length === 0) return named === "" ? word : `${word} ${named}`;
  const listed = addresses.map(formatIp).join(", ");
  return named === "" ? `${word} ${listed}` : `${word} ${listed} (${named})`;
}

function namesOf(
  nextHop: NextHop,
  side: Side,
  at: { readonly network: Key; readonly addresses: readonly Ip[] },
): readonly string[] {
  const { model } = side.walker.router;
  switch (nextHop.kind) {
    case "network":
    case "internet":
    case "none":
      return [];
    case "peering":
      return [nameIn(model, nextHop.remote)];
    case "connectedGroup":
      return [nameIn(model, nextHop.group)];
    case "serviceEndpoint":
      return [nextHop.service];
    case "privateEndpoint":
      return [nameIn(model, nextHop.endpoint)];
    case "gateway":
      return nextHop.paths.map(({ producer }) => producerName(model, producer));
    case "appliance":
      return at.addresses.flatMap((address) => ownerName(side, at.network, address) ?? []);
  }
}

// A connection stands for its gateway, which is what packets are handed to.
function producerName(model: Model, producer: Key): string {
  return nameIn(model, model.connections.get(producer)?.gateway ?? producer);
}

/** Who has an address in a network or in one that is directly connected to it. */
function ownerName({ walker }: Side, network: Key, address: Ip): string | undefined {
  const { model } = walker.router;
  const own = model.networks.get(network);
  const near = own === undefined ? [] : neighborsOf(model, own).map((one) => one.network.key);
  for (const key of [network, ...near]) {
    const owner = walker.world.owners.ownerOf(key, address);
    switch (owner?.kind) {
      case "nic":
        return owner.nic.name;
      case "loadBalancer":
        return owner.balancer.name;
      case "firewall":
        return owner.firewall.name;
      case "privateEndpoint":
        return owner.endpoint.name;
      case "gateway":
        return owner.gateway.name;
      case "routeServer":
        return owner.server.name;
      case "routingAppliance":
        return owner.appliance.name;
      case "reserved":
      case "subnet":
        return undefined;
      case undefined:
        break;
    }
  }
  return undefined;
}

const namedMaps = [
  "networks",
  "hubs",
  "gateways",
  "connections",
  "privateEndpoints",
  "firewalls",
  "routeServers",
  "connectedGroups",
  "circuits",
] as const;

// What the snapshot lacks is called by the end of its id.
function nameIn(model: Model, key: Key): string {
  for (const map of namedMaps) {
    const found = model[map].get(key);
    if (found !== undefined) return found.name;
  }
  for (const hub of model.hubs.values()) {
    const found = [...hub.connections, ...hub.branches, ...hub.peers].find(
      (one) => one.key === key,
    );
    if (found !== undefined) return found.name;
  }
  return key.split("/").at(-1) ?? key;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
