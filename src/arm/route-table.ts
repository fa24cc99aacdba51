import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import { formatPrefix, type Ip, type Prefix, parseCidr } from "../net/index.ts";
import { Cursor, type Report } from "./cursor.ts";
import { readRegion } from "./network.ts";
import type { Resource } from "./resource.ts";
import { isUnknown } from "./unknown.ts";

/** A route table as written, without its routes. */
export interface RouteTableBody {
  readonly region: string | undefined;
  readonly propagatesGatewayRoutes: boolean;
  readonly propagationPlace: Place;
  readonly showsPeeringRoutes: boolean;
  readonly peeringRoutesPlace: Place;
}

/** A user route as written. */
export interface RouteBody {
  readonly destination: RouteDestination;
  readonly nextHop: RouteNextHop;
}

/** A prefix, or the name of a service tag. */
type RouteDestination =
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "serviceTag"; readonly tag: string };

/** Where a user route sends packets; Azure's type texts stand in this file only. */
type RouteNextHop =
  /** No address where only Azure knows it. */
  | { readonly kind: "appliance"; readonly addresses: readonly Ip[] }
  | { readonly kind: "gateway" }
  | { readonly kind: "network" }
  | { readonly kind: "internet" }
  | { readonly kind: "none" };

/** Reads a route table. */
export function decodeRouteTable(resource: Resource, report: Report): RouteTableBody {
  const cursor = Cursor.of(resource, report);
  return {
    region: readRegion(cursor),
    propagatesGatewayRoutes: !(cursor.flag("disableBgpRoutePropagation") ?? false),
    propagationPlace: cursor.placeOf("disableBgpRoutePropagation"),
    showsPeeringRoutes: cursor.choice("disablePeeringRoute", { None: true, All: false }) ?? true,
    peeringRoutesPlace: cursor.placeOf("disablePeeringRoute"),
  };
}

/**
 * Reads a user route; `undefined` when it cannot be one.
 *
 * Diagnostics: `prefix-invalid`, `prefix-host-bits`, `next-hop-type-unknown`,
 * `next-hop-address-missing`, `next-hop-address-unexpected`, `next-hop-count`.
 */
export function decodeRoute(resource: Resource, report: Report): RouteBody | undefined {
  const cursor = Cursor.of(resource, report);
  const destination = readDestination(cursor, report);
  const nextHop = readNextHop(cursor, resource.id.name, report);
  return destination === undefined || nextHop === undefined ? undefined : { destination, nextHop };
}

// UDR-9: the same property holds CIDR text or the name of a service tag. Names start with a letter
// and have neither slash nor colon, so that a mistyped prefix is not taken for a tag.
function readDestination(cursor: Cursor, report: Report): RouteDestination | undefined {
  const text = cursor.text("addressPrefix")?.trim();
  if (text === undefined) {
    return cursor.lacks("addressPrefix", "a prefix or a service tag");
  }
  if (/^[A-Za-z][\w.-]*$/.test(text)) return { kind: "serviceTag", tag: text };
  const result = parseCidr(text);
  const { place } = cursor.at("addressPrefix");
  switch (result.kind) {
    case "prefix":
      return { kind: "prefix", prefix: result.prefix };
    case "hostBits": {
      const meant = formatPrefix(result.prefix);
      report(createDiagnostic("prefix-host-bits", place, { text, meant }));
      return undefined;
    }
    case "malformed":
      report(createDiagnostic("prefix-invalid", place, { text, reason: result.reason }));
      return undefined;
  }
}

const nextHopTypes = new Map<
  string,
  "single" | "several" | Exclude<RouteNextHop["kind"], "appliance">
>([
  ["virtualappliance", "single"],
  ["virtualapplianceecmp", "several"],
  ["virtualnetworkgateway", "gateway"],
  ["vnetlocal", "network"],
  ["internet", "internet"],
  ["none", "none"],
]);

function readNextHop(cursor: Cursor, route: string, report: Report): RouteNextHop | undefined {
  const type = cursor.text("nextHopType") ?? "";
  const kind = nextHopTypes.get(type.toLowerCase());
  switch (kind) {
    case undefined:
      report(
        createDiagnostic("next-hop-type-unknown", cursor.placeOf("nextHopType"), { route, type }),
      );
      return undefined;
    case "single":
      return readAppliance(cursor, route, report);
    case "several":
      return readAppliances(cursor, route, report);
    default: {
      // ERR-42: only an appliance has an address.
      const address = cursor.at("nextHopIpAddress");
      if (address.exists && address.value !== "") {
        const parameters = { route, type };
        report(createDiagnostic("next-hop-address-unexpected", address.place, parameters));
      }
      return { kind };
    }
  }
}

// ERR-41. A route whose next hop nobody knows yet still takes its packets.
function readAppliance(cursor: Cursor, route: string, report: Report): RouteNextHop | undefined {
  const address = cursor.ip("nextHopIpAddress");
  if (address !== undefined) return { kind: "appliance", addresses: [address] };
  const written = cursor.at("nextHopIpAddress");
  if (isUnknown(written.value)) return { kind: "appliance", addresses: [] };
  if (!written.exists || written.value === "") {
    report(createDiagnostic("next-hop-address-missing", cursor.place, { route }));
  }
  return undefined;
}

// UDR-2, ERR-46. A list of a wrong length still says where packets go, so it is kept.
function readAppliances(cursor: Cursor, route: string, report: Report): RouteNextHop | undefined {
  const nextHop = cursor.at("nextHop");
  if (isUnknown(nextHop.value)) nextHop.complain("nextHop", "a list of addresses");
  const written = nextHop.ips("nextHopIpAddresses");
  const addresses = [...new Set(written.map(({ address }) => address))];
  if (addresses.length === 0 && holdsUnknown(nextHop)) {
    return { kind: "appliance", addresses };
  }
  if (addresses.length === 0) {
    report(createDiagnostic("next-hop-address-missing", cursor.place, { route }));
    return undefined;
  }
  if (addresses.length < 2 || addresses.length > 64) {
    report(createDiagnostic("next-hop-count", nextHop.place, { route, count: addresses.length }));
  }
  return { kind: "appliance", addresses };
}

function holdsUnknown(nextHop: Cursor): boolean {
  const { value } = nextHop.at("nextHopIpAddresses");
  return (
    isUnknown(nextHop.value) || isUnknown(value) || (Array.isArray(value) && value.some(isUnknown))
  );
}
