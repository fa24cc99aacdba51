import { isJsonObject, type JsonObject, peekProperty, type Resource } from "../../arm/index.ts";
import { formatIp, formatPrefix, parsePrefix, prefixKey } from "../../net/index.ts";
import type { RouteDestination, RouteNextHop, RouteSpec } from "../change.ts";
import { textAt } from "../estate/body.ts";

/** The properties of a route, as ARM has them. */
export function routeProperties({ destination, nextHop }: Omit<RouteSpec, "name">): JsonObject {
  return { addressPrefix: destinationText(destination), ...nextHopProperties(nextHop) };
}

/** The properties that say where a route leads; those that do not belong there are `undefined`. */
export function nextHopProperties(nextHop: RouteNextHop): JsonObject {
  const nextHopType = nextHopTypeOf(nextHop);
  const addresses = addressesOf(nextHop);
  if (addresses.length > 1) {
    return { nextHopType, nextHop: { nextHopIpAddresses: addresses } };
  }
  const [address] = addresses;
  return address === undefined ? { nextHopType } : { nextHopType, nextHopIpAddress: address };
}

/** Names of the properties that say where a route leads. */
export const nextHopNames: readonly string[] = ["nextHopType", "nextHopIpAddress", "nextHop"];

/** Where a next hop leads, in Azure's word. */
export function nextHopTypeOf(nextHop: RouteNextHop): string {
  switch (nextHop.kind) {
    case "appliance":
      return nextHop.addresses.length > 1 ? "VirtualApplianceEcmp" : "VirtualAppliance";
    case "gateway":
      return "VirtualNetworkGateway";
    case "network":
      return "VnetLocal";
    case "internet":
      return "Internet";
    case "none":
      return "None";
  }
}

/** The addresses of a next hop as texts; empty but for appliances. */
export function addressesOf(nextHop: RouteNextHop): readonly string[] {
  return nextHop.kind === "appliance" ? nextHop.addresses.map(formatIp) : [];
}

/** A destination as ARM writes it: CIDR, or the name of a service tag. */
export function destinationText(destination: RouteDestination): string {
  return destination.kind === "prefix" ? formatPrefix(destination.prefix) : destination.tag;
}

/** What makes two destinations the same, however they are written. */
export function destinationKey(text: string): string {
  const prefix = parsePrefix(text.trim());
  return prefix === undefined ? text.trim().toLowerCase() : `${prefixKey(prefix)}`;
}

/** The key of the destination that a route is written for. */
export function destinationKeyOf(route: Resource): string | undefined {
  const text = textAt(route.body, "addressPrefix");
  return text === undefined ? undefined : destinationKey(text);
}

/** Whether a route that is there leads where the other one is going to. */
export function isSameRoute(route: Resource, spec: RouteSpec): boolean {
  const wanted = destinationKey(destinationText(spec.destination));
  return destinationKeyOf(route) === wanted && hasNextHop(route, spec.nextHop);
}

/** Whether a route has a next hop already. */
export function hasNextHop({ body }: Resource, nextHop: RouteNextHop): boolean {
  const type = textAt(body, "nextHopType");
  if (type?.toLowerCase() !== nextHopTypeOf(nextHop).toLowerCase()) return false;
  const wanted = addressesOf(nextHop);
  const written = wanted.length > 1 ? sharedAddresses(body) : [textAt(body, "nextHopIpAddress")];
  const known = new Set(written.filter((text) => text !== undefined && text !== ""));
  return known.size === wanted.length && wanted.every((address) => known.has(address));
}

function sharedAddresses(body: JsonObject): readonly unknown[] {
  const nextHop = peekProperty(body, "nextHop");
  const list = isJsonObject(nextHop) ? peekProperty(nextHop, "nextHopIpAddresses") : undefined;
  return Array.isArray(list) ? list : [];
}

/** A route in texts, as every language writes it. */
export interface RouteText {
  readonly name: string;
  readonly destination: string;
  /** In Azure's word. */
  readonly hopType: string;
  /** Of appliances; more than one share the packets. */
  readonly addresses: readonly string[];
}

/** A route that is going to be, in texts. */
export function routeText({ name, destination, nextHop }: RouteSpec): RouteText {
  return {
    name,
    destination: destinationText(destination),
    hopType: nextHopTypeOf(nextHop),
    addresses: addressesOf(nextHop),
  };
}

/** A route that is there, in texts. */
export function routeTextOf({ id, body }: Resource): RouteText {
  const hopType = textAt(body, "nextHopType") ?? "";
  const shared = sharedAddresses(body).filter((text) => typeof text === "string");
  const address = textAt(body, "nextHopIpAddress") ?? "";
  return {
    name: id.name,
    destination: textAt(body, "addressPrefix") ?? "",
    hopType,
    addresses: shared.length > 0 ? shared : address === "" ? [] : [address],
  };
}
