import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import { readPublicIp, type WrittenPublicIp } from "./public-ip.ts";
import type { Resource } from "./resource.ts";

/** A load balancer as written, without its pools and inbound NAT rules. */
export interface LoadBalancerBody {
  readonly sku: "basic" | "standard" | "gateway";
  readonly frontends: readonly WrittenFrontend[];
  readonly rules: readonly WrittenLoadBalancingRule[];
  readonly outboundRules: readonly WrittenOutboundRule[];
}

/** A front end as written. */
export interface WrittenFrontend {
  readonly name: string;
  readonly address: Ip | undefined;
  readonly subnet: Reference | undefined;
  readonly publicIp: WrittenPublicIp | undefined;
  readonly publicPrefix: Reference | undefined;
  readonly place: Place;
}

/** A load-balancing rule as written. */
export interface WrittenLoadBalancingRule {
  readonly name: string;
  readonly frontend: Reference;
  readonly pools: readonly Reference[];
  readonly protocol: TransportName;
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly keepsDestination: boolean;
  readonly translatesOutbound: boolean;
  readonly place: Place;
}

/** An outbound rule as written. */
export interface WrittenOutboundRule {
  readonly name: string;
  readonly frontends: readonly Reference[];
  readonly pool: Reference;
  readonly protocol: TransportName;
  readonly place: Place;
}

/** A back-end pool as written. */
export interface BackendPoolBody {
  /** IP configurations of interfaces, by id; `undefined` when the pool does not list members. */
  readonly ipConfigurations: readonly string[] | undefined;
  /** Members written as addresses; `undefined` when the pool has no such list. */
  readonly addresses: readonly WrittenBackendAddress[] | undefined;
}

/** A member of a pool written as an address. */
export interface WrittenBackendAddress {
  readonly address: Ip | undefined;
  /** Id of the network, or of a subnet in it. */
  readonly network: string | undefined;
  /** Id of the IP configuration that Azure found behind it. */
  readonly ipConfiguration: string | undefined;
}

/** An inbound NAT rule as written. */
export interface InboundNatRuleBody {
  readonly frontend: Reference;
  readonly protocol: TransportName;
  readonly frontendPorts: { readonly first: number; readonly last: number };
  readonly backendPort: number;
  readonly keepsDestination: boolean;
  readonly ipConfiguration: string | undefined;
  readonly pool: Reference | undefined;
}

type TransportName = "tcp" | "udp" | "any";

/** Reads a load balancer. */
export function decodeLoadBalancer(resource: Resource, report: Report): LoadBalancerBody {
  const cursor = Cursor.of(resource, report);
  return {
    // Azure always writes it. Who writes by hand means one that exists: Basic was retired in 2025.
    sku: cursor.at("sku").choice("name", skus) ?? "standard",
    frontends: cursor.list("frontendIPConfigurations").map(readFrontend),
    rules: cursor.list("loadBalancingRules").flatMap((rule) => readRule(rule) ?? []),
    outboundRules: cursor.list("outboundRules").flatMap((rule) => readOutboundRule(rule) ?? []),
  };
}

/** Reads a back-end pool. */
export function decodeBackendPool(resource: Resource, report: Report): BackendPoolBody {
  const cursor = Cursor.of(resource, report);
  const addresses = "loadBalancerBackendAddresses";
  const common = cursor.reference("virtualNetwork");
  return {
    ipConfigurations: cursor.at("backendIPConfigurations").exists
      ? cursor.references("backendIPConfigurations").map(({ id }) => id)
      : undefined,
    addresses: cursor.at(addresses).exists
      ? cursor.list(addresses).map((member) => ({
          address: member.ip("ipAddress"),
          network: (member.reference("virtualNetwork") ?? member.reference("subnet") ?? common)?.id,
          ipConfiguration: member.reference("networkInterfaceIPConfiguration")?.id,
        }))
      : undefined,
  };
}

/** Reads an inbound NAT rule; one without front end or port is reported and left out. */
export function decodeInboundNatRule(
  resource: Resource,
  report: Report,
): InboundNatRuleBody | undefined {
  const cursor = Cursor.of(resource, report);
  const frontend = readNeeded(cursor, "frontendIPConfiguration");
  const protocol = readTransport(cursor);
  if (frontend === undefined || protocol === undefined) return undefined;
  // Azure writes 0 for the port of a rule that has a range, and for the range of one that has none.
  const first = readPort(cursor, "frontendPort") || readPort(cursor, "frontendPortRangeStart");
  if (!first) return cursor.lacks("frontendPort", "a port");
  const last = readPort(cursor, "frontendPortRangeEnd") || first;
  return {
    frontend,
    protocol,
    frontendPorts: { first, last: Math.max(first, last) },
    backendPort: readPort(cursor, "backendPort") || first,
    keepsDestination: cursor.flag("enableFloatingIP") ?? false,
    ipConfiguration: cursor.reference("backendIPConfiguration")?.id,
    pool: cursor.reference("backendAddressPool"),
  };
}

function readFrontend(cursor: Cursor): WrittenFrontend {
  return {
    name: cursor.text("name") ?? "",
    address: cursor.ip("privateIPAddress"),
    subnet: cursor.reference("subnet"),
    publicIp: readPublicIp(cursor, "publicIPAddress"),
    publicPrefix: cursor.reference("publicIPPrefix"),
    place: cursor.place,
  };
}

function readRule(cursor: Cursor): WrittenLoadBalancingRule | undefined {
  const frontend = readNeeded(cursor, "frontendIPConfiguration");
  const protocol = readTransport(cursor);
  const frontendPort = readPort(cursor, "frontendPort");
  if (frontend === undefined || protocol === undefined || frontendPort === undefined) {
    return undefined;
  }
  const one = cursor.reference("backendAddressPool");
  const pools = cursor.references("backendAddressPools");
  return {
    name: cursor.text("name") ?? "",
    frontend,
    // Both forms are there together, and then the list is complete.
    pools: pools.length > 0 || one === undefined ? pools : [one],
    protocol,
    frontendPort,
    backendPort: readPort(cursor, "backendPort") ?? frontendPort,
    keepsDestination: cursor.flag("enableFloatingIP") ?? false,
    translatesOutbound: !(cursor.flag("disableOutboundSnat") ?? false),
    place: cursor.place,
  };
}

function readOutboundRule(cursor: Cursor): WrittenOutboundRule | undefined {
  const pool = readNeeded(cursor, "backendAddressPool");
  if (pool === undefined) return undefined;
  return {
    name: cursor.text("name") ?? "",
    frontends: cursor.references("frontendIPConfigurations"),
    pool,
    protocol: cursor.choice("protocol", transports) ?? "any",
    place: cursor.place,
  };
}

function readNeeded(cursor: Cursor, name: string): Reference | undefined {
  const reference = cursor.reference(name);
  return reference ?? cursor.lacks(name, "a reference with an id");
}

function readTransport(cursor: Cursor): TransportName | undefined {
  if (!cursor.at("protocol").exists) return cursor.lacks("protocol", "a protocol");
  return cursor.choice("protocol", transports);
}

function readPort(cursor: Cursor, name: string): number | undefined {
  const port = cursor.number(name);
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535)) return port;
  return cursor.at(name).complain(name, "a port from 0 to 65535");
}

const skus = { Basic: "basic", Standard: "standard", Gateway: "gateway" } as const;

// QUIC is UDP to everybody on the way.
const transports = { Tcp: "tcp", Udp: "udp", All: "any", Quic: "udp" } as const;
