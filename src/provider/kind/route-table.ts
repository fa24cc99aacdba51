import { typeKeys } from "../../arm/index.ts";
import { checkRoute, refuseTableInUse } from "../check/route.ts";
import {
  asked,
  childList,
  derived,
  fixed,
  provisioningState,
  resourceGuid,
} from "../shape/forms.ts";
import { attachedSubnets } from "../subnet/attached.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/routeTables. */
export const routeTable: Kind = defineKind({
  type: "Microsoft.Network/routeTables",
  properties: [
    provisioningState(),
    resourceGuid(),
    asked("disableBgpRoutePropagation", false),
    asked("disablePeeringRoute"),
    childList("routes"),
    derived("subnets", attachedSubnets),
  ],
  children: [listed("routes", typeKeys.route, { isEmptiedWhenAbsent: true })],
  removalChecks: [refuseTableInUse],
});

/** Microsoft.Network/routeTables/routes. */
export const route: Kind = defineChild({
  type: "Microsoft.Network/routeTables/routes",
  properties: [
    provisioningState(),
    asked("addressPrefix"),
    asked("nextHopType"),
    asked("nextHopIpAddress"),
    asked("nextHop"),
    fixed("hasBgpOverride", false),
  ],
  checks: [checkRoute],
});
