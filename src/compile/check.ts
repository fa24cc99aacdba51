import type { Report } from "../arm/index.ts";
import type { Model } from "../model/index.ts";
import { checkAddresses } from "./check-address.ts";
import { checkGateways } from "./check-gateway.ts";
import { checkConnectedGroups, checkHubConnections } from "./check-hub.ts";
import { checkLearnedRoutes } from "./check-learned.ts";
import { checkLimits } from "./check-limit.ts";
import { checkPeerings } from "./check-peering.ts";
import { checkRouteServers } from "./check-route-server.ts";
import { checkRouteTables } from "./check-route-table.ts";
import { checkServiceTags } from "./check-service-tag.ts";
import { checkAddressSpaces } from "./check-space.ts";

/**
 * Checks a finished model against what Azure accepts.
 *
 * Changes nothing: a network that Azure would refuse still gets an answer, with a warning beside
 * it. Reports in a fixed order.
 */
export function checkModel(model: Model, report: Report): void {
  const checks = [
    checkAddressSpaces,
    checkAddresses,
    checkPeerings,
    checkRouteTables,
    checkServiceTags,
    checkGateways,
    checkRouteServers,
    checkLearnedRoutes,
    checkHubConnections,
    checkConnectedGroups,
    checkLimits,
  ];
  for (const check of checks) check(model, report);
}
