import {
  endpointsOfNetwork,
  type Gateway,
  type Key,
  type Model,
  nicsBySubnet,
  type Subnet,
  type VirtualNetwork,
} from "../../model/index.ts";
import { containsIp, covers, type Ip, type Prefix, prefixKey } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import { createLpmTable, type LpmTable } from "../../table/index.ts";
import { addressAt } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { networksWith } from "../network-index.ts";
import type { End, HostEnd, SiteEnd, Viewpoint } from "./end.ts";
import type { GatewayPlace, Landscape, Place } from "./gather.ts";
import { quietAddress } from "./quiet-address.ts";

/** The ends of flows in an estate. */
export interface Ends {
  readonly inNetwork: (network: Key) => readonly HostEnd[];
  readonly behindGateway: (gateway: Key) => readonly SiteEnd[];
  /** Those that send by the tables of a viewpoint. */
  readonly seeing: (viewpoint: Viewpoint) => readonly End[];
}

/** Divides an estate into ends; what routes of others tell apart is not one end. */
export function findEnds(ground: Ground, landscape: Landscape): Ends {
  const { model } = ground;
  const prefixes = distinctPrefixes(landscape);
  const borders = innerBorders(model, prefixes);
  const routed = createLpmTable(
    prefixes.filter(isPlace).map((prefix) => [prefix, prefix] as const),
    { saves: "space" },
  );
  const byNetwork = new Map<Key, readonly HostEnd[]>();
  const byViewpoint = new Map<Viewpoint, End[]>();
  for (const [key, places] of landscape.places) {
    const network = model.networks.get(key);
    if (network === undefined) continue;
    const ends = places.flatMap((place) =>
      hostEnds(ground, network, place, borders.get(key) ?? []),
    );
    byNetwork.set(key, ends);
    addAll(byViewpoint, ends);
  }
  const byGateway = new Map<Key, readonly SiteEnd[]>();
  for (const place of landscape.gateways) {
    const ends = siteEnds(model, place, routed);
    byGateway.set(place.gateway.key, ends);
    addAll(byViewpoint, ends);
  }
  return {
    inNetwork: (key) => byNetwork.get(key) ?? [],
    behindGateway: (key) => byGateway.get(key) ?? [],
    seeing: (viewpoint) => byViewpoint.get(viewpoint) ?? [],
  };
}

function addAll(byViewpoint: Map<Viewpoint, End[]>, ends: readonly End[]): void {
  for (const end of ends) {
    const known = byViewpoint.get(end.viewpoint);
    if (known === undefined) byViewpoint.set(end.viewpoint, [end]);
    else known.push(end);
  }
}

function distinctPrefixes({ userGroups }: Landscape): readonly Prefix[] {
  const all = new Map<string | number, Prefix>();
  for (const { routes } of userGroups) {
    for (const { prefixes, serviceTag } of routes) {
      if (serviceTag !== undefined) continue;
      for (const prefix of prefixes) if (prefix.family === 4) all.set(prefixKey(prefix), prefix);
    }
  }
  return [...all.values()];
}

// Prefixes of user routes that divide a network: narrower than the range that they lie in.
function innerBorders(model: Model, prefixes: readonly Prefix[]): ReadonlyMap<Key, Prefix[]> {
  const borders = new Map<Key, Prefix[]>();
  for (const prefix of prefixes) {
    for (const { key, addressSpace } of networksWith(model, prefix)) {
      const isWhole = addressSpace.some((range) => covers(prefix, range.prefix));
      if (isWhole) continue;
      const known = borders.get(key);
      if (known === undefined) borders.set(key, [prefix]);
      else known.push(prefix);
    }
  }
  return borders;
}

function hostEnds(
  ground: Ground,
  network: VirtualNetwork,
  { subnets, viewpoint }: Place,
  borders: readonly Prefix[],
): readonly HostEnd[] {
  const isDivided = network.peerings.some(({ scope }) => scope === "subnets");
  const ends = new Map<string, HostEnd & { readonly subnets: [Subnet, ...Subnet[]] }>();
  for (const subnet of subnets) {
    if (!hasSenders(ground.model, subnet)) continue;
    const address = quietAddress(ground, subnet);
    if (address === undefined) continue;
    const inside = borders.flatMap((prefix, at) => (containsIp(prefix, address) ? [at] : []));
    const part = isDivided ? subnet.key : inside.join(",");
    const end = ends.get(part);
    if (end !== undefined) end.subnets.push(subnet);
    else {
      const key = `hosts ${subnet.key}`;
      ends.set(part, { key, kind: "hosts", address, viewpoint, network, subnets: [subnet] });
    }
  }
  return [...ends.values()];
}

// Private endpoints answer past all routes (PE-15), and appliances are on the way themselves. A subnet
// where nobody is shown counts where nobody is shown in all of its network, as in many templates; and
// a Bastion has no interface that anybody could see.
function hasSenders(model: Model, { key, network, role }: Subnet): boolean {
  const nics = nicsBySubnet(model);
  const own = nics.get(key) ?? [];
  if (own.some((nic) => nic.privateEndpoint === undefined && !nic.forwardsIp)) return true;
  if (own.length > 0) return false;
  if (role === "bastion") return true;
  const isShown = model.networks.get(network)?.subnets.some((one) => nics.has(one)) ?? false;
  return !isShown && endpointsOfNetwork(model, network).length === 0;
}

// Enough of them to show what routes do to a site.
const mostSiteEnds = 64;

// One for each user route that may treat a part of what the gateway knows in its own way, and one
// that none does.
function siteEnds(
  model: Model,
  { gateway, table, viewpoint }: GatewayPlace,
  routed: LpmTable<Prefix>,
): readonly SiteEnd[] {
  const group = table.groups.find((one) => one.group.kind === "gateway")?.group;
  if (group === undefined) return [];
  const isKnown = (route: number): boolean => isBehind(model, gateway, group.routes[route]);
  const partOf = (prefix: Prefix): readonly Part[] => {
    const inside = group.inside(prefix).find((one) => isPlace(one.prefix) && isKnown(one.route));
    if (inside !== undefined) return [{ prefix: inside.prefix, address: hostIn(inside.prefix) }];
    const around = group
      .covering(prefix.address)
      .find((one) => isPlace(one.prefix) && covers(one.prefix, prefix) && one.routes.some(isKnown));
    return around === undefined ? [] : [{ prefix: around.prefix, address: hostIn(prefix) }];
  };
  const plain = group.sorted.find(
    (one) =>
      isPlace(one.prefix) && isKnown(one.route) && routed.lookupPrefix(one.prefix) === undefined,
  );
  const parts = [
    ...(plain === undefined ? [] : [{ prefix: plain.prefix, address: hostIn(plain.prefix) }]),
    ...[...routed.entries()].flatMap(([prefix]) => partOf(prefix)),
  ];
  const distinct = new Map(parts.map((part) => [part.address, part]));
  return [...distinct.values()].slice(0, mostSiteEnds).map(({ prefix, address }) => {
    const key = `site ${gateway.key} ${address}`;
    return { key, kind: "site", gateway, prefix, address, viewpoint };
  });
}

interface Part {
  readonly prefix: Prefix;
  readonly address: Ip;
}

function isBehind({ connections }: Model, gateway: Gateway, route: Route | undefined): boolean {
  if (route?.nextHop.kind !== "gateway") return false;
  return route.nextHop.paths.some(
    ({ producer }) =>
      producer === gateway.key || connections.get(producer)?.gateway === gateway.key,
  );
}

// The default route and its halves stand for everybody, and so for nobody in particular.
function isPlace({ family, length }: Prefix): boolean {
  return family === 4 && length > 1;
}

function hostIn(prefix: Prefix): Ip {
  return addressAt(prefix, prefix.length > 29 ? 0 : 4);
}
