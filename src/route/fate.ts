import type { RuleId } from "../rule/index.ts";
import type { Route } from "./route.ts";

/** Why a candidate of a table is not in force. The name of the comparator or rule that decided. */
export type LossReason =
  | "userOverSystem"
  | "userOverGateway"
  | "userOverPrivateEndpoint"
  | "userCoversPrivateEndpoint"
  | "privateEndpointOverUser"
  | "serviceEndpointOverUser"
  | "serviceEndpointOverLongerUser"
  | "systemOverGateway"
  | "gatewayDefaultOverSystem"
  | "splitDefaultOverSystem"
  | "defaultTakesDropsAway"
  | "samePrefixAsDrop"
  | "networkContainsDrop"
  | "propagationOff"
  | "peeringRoutesOff"
  | "deadLoadBalancer";

/**
 * What becomes of a candidate in one table. A candidate without a fate is in force.
 *
 * `invalid` is listed with State Invalid, `hidden` is not listed at all.
 */
export interface Fate {
  readonly kind: "invalid" | "hidden";
  readonly reason: LossReason;
  readonly rules: readonly RuleId[];
  /** The route that beat it; absent where a switch or a policy alone decides. */
  readonly by: Route | undefined;
}

/** Fates of a group's candidates by their number; a candidate that is missing is in force. */
export type Fates = ReadonlyMap<number, Fate>;

/** No candidate loses. One shared value, so that tables without exceptions cost nothing. */
export const noFates: Fates = new Map();

/** All peering routes, when the route table does not want them (PEER-12). */
export const peeringRoutesOff: Fate = {
  kind: "hidden",
  reason: "peeringRoutesOff",
  rules: ["PEER-12"],
  by: undefined,
};

/** All gateway routes, when the route table does not let them in (GW-14). */
export const propagationOff: Fate = {
  kind: "hidden",
  reason: "propagationOff",
  rules: ["GW-14", "X-31"],
  by: undefined,
};
