import type { Ip } from "../net/index.ts";
import { Cursor, type Reference, type Report, type WrittenPrefix } from "./cursor.ts";
import { peekProperty } from "./property.ts";
import type { Resource } from "./resource.ts";

/** A public IP address as written. */
export interface PublicIpBody {
  readonly address: Ip | undefined;
  /** Absent when nothing is written. */
  readonly sku: "basic" | "standard" | undefined;
  readonly fqdn: string | undefined;
}

/** A public IP prefix as written. */
export interface PublicPrefixBody {
  readonly prefix: WrittenPrefix | undefined;
}

/** A reference to a public IP address, with what an expanded answer wrote inside it. */
export interface WrittenPublicIp {
  readonly reference: Reference;
  readonly body: PublicIpBody;
}

/** A NAT gateway as written. */
export interface NatGatewayBody {
  readonly sku: "standard" | "standardV2";
  readonly publicIps: readonly WrittenPublicIp[];
  readonly publicPrefixes: readonly Reference[];
  readonly subnets: readonly Reference[];
}

/** Reads a public IP address. */
export function decodePublicIp(resource: Resource, report: Report): PublicIpBody {
  return readBody(Cursor.of(resource, report));
}

/** Reads a public IP prefix. */
export function decodePublicPrefix(resource: Resource, report: Report): PublicPrefixBody {
  return { prefix: Cursor.of(resource, report).prefix("ipPrefix") };
}

/** Reads a NAT gateway. StandardV2 lists its IPv6 addresses apart. */
export function decodeNatGateway(resource: Resource, report: Report): NatGatewayBody {
  const cursor = Cursor.of(resource, report);
  const addresses = ["publicIpAddresses", "publicIpAddressesV6"];
  const prefixes = ["publicIpPrefixes", "publicIpPrefixesV6"];
  return {
    sku: cursor.at("sku").choice("name", natGatewaySkus) ?? "standard",
    publicIps: addresses.flatMap((name) =>
      cursor.list(name).flatMap((element) => asPublicIp(element) ?? []),
    ),
    publicPrefixes: prefixes.flatMap((name) => cursor.references(name)),
    subnets: cursor.references("subnets"),
  };
}

/** Reads a property that names a public IP address; `undefined` when there is none. */
export function readPublicIp(cursor: Cursor, name: string): WrittenPublicIp | undefined {
  const reference = cursor.reference(name);
  return reference === undefined ? undefined : { reference, body: readBody(cursor.at(name)) };
}

function asPublicIp(cursor: Cursor): WrittenPublicIp | undefined {
  const reference = cursor.asReference("publicIpAddresses");
  return reference === undefined ? undefined : { reference, body: readBody(cursor) };
}

function readBody(cursor: Cursor): PublicIpBody {
  return {
    address: hasAddress(cursor) ? cursor.ip("ipAddress") : undefined,
    sku: cursor.at("sku").choice("name", skus),
    fqdn: cursor.at("dnsSettings").text("fqdn")?.toLowerCase(),
  };
}

// PowerShell says so in words.
function hasAddress(cursor: Cursor): boolean {
  const value = peekProperty(cursor.value, "ipAddress");
  return typeof value !== "string" || value.toLowerCase() !== "not assigned";
}

const skus = { Basic: "basic", Standard: "standard", StandardV2: "standard" } as const;

const natGatewaySkus = { Standard: "standard", StandardV2: "standardV2" } as const;
