import { peekProperty, type Resource, typeKeys } from "../../arm/index.ts";

/**
 * A version of Azure's API that has the resource as it is; `undefined` for types that no change
 * writes as a whole.
 */
export function apiVersionOf({ typeKey, body }: Resource): string | undefined {
  return sharesHops(body) && isRouting(typeKey) ? "2025-07-01" : versions.get(typeKey);
}

/** The version that a parent is named with. */
export function apiVersionOfType(typeKey: string): string | undefined {
  return versions.get(typeKey);
}

/** Of templates inside a template. */
export const resourcesVersion = "2022-09-01";

const network = "2024-05-01";

const versions: ReadonlyMap<string, string> = new Map([
  [typeKeys.virtualNetwork, network],
  [typeKeys.subnet, network],
  [typeKeys.peering, network],
  [typeKeys.routeTable, network],
  [typeKeys.route, network],
  [typeKeys.nic, network],
  [typeKeys.publicIp, network],
  [typeKeys.natGateway, network],
  [typeKeys.securityGroup, network],
  [typeKeys.securityRule, network],
  [typeKeys.storageAccount, "2023-05-01"],
  [typeKeys.keyVault, "2023-07-01"],
  [typeKeys.sqlServer, "2021-11-01"],
  [typeKeys.sqlFirewallRule, "2021-11-01"],
  [typeKeys.sqlNetworkRule, "2021-11-01"],
]);

function isRouting(typeKey: string): boolean {
  return typeKey === typeKeys.route || typeKey === typeKeys.routeTable;
}

// Routes whose next hop is several addresses are younger than the rest (UDR-2).
function sharesHops(body: unknown): boolean {
  const routes = peekProperty(body, "routes");
  const all: readonly unknown[] = Array.isArray(routes) ? routes : [body];
  return all.some((route) => `${peekProperty(route, "nextHopType")}`.toLowerCase() === shared);
}

const shared = "virtualapplianceecmp";
