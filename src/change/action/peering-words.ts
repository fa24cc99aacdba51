import type { JsonObject } from "../../arm/index.ts";
import type { PeeringFlags } from "../change.ts";

/** A flag of a peering, in our words. */
export type PeeringFlag = keyof PeeringFlags;

/** What each flag is called elsewhere, in the order in which the flags are written. */
export const flagNames: readonly {
  readonly flag: PeeringFlag;
  readonly arm: string;
  /** The switch of `az network vnet peering create`. */
  readonly option: string;
  readonly terraform: string;
}[] = [
  {
    flag: "allowsAccess",
    arm: "allowVirtualNetworkAccess",
    option: "--allow-vnet-access",
    terraform: "allow_virtual_network_access",
  },
  {
    flag: "acceptsForwarded",
    arm: "allowForwardedTraffic",
    option: "--allow-forwarded-traffic",
    terraform: "allow_forwarded_traffic",
  },
  {
    flag: "offersGateway",
    arm: "allowGatewayTransit",
    option: "--allow-gateway-transit",
    terraform: "allow_gateway_transit",
  },
  {
    flag: "usesRemoteGateway",
    arm: "useRemoteGateways",
    option: "--use-remote-gateways",
    terraform: "use_remote_gateways",
  },
];

/** The flags of a new peering: those that are said, and what the others are then. */
export function newFlags(flags: PeeringFlags): Required<PeeringFlags> {
  return {
    allowsAccess: true,
    acceptsForwarded: false,
    offersGateway: false,
    usesRemoteGateway: false,
    ...flags,
  };
}

/** The flags that are said, as ARM has them. */
export function flagProperties(flags: PeeringFlags): JsonObject {
  return Object.fromEntries(
    flagNames.flatMap(({ flag, arm }) => {
      const value = flags[flag];
      return value === undefined ? [] : [[arm, value] as const];
    }),
  );
}
