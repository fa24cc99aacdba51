/** How a flow ends. A closed set: a new member must break every switch. */
export type Disposition =
  | "delivered"
  | "deliveredToService"
  | "exitsToInternet"
  | "exitsToOnPremises"
  | "deniedByNsg"
  | "deniedByAdminRule"
  | "deniedByFirewall"
  | "deniedByService"
  | "droppedByNoneRoute"
  | "nextHopUnreachable"
  | "ipForwardingDisabled"
  | "guestDrops"
  | "forwardedTrafficNotAllowed"
  | "noOutbound"
  | "noSuchHost"
  | "noRouteInGateway"
  | "statefulDrop"
  | "loop"
  | "protocolNotCarried"
  | "insufficientInfo";

/** Every disposition, successes first. */
export const dispositions: readonly Disposition[] = [
  "delivered",
  "deliveredToService",
  "exitsToInternet",
  "exitsToOnPremises",
  "deniedByNsg",
  "deniedByAdminRule",
  "deniedByFirewall",
  "deniedByService",
  "droppedByNoneRoute",
  "nextHopUnreachable",
  "ipForwardingDisabled",
  "guestDrops",
  "forwardedTrafficNotAllowed",
  "noOutbound",
  "noSuchHost",
  "noRouteInGateway",
  "statefulDrop",
  "loop",
  "protocolNotCarried",
  "insufficientInfo",
];

const successes: ReadonlySet<Disposition> = new Set([
  "delivered",
  "deliveredToService",
  "exitsToInternet",
  "exitsToOnPremises",
]);

/** Whether a flow arrives where it was sent. */
export function isSuccess(disposition: Disposition): boolean {
  return successes.has(disposition);
}
