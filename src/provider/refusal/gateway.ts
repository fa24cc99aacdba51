import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** Recorded, with the names of .NET types where the SKUs should be. */
export function gatewaySkuInvalid(gateway: string): Refusal {
  const list =
    "System.Collections.Generic.List`1[Microsoft.WindowsAzure.Networking.Nrp.Frontend.Contract.Csm." +
    "Public.VirtualNetworkGatewaySkuName]";
  return refuseByProvider(
    400,
    "InvalidGatewaySkuSpecifiedForGatewayDeploymentType",
    `Virtual network gateway Sku specified is not valid for gateway ${gateway} with DeploymentType ` +
      `VMScaleSet. The allowed Skus are ${list},${list}.`,
  );
}

/** ERR-60. */
export function gatewaySubnetName(gateway: string, subnet: string): Refusal {
  return refuseUnverified(
    400,
    "GatewaySubnetName",
    `Gateway ${gateway} cannot stand in subnet ${subnet}: its subnet has to be named GatewaySubnet.`,
  );
}

/** ERR-61. */
export function gatewaySubnetTooSmall(gateway: string, subnet: string, longest: number): Refusal {
  return refuseUnverified(
    400,
    "GatewaySubnetTooSmall",
    `Gateway ${gateway} needs a larger subnet than ${subnet}: at least /${longest} for its SKU, and ` +
      "/27 is recommended.",
  );
}

/** ERR-51. */
export function gatewayUnderDefaultRoute(gateway: string, route: string): Refusal {
  return refuseUnverified(
    400,
    "GatewaySubnetHasDefaultRoute",
    `Gateway ${gateway} cannot be made while route ${route} sends 0.0.0.0/0 of its subnet elsewhere: ` +
      "Azure could not manage the gateway any more.",
  );
}

/** ERR-62. */
export function secondGateway(gateway: string, other: string, type: string): Refusal {
  return refuseUnverified(
    400,
    "SecondGatewayOfType",
    `Gateway ${gateway} cannot be made: the virtual network has gateway ${other} of type ${type}, and ` +
      "holds one of each type.",
  );
}

/** ERR-4, from the gateway's side. */
export function networkUsesRemoteGateway(gateway: string, peering: string): Refusal {
  return refuseUnverified(
    400,
    "VnetUsesRemoteGateway",
    `Gateway ${gateway} cannot be made because peering ${peering} of its virtual network uses remote ` +
      "gateways.",
  );
}

/** ERR-66. */
export function basicBesideExpressRoute(gateway: string, plain: string): Refusal {
  return refuseUnverified(
    400,
    "GatewayCannotCoexist",
    `Gateway ${gateway} cannot be made: ${plain} is of the Basic SKU or policy-based, and such a VPN ` +
      "gateway does not stand beside an ExpressRoute gateway.",
  );
}

export function activePairNeedsTwo(gateway: string): Refusal {
  return refuseUnverified(
    400,
    "ActiveActiveNeedsTwoIpConfigurations",
    `Gateway ${gateway} is active-active and needs two IP configurations, each with a public address.`,
  );
}

/** Which connections keep a gateway from being removed. */
export function gatewayInUse(gateway: string, connections: readonly string[]): Refusal {
  return refuseUnverified(
    400,
    "GatewayInUseByConnections",
    `Virtual network gateway ${gateway} cannot be deleted because it is in use by connections ` +
      `${connections.join(", ")}. Delete them first.`,
  );
}

/** ERR-63. */
export function defaultRouteOnSite(site: string, prefix: string): Refusal {
  return refuseUnverified(
    400,
    "LocalNetworkGatewayDefaultRoute",
    `Local network gateway ${site} cannot have address prefix ${prefix}. Use 0.0.0.0/1 and 128.0.0.0/1, ` +
      "or announce the default route by BGP.",
  );
}

export function gatewayAddressMissing(site: string): Refusal {
  return refuseUnverified(
    400,
    "LocalNetworkGatewayAddressMissing",
    `Local network gateway ${site} needs a gatewayIpAddress, which is an IP address, or an fqdn.`,
  );
}

export function connectionTypeUnknown(connection: string, type: string): Refusal {
  return refuseUnverified(
    400,
    "ConnectionTypeUnknown",
    `Connection ${connection} has the connectionType '${type}'. Known types: IPsec, Vnet2Vnet, ` +
      "ExpressRoute.",
  );
}

export function connectionEndMissing(connection: string, property: string): Refusal {
  return refuseUnverified(
    400,
    "ConnectionEndMissing",
    `Connection ${connection} needs ${property} with the id of a resource.`,
  );
}

export function connectionGatewayType(connection: string, gateway: string, type: string): Refusal {
  return refuseUnverified(
    400,
    "ConnectionGatewayType",
    `Connection ${connection} does not fit gateway ${gateway}, which is of type ${type}.`,
  );
}

/** ERR-65. */
export function tooManySites(count: number, most: number): Refusal {
  return refuseByProvider(
    400,
    "MaximumLocalNetworkSitesLimitReachedForGateway",
    `Maximum connection limit reached. Current site to site connections : ${count}, max limit : ${most}`,
  );
}
