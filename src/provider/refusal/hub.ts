import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

export function hubNeedsPrefix(hub: string): Refusal {
  return refuseUnverified(
    400,
    "HubNeedsAddressPrefix",
    `Virtual hub ${hub} belongs to a virtual WAN and needs an addressPrefix.`,
  );
}

/** What has to go before a hub does. */
export function hubInUse(hub: string, user: string): Refusal {
  return refuseUnverified(
    400,
    "HubInUse",
    `Virtual hub ${hub} cannot be deleted because it is in use by ${user}. Delete that first.`,
  );
}

export function wanInUse(wan: string, user: string): Refusal {
  return refuseUnverified(
    400,
    "VirtualWanInUse",
    `Virtual WAN ${wan} cannot be deleted because it is in use by ${user}. Delete that first.`,
  );
}

export function routeServerSubnetName(configuration: string, subnet: string): Refusal {
  return refuseUnverified(
    400,
    "RouteServerSubnetName",
    `IP configuration ${configuration} cannot stand in ${subnet}: the subnet of a Route Server has to ` +
      "be named RouteServerSubnet.",
  );
}

export function routeServerSubnetTooSmall(configuration: string, subnet: string): Refusal {
  return refuseUnverified(
    400,
    "RouteServerSubnetTooSmall",
    `IP configuration ${configuration} needs a larger subnet than ${subnet}: at least /27.`,
  );
}

export function peerAsnTaken(connection: string, asn: number): Refusal {
  return refuseUnverified(
    400,
    "PeerAsnReserved",
    `BGP connection ${connection} cannot have the peerAsn ${asn}, which Azure keeps for itself.`,
  );
}

export function peerOutsideNetwork(connection: string, address: string): Refusal {
  return refuseUnverified(
    400,
    "PeerIpOutsideVirtualNetwork",
    `BGP connection ${connection} has the peerIp ${address}, which is no address of the Route Server's ` +
      "virtual network or of one that is peered with it.",
  );
}

/** ERR-84: the code is Azure's, the text ours. */
export function duplicateDestinations(table: string, destination: string): Refusal {
  return refuseByProvider(
    400,
    "DuplicateDestinations",
    `Route table ${table} has the destination ${destination} more than once.`,
  );
}

export function networkInOtherHub(connection: string, other: string): Refusal {
  return refuseUnverified(
    400,
    "VnetConnectedToHub",
    `Connection ${connection} cannot be made: ${other} connects the same virtual network to a hub.`,
  );
}

export function networkHasGateway(connection: string, gateway: string): Refusal {
  return refuseUnverified(
    400,
    "ConnectedVnetHasGateway",
    `Connection ${connection} cannot be made: the virtual network has ${gateway} of its own.`,
  );
}

export function networkOverlapsHub(connection: string, network: string, prefix: string): Refusal {
  return refuseUnverified(
    400,
    "ConnectedVnetOverlapsHub",
    `Connection ${connection} cannot be made: the address space of ${network} overlaps with ${prefix} of ` +
      "the hub.",
  );
}

export function intentDestinations(intent: string, destinations: readonly string[]): Refusal {
  return refuseUnverified(
    400,
    "RoutingIntentDestinations",
    `Routing intent ${intent} has policies for ${destinations.join(", ")}. Each of Internet and ` +
      "PrivateTraffic may stand once.",
  );
}
