import type { Subnet } from "../../model/index.ts";

/**
 * The value of `privateEndpointNetworkPolicies` that lets one more thing reach the private
 * endpoints of a subnet, and keeps what reaches them already (PE-3).
 */
export function policyLetting(
  { letsRoutesReachPrivateEndpoints, filtersPrivateEndpoints }: Subnet,
  what: "routes" | "groups",
): "Enabled" | "RouteTableEnabled" | "NetworkSecurityGroupEnabled" {
  if (what === "routes") return filtersPrivateEndpoints ? "Enabled" : "RouteTableEnabled";
  return letsRoutesReachPrivateEndpoints ? "Enabled" : "NetworkSecurityGroupEnabled";
}
