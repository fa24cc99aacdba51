import {
  findEndpointService,
  type Key,
  type Model,
  type Peering,
  type Subnet,
} from "../model/index.ts";
import { containsIp, formatIp, formatPrefix, type Ip, isDefault } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Fate } from "./fate.ts";
import { isGlobalPeering, mayBeInUnknownPeer, reversePeering } from "./peering.ts";
import type { Route } from "./route.ts";
import type { EffectiveTable } from "./table.ts";

/** Something a reader should know about packets that take a route. `report` has the sentences. */
export interface Note {
  readonly code: NoteCode;
  readonly rules: readonly RuleId[];
  /** Names or addresses that the sentence mentions, in its order. */
  readonly about: readonly string[];
}

/** Kinds of notes. */
export type NoteCode =
  | "accessOff"
  | "accessOffDrops"
  | "forwardedRefused"
  | "forwardedNeedsRule"
  | "globalBasicLoadBalancer"
  | "noTransit"
  | "tcpOnly"
  | "notFromOutside"
  | "serviceSeesSubnet"
  | "serviceRuleLimit"
  | "regionalStorage"
  | "endpointNeverInitiates"
  | "endpointFilterOff"
  | "endpointNotApproved"
  | "endpointTranslationDrops"
  | "endpointTranslationWarns"
  | "endpointRoutesInert"
  | "nextHopAbsent"
  | "nextHopUnchecked"
  | "nextHopInSameSubnet"
  | "noSymmetry"
  | "gatewayIsVpn"
  | "gatewayDrops"
  | "gatewayForwards"
  | "noGateway"
  | "servicesFollow"
  | "privateSubnet"
  | "backbone"
  | "onlyInsideNetwork"
  | "dropped"
  | "tagTakesPrefix"
  | "tagTakesDefault"
  | "addressUnknown"
  | "prefixesUnknown";

/** Everything worth knowing about the packets of one route in one table. */
export function notesOf(
  model: Model,
  table: EffectiveTable,
  route: Route,
  fate?: Fate,
): readonly Note[] {
  return [
    ...byNextHop(model, table, route),
    ...byRoute(model, route),
    ...byFate(model, route, fate),
  ];
}

function note(code: NoteCode, rules: readonly RuleId[], ...about: readonly string[]): Note {
  return { code, rules, about };
}

function byNextHop(model: Model, table: EffectiveTable, route: Route): readonly Note[] {
  const { nextHop } = route;
  switch (nextHop.kind) {
    case "network":
      return route.source === "user"
        ? [note("onlyInsideNetwork", ["UDR-5"], table.network.name)]
        : [];
    case "peering":
      return peeringNotes(model, table, nextHop.remote);
    case "connectedGroup":
      return [];
    case "internet":
      return internetNotes(model, table.subnet, route);
    case "none":
      return [note("dropped", route.source === "user" ? ["UDR-7"] : ["SYS-3", "SYS-6"])];
    case "gateway":
      return route.source === "user"
        ? userGatewayNotes(model, table)
        : [...(nextHop.paths.length > 1 ? [note("noSymmetry", ["SEL-7"])] : [])];
    case "appliance":
      return applianceNotes(model, table, nextHop.addresses);
    case "serviceEndpoint":
      return serviceNotes(nextHop.service);
    case "privateEndpoint":
      return endpointNotes(model, nextHop.endpoint);
  }
}

// An endpoint whose traffic a user route sends through an appliance (PE-12).
function byFate(model: Model, { nextHop }: Route, fate: Fate | undefined): readonly Note[] {
  const isDetour = nextHop.kind === "privateEndpoint" && fate?.by?.nextHop.kind === "appliance";
  return isDetour ? [translationNote(model)] : [];
}

/** What source translation means for an endpoint that is reached through an appliance (PE-12). */
export function translationNote({ behavior }: Model): Note {
  const isDrop = behavior.peNoSnatSameVnet === "drop";
  const code = isDrop ? "endpointTranslationDrops" : "endpointTranslationWarns";
  return note(code, ["PE-12", "X-20"]);
}

function byRoute(model: Model, route: Route): readonly Note[] {
  const notes: Note[] = [];
  // Both halves of the default route together do what the default route does (GW-29).
  const isDefaultRoute = route.prefixes.some(({ length }) => length <= 1);
  if (route.source === "user" && !isDefaultRoute)
    notes.push(note("tagTakesPrefix", ["UDR-14", "NSG-7"]));
  if (isDefaultRoute && route.source !== "system") {
    if (route.nextHop.kind === "gateway" || route.nextHop.kind === "appliance") {
      const isHalf = !route.prefixes.some(isDefault);
      notes.push(
        note("servicesFollow", [...(isHalf ? splitDefault : []), "GW-27", "GW-28", "X-26"]),
      );
    }
    if (route.prefixes.some(isDefault) && model.behavior.vnetTagIncludesDefaultRoute === "true") {
      notes.push(note("tagTakesDefault", ["NSG-7"], ...defaultsOf(route)));
    }
  }
  const { nextHop, unexpanded } = route;
  if (nextHop.kind === "gateway" && nextHop.paths.some(({ address }) => address === undefined)) {
    notes.push(note("addressUnknown", ["GW-12"]));
  }
  if (unexpanded.length > 0) {
    const editions = model.serviceTags === undefined ? [] : [model.serviceTags.edition];
    notes.push(note("prefixesUnknown", ["SE-3"], unexpanded.join(", "), ...editions));
  }
  return notes;
}

function defaultsOf({ prefixes }: Route): readonly string[] {
  return prefixes.filter(isDefault).map(formatPrefix);
}

const splitDefault: readonly RuleId[] = ["GW-29", "X-1"];

function peeringNotes(model: Model, table: EffectiveTable, remote: Key): readonly Note[] {
  const peering = table.network.peerings.find((one) => one.remote === remote);
  if (peering === undefined) return [];
  const name = peering.name;
  const notes: Note[] = [note("noTransit", ["PEER-4"], remoteName(model, peering))];
  if (!peering.allowsAccess) {
    const isDrop = model.behavior.vnetAccessFalseHardDrop === "true";
    notes.push(note(isDrop ? "accessOffDrops" : "accessOff", ["PEER-5", "X-6"], name));
  }
  const back = reversePeering(model, peering);
  if (back !== undefined && !back.acceptsForwarded) {
    const isDrop = model.behavior.forwardedTrafficModel === "receiverDrop";
    const code = isDrop ? "forwardedRefused" : "forwardedNeedsRule";
    notes.push(note(code, ["PEER-6", "X-7"], back.name, remoteName(model, peering)));
  }
  if (isGlobalPeering(model, peering)) notes.push(note("globalBasicLoadBalancer", ["PEER-13"]));
  return notes;
}

function remoteName(model: Model, { remote, remoteId }: Peering): string {
  return model.networks.get(remote)?.name ?? remoteId;
}

// A private subnet keeps the route and loses the address translation (SYS-2, FWD-15, X-25).
function internetNotes(model: Model, subnet: Subnet, route: Route): readonly Note[] {
  const isPrivate =
    subnet.hasDefaultOutbound === undefined
      ? model.behavior.privateSubnetDefault === "true"
      : !subnet.hasDefaultOutbound;
  const backbone = note("backbone", ["FWD-17", "FWD-18"]);
  if (!isPrivate || subnet.natGateway !== undefined) return [backbone];
  const region = model.networks.get(subnet.network)?.region ?? "its own region";
  return [
    note("privateSubnet", ["SYS-2", "UDR-6", "FWD-15", "X-25"], subnet.name),
    ...(route.prefixes.some(isDefault)
      ? [note("regionalStorage", ["SE-8", "FWD-16"], region)]
      : []),
  ];
}

// What the packet looks like, and what the service's own rules make of it.
function serviceNotes(service: string): readonly Note[] {
  const limit = findEndpointService(service)?.mostRules;
  return [
    note("tcpOnly", ["SE-5", "X-33"], service),
    note("notFromOutside", ["SE-6"]),
    note("serviceSeesSubnet", ["SE-7"]),
    ...(limit === undefined ? [] : [note("serviceRuleLimit", ["SE-9"], service, `${limit}`)]),
  ];
}

// Azure picks the gateway: Route Server, then ExpressRoute, then VPN; only VPN carries user routes
// (UDR-4, X-13).
function userGatewayNotes(model: Model, { groups, network }: EffectiveTable): readonly Note[] {
  const hosts = [
    network,
    ...network.peerings
      .filter(({ usesRemoteGateway }) => usesRemoteGateway)
      .flatMap(({ remote }) => model.networks.get(remote) ?? []),
  ];
  for (const host of hosts) {
    const server = [...model.routeServers.values()].find((one) => one.network === host.key);
    const gateways = [...model.gateways.values()].filter((one) => one.network === host.key);
    const expressRoute = gateways.find(({ kind }) => kind === "expressRoute");
    const other = server ?? expressRoute;
    if (other !== undefined) {
      const isDrop = model.behavior.udrVngOnNonVpn === "drop";
      return [
        note(isDrop ? "gatewayDrops" : "gatewayForwards", ["UDR-4", "X-13", "ER-5"], other.name),
      ];
    }
    const [vpn] = gateways;
    if (vpn !== undefined) return [note("gatewayIsVpn", ["UDR-4"], vpn.name)];
  }
  const hasGatewayRoutes = groups.some(({ group }) => group.kind === "gateway");
  return hasGatewayRoutes
    ? [note("gatewayDrops", ["UDR-4", "VW-8"], "the virtual hub")]
    : [note("noGateway", ["UDR-4"])];
}

function applianceNotes(
  model: Model,
  table: EffectiveTable,
  addresses: readonly Ip[],
): readonly Note[] {
  const notes: Note[] = addresses.length > 1 ? [note("noSymmetry", ["SEL-7"])] : [];
  for (const address of addresses) {
    if (!isReachable(model, table, address)) {
      notes.push(note("nextHopAbsent", ["UDR-3", "EFF-5"], formatIp(address), table.network.name));
    } else if (table.subnet.prefixes.some(({ prefix }) => containsIp(prefix, address))) {
      notes.push(note("nextHopInSameSubnet", ["UDR-8"], formatIp(address)));
    }
  }
  return [...notes, note("nextHopUnchecked", ["UDR-3"])];
}

// The next hop must be in the own or a directly connected network; no second route is asked (UDR-3,
// EFF-5).
function isReachable(model: Model, { network }: EffectiveTable, address: Ip): boolean {
  const near = network.peerings
    .filter(({ state }) => state === "connected")
    .flatMap(({ remote }) => model.networks.get(remote) ?? []);
  const hubs = [...model.hubs.values()].filter(({ connections }) =>
    connections.some((one) => one.network === network.key),
  );
  return (
    [network, ...near].some(({ addressSpace }) =>
      addressSpace.some(({ prefix }) => containsIp(prefix, address)),
    ) ||
    hubs.some(
      ({ addressPrefix }) =>
        addressPrefix !== undefined && containsIp(addressPrefix.prefix, address),
    ) ||
    network.peerings.some((peering) => mayBeInUnknownPeer(model, peering, address))
  );
}

function endpointNotes(model: Model, key: Key): readonly Note[] {
  const endpoint = model.privateEndpoints.get(key);
  const subnet = endpoint === undefined ? undefined : model.subnets.get(endpoint.subnet);
  if (endpoint === undefined || subnet === undefined) return [];
  const notes: Note[] = [note("endpointNeverInitiates", ["PE-11"], endpoint.name)];
  if (!endpoint.isApproved) notes.push(note("endpointNotApproved", ["PE-11"], endpoint.name));
  if (!subnet.filtersPrivateEndpoints)
    notes.push(note("endpointFilterOff", ["PE-10"], subnet.name));
  if (subnet.routeTable !== undefined)
    notes.push(note("endpointRoutesInert", ["PE-15"], subnet.name));
  return notes;
}
