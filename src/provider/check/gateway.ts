import { isJsonObject, typeKeys } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { gatewaysOf } from "../gateway/gateways-of.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import {
  activePairNeedsTwo,
  basicBesideExpressRoute,
  gatewayInUse,
  gatewaySkuInvalid,
  gatewaySubnetName,
  gatewaySubnetTooSmall,
  gatewayUnderDefaultRoute,
  networkUsesRemoteGateway,
  secondGateway,
} from "../refusal/gateway.ts";
import type { Refusal } from "../refusal/refusal.ts";
import { keyOf, objectsOf, parsePrefixes, propertyOf, subnetPrefixesOf } from "./properties.ts";

/** ERR-60, ERR-61, ERR-51, ERR-62, ERR-66, and ERR-4 seen from the gateway's side, in this order. */
export const checkGateway: Check = ({ draft, row, before }) => {
  const configurations = objectsOf(propertyOf(row, "ipConfigurations"));
  const isPair = propertyOf(row, "activeActive") === true;
  if (isSkuOfOtherType(row)) return gatewaySkuInvalid(row.id.text);
  if (isPair && configurations.length < 2) return activePairNeedsTwo(row.id.text);
  for (const configuration of configurations) {
    const properties = configuration["properties"];
    const key = isJsonObject(properties) ? keyOf(properties["subnet"]) : undefined;
    const subnet = key === undefined ? undefined : draft.find(key);
    const refusal = subnet && checkSubnet(draft, row, subnet);
    if (refusal !== undefined) return refusal;
  }
  return before === undefined ? checkNetwork(draft, row) : undefined;
};

// The SKUs that one type of gateway alone has.
function isSkuOfOtherType(gateway: Row): boolean {
  const sku = skuOf(gateway);
  const isExpressRouteOnly = sku.startsWith("ergw") || sku === "ultraperformance";
  const isVpnOnly = sku.startsWith("vpngw") || sku === "basic";
  return typeOf(gateway) === "expressroute" ? isVpnOnly : isExpressRouteOnly;
}

function checkSubnet(estate: EstateView, gateway: Row, subnet: Row): Refusal | undefined {
  if (subnet.id.name.toLowerCase() !== "gatewaysubnet") {
    return gatewaySubnetName(gateway.id.text, subnet.id.text);
  }
  const longest = skuOf(gateway) === "basic" ? 29 : 28;
  const sizes = parsePrefixes(subnetPrefixesOf(subnet)).filter(({ family }) => family === 4);
  if (sizes.some(({ length }) => length > longest)) {
    return gatewaySubnetTooSmall(gateway.id.text, subnet.id.text, longest);
  }
  const table = keyOf(propertyOf(subnet, "routeTable"));
  const route = table === undefined ? undefined : defaultRouteOf(estate, table);
  return route === undefined ? undefined : gatewayUnderDefaultRoute(gateway.id.text, route.id.text);
}

function defaultRouteOf(estate: EstateView, table: string): Row | undefined {
  return estate
    .childrenOf(table, typeKeys.route)
    .find((route) => propertyOf(route, "addressPrefix") === "0.0.0.0/0");
}

function checkNetwork(estate: EstateView, gateway: Row): Refusal | undefined {
  const network = networkOf(estate, gateway);
  if (network === undefined) return undefined;
  const user = estate
    .childrenOf(network.id.key, typeKeys.peering)
    .find((peering) => propertyOf(peering, "useRemoteGateways") === true);
  if (user !== undefined) return networkUsesRemoteGateway(gateway.id.text, user.id.text);
  const others = gatewaysOf(estate, network).filter(
    (other) => other.typeKey === typeKeys.gateway && other.id.key !== gateway.id.key,
  );
  const twin = others.find((other) => typeOf(other) === typeOf(gateway));
  if (twin !== undefined) return secondGateway(gateway.id.text, twin.id.text, typeOf(gateway));
  const all = [gateway, ...others];
  const plain = all.find((one) => typeOf(one) === "vpn" && isPlain(one));
  return plain !== undefined && all.some((one) => typeOf(one) === "expressroute")
    ? basicBesideExpressRoute(gateway.id.text, plain.id.text)
    : undefined;
}

function networkOf(estate: EstateView, gateway: Row): Row | undefined {
  for (const configuration of objectsOf(propertyOf(gateway, "ipConfigurations"))) {
    const properties = configuration["properties"];
    const key = isJsonObject(properties) ? keyOf(properties["subnet"]) : undefined;
    const subnet = key === undefined ? undefined : estate.find(key);
    if (subnet !== undefined) return estate.find(subnet.root);
  }
  return undefined;
}

function typeOf(gateway: Row): string {
  return String(propertyOf(gateway, "gatewayType")).toLowerCase();
}

function skuOf(gateway: Row): string {
  const sku = propertyOf(gateway, "sku");
  return isJsonObject(sku) ? String(sku["name"]).toLowerCase() : "";
}

function isPlain(gateway: Row): boolean {
  return (
    skuOf(gateway) === "basic" ||
    String(propertyOf(gateway, "vpnType")).toLowerCase() === "policybased"
  );
}

/** A gateway stays while connections lead from or to it. */
export const refuseGatewayInUse: RemovalCheck = ({ estate, row }) => {
  const users = estate
    .referrersOf(row.id.key)
    .filter((referrer) => referrer.row.typeKey === typeKeys.connection)
    .map((referrer) => referrer.row.id.text);
  return users.length === 0 ? undefined : gatewayInUse(row.id.text, [...new Set(users)]);
};
