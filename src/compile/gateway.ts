import type { Bodies, Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import {
  type Gateway,
  type GatewayInstance,
  type Key,
  keyOf,
  type LocalNetworkGateway,
  type Subnet,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { LearnedIndex } from "./learned.ts";
import type { PublicIps } from "./public-ip.ts";
import { type Item, mapByKey, namedOf, readItems, resolve, type Sources } from "./sources.ts";

/** What gateways are built from. */
export interface GatewayParts {
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly publicIps: PublicIps;
  readonly sites: ReadonlyMap<Key, LocalNetworkGateway>;
  readonly learned: LearnedIndex;
}

/** Builds the local network gateways. */
export function lowerLocalNetworkGateways(sources: Sources): ReadonlyMap<Key, LocalNetworkGateway> {
  return mapByKey(
    readItems(sources, "localNetworkGateway").map((item) => ({
      ...namedOf(item),
      prefixes: item.body.prefixes,
      asn: item.body.asn,
      bgpAddress: item.body.bgpAddress,
    })),
  );
}

/** Builds the gateways; one whose kind or subnet is unknown is left out. */
export function lowerGateways(sources: Sources, parts: GatewayParts): ReadonlyMap<Key, Gateway> {
  return mapByKey(
    readItems(sources, "gateway").flatMap((item) => lowerGateway(item, sources, parts) ?? []),
  );
}

function lowerGateway(
  item: Item<"gateway">,
  { report }: Sources,
  parts: GatewayParts,
): Gateway | undefined {
  const { body } = item;
  const { kind } = body;
  const subnet = findSubnet(item, parts, report);
  if (kind === undefined || subnet === undefined) return undefined;
  const gateway: Gateway = {
    ...namedOf(item),
    kind,
    network: subnet.network,
    subnet: subnet.key,
    isActiveActive: body.isActiveActive,
    isRouteBased: body.isRouteBased,
    usesBgp: body.usesBgp,
    sku: body.sku,
    asn: body.asn,
    instances: lowerInstances(body, parts, report),
    defaultSite: resolve(body.defaultSite, parts.sites, { property: "gatewayDefaultSite", report })
      ?.key,
    defaultSitePlace: body.defaultSitePlace,
    clientPools: body.clientPools,
    allowsRemoteNetworks: body.allowsRemoteNetworks,
    allowsVirtualWan: body.allowsVirtualWan,
    learned: parts.learned.find(item.key),
  };
  reportUnknownAddress(gateway, report);
  return gateway;
}

function findSubnet(
  { id, place, body }: Item<"gateway">,
  { subnets }: GatewayParts,
  report: Report,
): Subnet | undefined {
  if (body.kind === undefined) return undefined;
  const reference = body.ipConfigurations.find(({ subnet }) => subnet !== undefined)?.subnet;
  if (reference !== undefined) return resolve(reference, subnets, { property: "subnet", report });
  const advice = "Add ipConfigurations with the subnet; until then the gateway is left out.";
  const parameters = { gateway: id, subnet: "a subnet", advice };
  report(createDiagnostic("gateway-subnet-missing", place, parameters));
  return undefined;
}

// One instance per IP configuration, but an ExpressRoute gateway has two behind one. An input may
// lack any of the lists, so the longest one decides.
function lowerInstances(
  body: Bodies["gateway"],
  { publicIps }: GatewayParts,
  report: Report,
): readonly GatewayInstance[] {
  const { ipConfigurations, bgpAddresses } = body;
  const { instances, joined } = bgpAddresses;
  const count = Math.max(ipConfigurations.length, instances.length, joined.length);
  return Array.from({ length: count }, (_, index) => {
    const configuration = ipConfigurations[index];
    const bgp = findBgpInstance(body, index);
    const named = resolve(configuration?.publicIp, publicIps, {
      property: "publicIPAddress",
      report,
    });
    return {
      privateAddress:
        bgp?.peerings[0] ?? bgpAddresses.joined[index] ?? configuration?.address ?? undefined,
      publicAddress:
        configuration?.publicAddress ?? named?.address ?? bgp?.tunnels.find(isPublic) ?? undefined,
    };
  });
}

// Azure lists BGP addresses in an order of its own, and names the IP configuration of each.
function findBgpInstance(
  { ipConfigurations, bgpAddresses: { instances } }: Bodies["gateway"],
  index: number,
): Bodies["gateway"]["bgpAddresses"]["instances"][number] | undefined {
  const id = ipConfigurations[index]?.id;
  const named = id === undefined ? undefined : instances.find(isAbout(id));
  if (named !== undefined) return named;
  // By position only where no name claims the position for another configuration.
  const candidate = instances[index];
  const isClaimed =
    candidate?.ipConfiguration !== undefined &&
    ipConfigurations.some((other) => other.id !== undefined && isAbout(other.id)(candidate));
  return isClaimed ? undefined : candidate;
}

function isAbout(
  id: string,
): (instance: { readonly ipConfiguration: string | undefined }) => boolean {
  return ({ ipConfiguration }) =>
    ipConfiguration !== undefined && keyOf(ipConfiguration) === keyOf(id);
}

/**
 * Tells whether an address is outside the ranges that networks use inside: a tunnel address may be
 * either.
 */
export function isPublic(address: Ip): boolean {
  if (typeof address !== "number") return (address as bigint) >> 121n !== 0x7en;
  const first = Math.floor(address / 2 ** 24);
  const second = Math.floor(address / 2 ** 16) % 256;
  if (first === 172) return second < 16 || second > 31;
  if (first === 100) return second < 64 || second > 127;
  return first !== 10 && !(first === 192 && second === 168) && !(first === 169 && second === 254);
}

// GW-10, GW-12: an active-standby VPN gateway shows its public address, an active-active one its
// private addresses.
// Addresses are never guessed from the subnet. ExpressRoute shows the address of the edge instead.
function reportUnknownAddress(gateway: Gateway, report: Report): void {
  const { kind, isActiveActive, instances, id, place } = gateway;
  if (kind !== "vpn") return;
  const which = isActiveActive ? "private" : "public";
  const isKnown = isActiveActive
    ? instances.length >= 2 &&
      instances.slice(0, 2).every(({ privateAddress }) => privateAddress !== undefined)
    : instances[0]?.publicAddress !== undefined;
  if (!isKnown) report(createDiagnostic("gateway-address-unknown", place, { gateway: id, which }));
}
