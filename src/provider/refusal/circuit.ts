import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** Recorded with Global Reach. */
export function parentFailed(child: string, operation: string): Refusal {
  return refuseByProvider(
    400,
    "ParentResourceIsInFailedState",
    `PUT operation on child resource ${child} is blocked because last operation (${operation}) on ` +
      "parent resource failed leaving it in failed state. Run PUT operation on the parent, then " +
      "retry operation on the child.",
  );
}

export function peeringNeedsPrefixes(peering: string): Refusal {
  return refuseUnverified(
    400,
    "CircuitPeeringNeedsPrefixes",
    `Peering ${peering} needs primaryPeerAddressPrefix and secondaryPeerAddressPrefix, or an ` +
      "ipv6PeeringConfig.",
  );
}

export function circuitInUse(circuit: string, users: readonly string[]): Refusal {
  return refuseUnverified(
    400,
    "CircuitInUseByConnections",
    `Circuit ${circuit} cannot be deleted because it is in use by connections ${users.join(", ")}. ` +
      "Delete them first.",
  );
}
