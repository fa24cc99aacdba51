import type { Change } from "../../change/index.ts";
import type { Key, Model } from "../../model/index.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** User routes reach the private endpoints of subnets (PE-3). */
export const letRoutesReachEndpoints: Remedy<"letRoutesReachEndpoints"> = (
  { subnets },
  { model },
) => {
  const changes = endpointPolicies(model, subnets);
  if (changes.length === 0) return refused("user routes reach these private endpoints already");
  return planned(changes, [
    "Every subnet that sees these endpoints is affected: where its user routes cover them, they carry the traffic from then on.",
  ]);
};

/** The policies to set on those of these subnets whose endpoints user routes do not reach yet. */
export function endpointPolicies(model: Model, subnets: readonly Key[]): readonly Change[] {
  return subnets.flatMap((key): readonly Change[] => {
    const subnet = model.subnets.get(key);
    if (subnet === undefined || subnet.letsRoutesReachPrivateEndpoints) return [];
    // What security groups do there stays as it is (PE-10).
    const value = subnet.filtersPrivateEndpoints ? "Enabled" : "RouteTableEnabled";
    return [{ kind: "setPrivateEndpointPolicies", subnet: subnet.id, value }];
  });
}
