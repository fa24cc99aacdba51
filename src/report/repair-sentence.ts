import {
  type PeeringFlags,
  type Repair,
  type RepairDestination,
  resourceName,
} from "../finding/index.ts";
import type { Key, Model, Named, UserNextHop } from "../model/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";

/** Says what would repair a finding, in one sentence, with the names of the model. */
export function repairSentence(model: Model, repair: Repair): string {
  const name = (key: Key): string => nameIn(model, key);
  const names = (keys: readonly Key[]): string => listed(keys.map(name));
  const policy = (subnets: readonly Key[] = []): string =>
    subnets.length === 0
      ? ""
      : `, and let route tables reach the private endpoints of ${names(subnets)}`;
  switch (repair.kind) {
    case "addRoutes":
      return `Add routes ${nextHopPhrase(repair.nextHop)} for ${listed(repair.destinations.map(destinationPhrase))} to the route table of ${names(repair.subnets)}${policy(repair.endpointSubnets)}.`;
    case "removeRoutes":
      return `Remove ${counted("route", repair.routes)} from route table ${name(repair.table)}.`;
    case "setNextHop":
      return `Let route ${repair.route} of route table ${name(repair.table)} lead ${nextHopPhrase(repair.nextHop)}.`;
    case "summarizeRoutes":
      return `Replace ${counted("route", repair.routes)} of route table ${name(repair.table)} by one for ${formatPrefix(repair.prefix)} ${nextHopPhrase(repair.nextHop)}${policy(repair.endpointSubnets)}.`;
    case "letRoutesReachEndpoints":
      return `Let route tables reach the private endpoints of ${names(repair.subnets)}.`;
    case "setPropagation":
      return `Turn the propagation of gateway routes ${repair.isOn ? "on" : "off"} in route table ${name(repair.table)}${withRoutes(repair)}.`;
    case "detachRouteTable":
      return `Detach the route table from ${name(repair.subnet)}.`;
    case "detachSecurityGroup":
      return `Detach the network security group from ${name(repair.subnet)}.`;
    case "addEgress":
      return `Give ${names(repair.subnets)} a NAT gateway with a public address.`;
    case "forwardIp":
      return `Turn IP forwarding on at ${names(repair.nics)}.`;
    case "keepSourceToPrivateLink":
      return `Give ${names(repair.nics)} the tag that keeps the source of packets to private endpoints.`;
    case "setPeering":
      return `Set ${flagsPhrase(repair.flags)} on peering ${name(repair.peering)}.`;
    case "syncPeering":
      return `Sync peering ${name(repair.peering)}.`;
    case "createReversePeering":
      return `Create the peering back to the network that has ${name(repair.peering)}.`;
    case "recreatePeering":
      return `Delete peering ${name(repair.peering)} and its counterpart, and create both anew.`;
    case "removePeering":
      return `Delete peering ${name(repair.peering)}.`;
    case "addServiceEndpoint":
      return `Add the service endpoint ${listed(repair.services)} to ${names(repair.subnets)}.`;
    case "removeServiceEndpoint":
      return `Remove the service endpoint ${listed(repair.services)} from ${name(repair.subnet)}.`;
    case "letSubnetIn":
      return `Let ${names(repair.subnets)} in at ${name(repair.service)} by a rule for the subnet.`;
  }
}

function withRoutes({ routes }: Extract<Repair, { readonly kind: "setPropagation" }>): string {
  if (routes === undefined) return "";
  return `, with routes ${nextHopPhrase(routes.nextHop)} for ${listed(routes.destinations.map(destinationPhrase))}`;
}

// As it was written: a key is in small letters.
function nameIn(model: Model, key: Key): string {
  const maps: readonly ReadonlyMap<Key, Named>[] = [
    model.subnets,
    model.routeTables,
    model.nics,
    model.networks,
    model.cloudServices,
  ];
  const found =
    maps.map((map) => map.get(key)).find((one) => one !== undefined) ?? peeringIn(model, key);
  return resourceName(found?.id ?? key);
}

function peeringIn({ networks }: Model, key: Key): Named | undefined {
  // The key of its network, its type and its name.
  const network = key.split("/").slice(0, -2).join("/") as Key;
  return networks.get(network)?.peerings.find((one) => one.key === key);
}

function nextHopPhrase(nextHop: UserNextHop): string {
  switch (nextHop.kind) {
    case "appliance":
      return nextHop.addresses.length === 0
        ? "to the appliance"
        : `to the appliance at ${listed(nextHop.addresses.map(formatIp))}`;
    case "gateway":
      return "to the virtual network gateway";
    case "network":
      return "to the virtual network";
    case "internet":
      return "to the Internet";
    case "none":
      return "to nowhere";
  }
}

function destinationPhrase(destination: RepairDestination): string {
  switch (destination.kind) {
    case "prefix":
      return formatPrefix(destination.prefix);
    case "serviceTag":
      return destination.tag;
  }
}

// By Azure's own names, which people know from its pages and from az.
const flagNames: Readonly<Record<keyof PeeringFlags, string>> = {
  allowsAccess: "allowVirtualNetworkAccess",
  acceptsForwarded: "allowForwardedTraffic",
  offersGateway: "allowGatewayTransit",
  usesRemoteGateway: "useRemoteGateways",
};

function flagsPhrase(flags: PeeringFlags): string {
  const names = Object.keys(flagNames) as readonly (keyof PeeringFlags)[];
  return listed(
    names.flatMap((flag) =>
      flags[flag] === undefined ? [] : [`${flagNames[flag]}=${flags[flag]}`],
    ),
  );
}

function counted(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? "" : "s"} ${listed(names)}`;
}

const mostNames = 3;

/** Names in a sentence: `a, b and c`; of more than a few only the number of the rest. */
export function listed(names: readonly string[], most: number = mostNames): string {
  const left = names.length - most;
  if (left > 0) return `${names.slice(0, most).join(", ")} and ${left} more`;
  const last = names.at(-1) ?? "";
  const others = names.slice(0, -1).join(", ");
  return others === "" ? last : `${others} and ${last}`;
}
