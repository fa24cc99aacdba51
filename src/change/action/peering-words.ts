import type { JsonObject } from "../../arm/index.ts";
import type { PeeringFlags } from "../change.ts";

/** A flag of a peering, in our words. */
export type PeeringFlag = keyof PeeringFlags;

/** What ARM calls each flag, in the order in which the flags are written. */
export const armFlags: readonly (readonly [PeeringFlag, string])[] = [
  ["allowsAccess", "allowVirtualNetworkAccess"],
  ["acceptsForwarded", "allowForwardedTraffic"],
  ["offersGateway", "allowGatewayTransit"],
  ["usesRemoteGateway", "useRemoteGateways"],
];

/** Flags of a new peering that are not said. */
export const newFlags: Required<PeeringFlags> = {
  allowsAccess: true,
  acceptsForwarded: false,
  offersGateway: false,
  usesRemoteGateway: false,
};

/** The flags that are said, as ARM has them. */
export function flagProperties(flags: PeeringFlags): JsonObject {
  return Object.fromEntries(
    armFlags.flatMap(([flag, name]) => {
      const value = flags[flag];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
