import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { Gateway, Model, RouteServer } from "../model/index.ts";

/** Checks Route Servers. Rules: GW-21, ERR-67. */
export function validateRouteServers(model: Model, report: Report): void {
  for (const server of model.routeServers.values()) {
    if (!server.joinsBranches) continue;
    for (const gateway of model.gateways.values()) {
      if (gateway.kind === "vpn" && gateway.network === server.network) {
        validateBranchGateway(server, gateway, report);
      }
    }
  }
}

/**
 * Number of the autonomous system that a VPN gateway must have to exchange routes with a Route
 * Server (GW-21).
 */
const azureAsn = 65515;

function validateBranchGateway(server: RouteServer, gateway: Gateway, report: Report): void {
  const { isActiveActive, asn = azureAsn } = gateway;
  const faults = [
    isActiveActive ? undefined : "is active-standby",
    asn === azureAsn ? undefined : `has ASN ${asn}`,
  ].filter((fault) => fault !== undefined);
  if (faults.length === 0) return;
  const parameters = {
    gateway: server.id,
    reason: `it joins branches, but VPN gateway ${gateway.name} ${faults.join(" and ")}`,
    advice: `Make the VPN gateway active-active with ASN ${azureAsn}, or switch branch-to-branch off.`,
  };
  const related = [gateway.place];
  report(createDiagnostic("gateway-misplaced", server.place, parameters, { related }));
}
