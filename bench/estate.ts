// Generates estates for benches: hubs with gateway and firewall, spokes with route table, service
// endpoint and private endpoints. Fixed seed; the same parameters give the same resources.
import { parseArmId, type Resource, type Snapshot } from "../src/arm/index.ts";
import { createSnapshot } from "../src/intake/index.ts";
import type { ServiceTagPrefixes } from "../src/model/index.ts";
import { type Ip4, type Prefix, parsePrefix, prefixOf } from "../src/net/index.ts";
import { createRandom } from "./random.ts";

/** Size of a generated estate. */
export interface EstateSize {
  readonly spokes: number;
  readonly subnetsPerSpoke: number;
  readonly nicsPerSubnet: number;
  /** Routes of each route table. */
  readonly userRoutes: number;
  /** Routes that each hub's gateway has learned. */
  readonly learnedRoutes: number;
  readonly endpointsPerSpoke: number;
  /** One route table for all spokes of a hub, or one for each spoke. */
  readonly routeTables: "perHub" | "perSpoke";
  /** Whether subnets and interfaces refer to what `generateWalkEstate` adds. */
  readonly isWalked?: boolean;
}

/**
 * The estate that the product promises to handle: 10,000 subnets and 100,000 interfaces in 1,000
 * spokes.
 */
export const promisedEstate: EstateSize = {
  spokes: 1000,
  subnetsPerSpoke: 10,
  nicsPerSubnet: 10,
  userRoutes: 400,
  learnedRoutes: 1000,
  endpointsPerSpoke: 5,
  routeTables: "perHub",
};

/** One hub stands in each. */
export const regions = ["westeurope", "northeurope", "eastus", "westus"] as const;
const scope = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/bench/providers/";

/** The resources of an estate and some more, as if they had just been parsed. */
export function generateEstate(size: EstateSize, more: readonly Resource[] = []): Snapshot {
  const hubs = regions.map((_, hub) => hub);
  const resources = [
    ...hubs.flatMap((hub) => hubResources(size, hub)),
    ...Array.from({ length: size.spokes }, (_, spoke) => spokeResources(size, spoke)).flat(),
    ...tables(size),
    ...more,
  ];
  const none = {
    captures: [],
    templates: [],
    parameterFiles: [],
    removals: [],
    pages: [],
    diagnostics: [],
  };
  return createSnapshot([[{ ...none, resources }]]);
}

// Numbers from 0 to below 1 that a seed decides.
function createFraction(seed: number): () => number {
  const random = createRandom(seed);
  return () => random() / 2 ** 32;
}

/** The id of a network resource. */
export function id(type: string, name: string): string {
  return `${scope}Microsoft.Network/${type}/${name}`;
}

/** A network resource. */
export function resource(type: string, name: string, region: string, properties: object): Resource {
  return resourceOf(id(type, name), region, properties);
}

/** A fact that no Azure resource tells. */
export function fact(type: string, name: string, properties: object): Resource {
  return resourceOf(`${scope}Trueroute/${type}/${name}`, undefined, properties);
}

/** The id of a storage account. */
export function storageId(name: string): string {
  return `${scope}Microsoft.Storage/storageAccounts/${name}`;
}

/** A resource of any type. */
export function resourceOf(
  text: string,
  region: string | undefined,
  properties: object,
  more: object = {},
): Resource {
  const parsed = parseArmId(text);
  if (parsed === undefined) throw new Error(text);
  const name = text.slice(text.lastIndexOf("/") + 1);
  const location = region === undefined ? {} : { location: region };
  return {
    id: parsed,
    typeKey: parsed.type.toLowerCase(),
    body: { id: text, name, type: parsed.type, ...location, properties, ...more },
    place: { resource: text, pointer: "", file: "generated", filePointer: "" },
  };
}

// Hubs are 10.h.0.0/20 for h = 0..3; spokes follow from 10.16.0.0 in /20 steps, then from 11.0.0.0.
/** The first address of a spoke. */
export function spokeAddress(spoke: number): number {
  return (0x0a100000 + spoke * 0x1000) >>> 0;
}

/** An address as text. */
export function text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

function hubResources(size: EstateSize, hub: number): readonly Resource[] {
  const region = regions[hub] ?? "westeurope";
  const base = (0x0a000000 + hub * 0x10000) >>> 0;
  const mine = Array.from({ length: size.spokes }, (_, spoke) => spoke).filter(
    (spoke) => spoke % regions.length === hub,
  );
  const network = resource("virtualNetworks", `hub${hub}`, region, {
    addressSpace: { addressPrefixes: [`${text(base)}/20`] },
    subnets: [
      subnet(`hub${hub}`, "GatewaySubnet", `${text(base)}/24`, {
        ...(size.isWalked ? { routeTable: { id: id("routeTables", `rt-gw${hub}`) } } : {}),
      }),
      subnet(`hub${hub}`, "AzureFirewallSubnet", `${text(base + 256)}/24`, {}),
    ],
    virtualNetworkPeerings: mine.map((spoke) =>
      peering(`hub${hub}`, `spoke${spoke}`, `${text(spokeAddress(spoke))}/20`, {
        allowGatewayTransit: true,
      }),
    ),
  });
  const gateway = resource("virtualNetworkGateways", `gw${hub}`, region, {
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    activeActive: true,
    enableBgp: true,
    sku: { name: "VpnGw5AZ" },
    ipConfigurations: ["a", "b"].map((name) => ({
      name,
      properties: { subnet: { id: `${id("virtualNetworks", `hub${hub}`)}/subnets/GatewaySubnet` } },
    })),
    bgpSettings: {
      asn: 65515,
      bgpPeeringAddresses: [4, 5].map((last) => ({
        defaultBgpIpAddresses: [text(base + last)],
      })),
    },
  });
  const learned = fact("learnedRoutes", `gw${hub}`, {
    target: { id: id("virtualNetworkGateways", `gw${hub}`) },
    routes: learnedPrefixes(size.learnedRoutes, hub).map((network) => ({
      network,
      nextHop: "192.0.2.1",
      asPath: "65010",
      origin: "EBgp",
      sourcePeer: "192.0.2.1",
    })),
  });
  return [network, gateway, learned];
}

// On-premises prefixes in 172.16.0.0/12 and 192.168.0.0/16, /20 to /28.
function learnedPrefixes(count: number, seed: number): readonly string[] {
  const random = createFraction(seed + 7);
  const seen = new Set<string>();
  while (seen.size < count) {
    const length = 20 + Math.floor(random() * 9);
    const address =
      random() < 0.7 ? 0xac100000 + random() * 0x100000 : 0xc0a80000 + random() * 0x10000;
    const prefix = prefixOf((Math.floor(address) >>> 0) as Ip4, length);
    seen.add(`${text(prefix.address)}/${length}`);
  }
  return [...seen];
}

function subnet(network: string, name: string, prefix: string, properties: object) {
  return {
    id: `${id("virtualNetworks", network)}/subnets/${name}`,
    name,
    properties: { addressPrefix: prefix, ...properties },
  };
}

function peering(local: string, remote: string, prefix: string, properties: object) {
  return {
    id: `${id("virtualNetworks", local)}/virtualNetworkPeerings/to-${remote}`,
    name: `to-${remote}`,
    properties: {
      peeringState: "Connected",
      remoteVirtualNetwork: { id: id("virtualNetworks", remote) },
      remoteAddressSpace: { addressPrefixes: [prefix] },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      ...properties,
    },
  };
}

function spokeResources(size: EstateSize, spoke: number): readonly Resource[] {
  const hub = spoke % regions.length;
  const region = regions[hub] ?? "westeurope";
  const name = `spoke${spoke}`;
  const base = spokeAddress(spoke);
  const table = size.routeTables === "perHub" ? `rt-hub${hub}` : `rt-${name}`;
  const subnets = Array.from({ length: size.subnetsPerSpoke }, (_, at) =>
    subnet(name, `s${at}`, `${text(base + at * 256)}/24`, {
      routeTable: { id: id("routeTables", table) },
      serviceEndpoints: [{ service: "Microsoft.Storage", locations: [region] }],
      privateEndpointNetworkPolicies: at === 0 ? "RouteTableEnabled" : "Disabled",
      ...(size.isWalked ? guard(`nsg-${name}`) : {}),
    }),
  );
  const network = resource("virtualNetworks", name, region, {
    addressSpace: { addressPrefixes: [`${text(base)}/20`] },
    subnets,
    virtualNetworkPeerings: [
      peering(name, `hub${hub}`, `${text(0x0a000000 + hub * 0x10000)}/20`, {
        useRemoteGateways: true,
      }),
    ],
  });
  return [
    network,
    ...Array.from({ length: size.endpointsPerSpoke }, (_, at) => endpoint(name, region, base, at)),
    ...Array.from({ length: size.subnetsPerSpoke }, (_, at) =>
      nics(size, name, region, { base, at }),
    ).flat(),
  ];
}

function guard(group: string): object {
  return { networkSecurityGroup: { id: id("networkSecurityGroups", group) } };
}

function endpoint(network: string, region: string, base: number, at: number): Resource {
  const name = `pe-${network}-${at}`;
  return resource("privateEndpoints", name, region, {
    subnet: { id: `${id("virtualNetworks", network)}/subnets/s${at % 2}` },
    ipConfigurations: [
      { name: "one", properties: { privateIPAddress: text(base + (at % 2) * 256 + 200 + at) } },
    ],
    privateLinkServiceConnections: [
      {
        name,
        properties: {
          privateLinkServiceId: storageId(`st-${network}-${at}`),
          groupIds: ["blob"],
          privateLinkServiceConnectionState: { status: "Approved" },
        },
      },
    ],
  });
}

function nics(
  size: EstateSize,
  network: string,
  region: string,
  { base, at }: { readonly base: number; readonly at: number },
): readonly Resource[] {
  const guarded = (number: number) => ({
    ...guard(`nsg-nics-${region}`),
    virtualMachine: { id: machineId(`vm-${network}-${at}-${number}`) },
  });
  const groups = { applicationSecurityGroups: [{ id: id("applicationSecurityGroups", network) }] };
  return Array.from({ length: size.nicsPerSubnet }, (_, number) =>
    resource("networkInterfaces", `nic-${network}-${at}-${number}`, region, {
      ...(size.isWalked ? guarded(number) : {}),
      ipConfigurations: [
        {
          name: "one",
          properties: {
            primary: true,
            privateIPAddress: text(base + at * 256 + 4 + (number % 190)),
            subnet: { id: `${id("virtualNetworks", network)}/subnets/s${at}` },
            ...(size.isWalked ? groups : {}),
          },
        },
      ],
    }),
  );
}

function machineId(name: string): string {
  return `${scope}Microsoft.Compute/virtualMachines/${name}`;
}

function tables(size: EstateSize): readonly Resource[] {
  const names =
    size.routeTables === "perHub"
      ? regions.map((_, hub) => ({ name: `rt-hub${hub}`, hub }))
      : Array.from({ length: size.spokes }, (_, spoke) => ({
          name: `rt-spoke${spoke}`,
          hub: spoke % regions.length,
        }));
  return names.map(({ name, hub }) =>
    resource("routeTables", name, regions[hub] ?? "westeurope", {
      disableBgpRoutePropagation: false,
      routes: userPrefixes(size.userRoutes, hub).map((addressPrefix, at) => ({
        name: `r${at}`,
        properties: {
          addressPrefix,
          nextHopType: "VirtualAppliance",
          nextHopIpAddress: text(0x0a000000 + hub * 0x10000 + 260),
        },
      })),
    }),
  );
}

// A default route, the other spokes' /16s, and public ranges.
function userPrefixes(count: number, seed: number): readonly string[] {
  const random = createFraction(seed + 77);
  const seen = new Set<string>(["0.0.0.0/0", "10.0.0.0/8"]);
  while (seen.size < count) {
    const length = 16 + Math.floor(random() * 9);
    const address = 0x14000000 + Math.floor(random() * 0x60000000);
    const prefix = prefixOf((address >>> 0) as Ip4, length);
    seen.add(`${text(prefix.address)}/${length}`);
  }
  return [...seen].slice(0, count);
}

/**
 * Invented service-tag prefixes for Storage in each region, about as many as Microsoft's file has.
 */
export const generatedTags: ServiceTagPrefixes = {
  edition: "generated",
  prefixesOf: (tag) => {
    const region = regions.findIndex((name) => tag.toLowerCase() === `storage.${name}`);
    return region < 0 ? undefined : tagPrefixes(region);
  },
};

function tagPrefixes(region: number): readonly Prefix[] {
  const random = createFraction(region + 777);
  return Array.from({ length: 100 }, () => {
    const address = (0x14000000 + Math.floor(random() * 0x60000000)) >>> 0;
    return prefixOf(address as Ip4, 24 + Math.floor(random() * 5));
  }).filter((prefix) => parsePrefix(`${text(prefix.address)}/${prefix.length}`) !== undefined);
}
