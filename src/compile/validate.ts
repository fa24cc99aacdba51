import type { Report } from "../arm/index.ts";
import type { Model } from "../model/index.ts";
import { validateAddresses } from "./validate-address.ts";
import { validateGateways } from "./validate-gateway.ts";
import { validateConnectedGroups, validateHubConnections } from "./validate-hub.ts";
import { validateLearnedRoutes } from "./validate-learned.ts";
import { validateLimits } from "./validate-limit.ts";
import { validatePeerings } from "./validate-peering.ts";
import { validateRouteServers } from "./validate-route-server.ts";
import { validateRouteTables } from "./validate-route-table.ts";
import { validateServiceTags } from "./validate-service-tag.ts";
import { validateAddressSpaces } from "./validate-space.ts";

/**
 * Validates a finished model against what Azure accepts.
 *
 * Changes nothing: a network that Azure would refuse still gets an answer, with a warning beside
 * it. Reports in a fixed order.
 */
export function validateModel(model: Model, report: Report): void {
  const validations = [
    validateAddressSpaces,
    validateAddresses,
    validatePeerings,
    validateRouteTables,
    validateServiceTags,
    validateGateways,
    validateRouteServers,
    validateLearnedRoutes,
    validateHubConnections,
    validateConnectedGroups,
    validateLimits,
  ];
  for (const validate of validations) validate(model, report);
}
