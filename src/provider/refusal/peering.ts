import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/**
 * ERR-1: a network uses the gateways of one peer. The text is Azure's, its code is not known.
 *
 * @param peering as `network/peering`; `other` is an id
 */
export function secondRemoteGateway(peering: string, other: string): Refusal {
  return refuseUnverified(
    400,
    "AnotherPeeringAlreadyUsesRemoteGateways",
    `Peering ${peering} cannot have UseRemoteGateways flag set to true, because another peering ` +
      `${other} already has UseRemoteGateways flag set to true.`,
  );
}

/** ERR-2. */
export function remoteTransitOff(peering: string, remote: string): Refusal {
  return refuseUnverified(
    400,
    "RemotePeeringHasNoGatewayTransit",
    `Peering ${peering} cannot have UseRemoteGateways flag set to true, because corresponding remote ` +
      `peering ${remote} has AllowGatewayTransit flag set to false.`,
  );
}

/** ERR-3. Azure writes the flag in the singular here. */
export function remoteHasNoGateway(peering: string, network: string): Refusal {
  return refuseByProvider(
    400,
    "RemoteVnetHasNoGateways",
    `Peering ${peering} cannot have UseRemoteGateway flag set to true because remote virtual network ` +
      `${network} referenced by the peering does not have any gateways.`,
  );
}

/** ERR-4: the text is ours. */
export function localHasGateway(peering: string, network: string): Refusal {
  return refuseUnverified(
    400,
    "LocalVnetHasGateway",
    `Peering ${peering} cannot have UseRemoteGateways flag set to true because its own virtual ` +
      `network ${network} has a gateway.`,
  );
}

/** ERR-5. */
export function spacesOverlap(
  peering: string,
  networks: readonly [string, string],
  prefixes: readonly string[],
): Refusal {
  return refuseByProvider(
    400,
    "VnetAddressSpacesOverlap",
    `Cannot create or update peering ${peering}. Virtual networks ${networks[0]} and ${networks[1]} ` +
      "cannot be peered because their address spaces overlap. Overlapping address prefixes: " +
      prefixes.join(", "),
  );
}

/** ERR-6. */
export function spaceOverlapsPeer(
  peering: string,
  networks: { readonly first: string; readonly second: string; readonly third: string },
  prefixes: readonly string[],
): Refusal {
  return refuseByProvider(
    400,
    "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
    `Cannot create or update peering ${peering}. Virtual networks ${networks.first} and ` +
      `${networks.second} cannot be peered because address space of the first virtual network ` +
      `overlaps with address space of virtual network ${networks.third} already peered with the ` +
      `second virtual network. Overlapping address prefixes: ${prefixes.join(", ")}.`,
  );
}

/** ERR-7: Azure's wording is known only roughly. */
export function remoteAlreadyPeered(peering: string, other: string, network: string): Refusal {
  return refuseByProvider(
    400,
    "AnotherPeeringAlreadyReferencesRemoteVnet",
    `Peering ${peering} cannot be added because another peering ${other} already references remote ` +
      `virtual network ${network}.`,
  );
}

/** ERR-8. */
export function remoteDisconnected(peering: string, remote: string, network: string): Refusal {
  return refuseByProvider(
    400,
    "RemotePeeringIsDisconnected",
    `Cannot create or update peering ${peering} because remote peering ${remote} referencing parent ` +
      `virtual network ${network} is in Disconnected state. Update or re-create the remote peering ` +
      "to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote " +
      "peering is deleted and re-created.",
  );
}

/** ERR-9: the text is ours. */
export function remoteCannotChange(peering: string): Refusal {
  return refuseByProvider(
    400,
    "ChangingRemoteVirtualNetworkNotAllowed",
    `The remote virtual network of peering ${peering} cannot be changed. Delete the peering and ` +
      "create it again.",
  );
}

/** ERR-13. */
export function linkKindCannotChange(peering: string): Refusal {
  return refuseUnverified(
    400,
    "PeeringKindCannotChange",
    `Peering ${peering} cannot change between whole virtual networks and subnets. Delete it on both ` +
      "sides and create it again.",
  );
}

/** ERR-14. */
export function tooManyPeeredSubnets(peering: string, count: number): Refusal {
  return refuseUnverified(
    400,
    "TooManyPeeredSubnets",
    `Peering ${peering} names ${count} subnets of one side; a subnet peering holds at most 200.`,
  );
}
