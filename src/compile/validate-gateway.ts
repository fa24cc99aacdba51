import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { Gateway, Key, Model, Subnet } from "../model/index.ts";
import { covers, formatPrefix, isDefault } from "../net/index.ts";

/**
 * Checks gateways and their local network gateways. Rules: ER-7, GW-31, ERR-60 to ERR-64, ERR-66.
 */
export function validateGateways(model: Model, report: Report): void {
  const byNetwork = new Map<Key, Gateway[]>();
  for (const gateway of model.gateways.values()) {
    const neighbors = byNetwork.get(gateway.network) ?? [];
    byNetwork.set(gateway.network, [...neighbors, gateway]);
    validateSubnetName(gateway, model, report);
    validateSecond(gateway, neighbors, report);
  }
  for (const gateways of byNetwork.values()) {
    validateCoexistence(gateways, report);
    validateSubnetSize(gateways, model, report);
  }
  validateSitePrefixes(model, report);
}

// ERR-60.
function validateSubnetName(gateway: Gateway, { subnets }: Model, report: Report): void {
  const subnet = subnets.get(gateway.subnet);
  if (subnet === undefined || subnet.role === "gateway") return;
  const reason = `it stands in subnet ${subnet.name}, and Azure puts gateways in GatewaySubnet only`;
  reportMisplaced(gateway, { reason, advice: "Name the subnet GatewaySubnet." }, report);
}

// ER-7, ERR-62.
function validateSecond(gateway: Gateway, earlier: readonly Gateway[], report: Report): void {
  const first = earlier.find(({ kind }) => kind === gateway.kind);
  if (first === undefined) return;
  const what = gateway.kind === "vpn" ? "VPN" : "ExpressRoute";
  const reason = `its network already has the ${what} gateway ${first.name}`;
  const advice = "A network has one VPN and one ExpressRoute gateway: remove one.";
  reportMisplaced(gateway, { reason, advice }, report);
}

// GW-31, ERR-66.
function validateCoexistence(gateways: readonly Gateway[], report: Report): void {
  if (!gateways.some(({ kind }) => kind === "expressRoute")) return;
  for (const gateway of gateways) {
    if (gateway.kind !== "vpn") continue;
    const advice = "Beside an ExpressRoute gateway use a route-based VPN gateway above Basic.";
    if (isBasic(gateway)) {
      const reason = "a Basic VPN gateway cannot stand beside an ExpressRoute gateway";
      reportMisplaced(gateway, { reason, advice }, report);
    }
    if (!gateway.isRouteBased) {
      const reason = "a policy-based VPN gateway cannot stand beside an ExpressRoute gateway";
      reportMisplaced(gateway, { reason, advice }, report);
    }
  }
}

// GW-31, ERR-61.
function validateSubnetSize(gateways: readonly Gateway[], model: Model, report: Report): void {
  const isBasicOnly = gateways.length === 1 && gateways.every(isBasic);
  const longest = isBasicOnly ? 29 : 27;
  const subnets = new Set(gateways.map(({ subnet }) => subnet));
  for (const key of subnets) {
    const subnet: Subnet | undefined = model.subnets.get(key);
    const written = subnet?.prefixes.find(({ prefix }) => prefix.family === 4);
    if (subnet === undefined || written === undefined) continue;
    if (written.prefix.length <= longest) continue;
    const need = isBasicOnly
      ? "a Basic gateway needs /29 or larger"
      : "gateways other than Basic, and two gateways together, need /27 or larger";
    const parameters = { subnet: subnet.id, prefix: formatPrefix(written.prefix), need };
    report(createDiagnostic("subnet-too-small", written.place, parameters));
  }
}

// ERR-63, ERR-64.
function validateSitePrefixes(model: Model, report: Report): void {
  for (const { name, prefixes } of model.localNetworkGateways.values()) {
    for (const { prefix, place } of prefixes) {
      if (!isDefault(prefix)) continue;
      const parameters = { gateway: name, prefix: formatPrefix(prefix) };
      report(createDiagnostic("site-prefix-refused", place, parameters));
    }
  }
  for (const connection of model.connections.values()) {
    const site =
      connection.localNetworkGateway &&
      model.localNetworkGateways.get(connection.localNetworkGateway);
    const gateway = model.gateways.get(connection.gateway);
    const network = gateway && model.networks.get(gateway.network);
    if (site === undefined || network === undefined) continue;
    for (const { prefix, place } of site.prefixes) {
      if (!network.addressSpace.some((own) => covers(own.prefix, prefix))) continue;
      const parameters = {
        prefix: formatPrefix(prefix),
        gateway: site.name,
        network: network.name,
      };
      const related = [connection.place];
      report(createDiagnostic("site-prefix-inside-network", place, parameters, { related }));
    }
  }
}

function isBasic({ kind, sku }: Gateway): boolean {
  return kind === "vpn" && sku?.toLowerCase() === "basic";
}

function reportMisplaced(
  { id, place }: Gateway,
  { reason, advice }: { readonly reason: string; readonly advice: string },
  report: Report,
): void {
  report(createDiagnostic("gateway-misplaced", place, { gateway: id, reason, advice }));
}
