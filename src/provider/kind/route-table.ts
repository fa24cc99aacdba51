import { typeKeys } from "../../arm/index.ts";
import { checkRoute, refuseTableInUse } from "../check/route.ts";
import {
  childList,
  derived,
  fixed,
  flag,
  part,
  provisioningState,
  resourceGuid,
  text,
  texts,
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
    flag("disableBgpRoutePropagation", false),
    text("disablePeeringRoute"),
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
    text("addressPrefix"),
    text("nextHopType"),
    text("nextHopIpAddress"),
    part("nextHop", [texts("nextHopIpAddresses")]),
    fixed("hasBgpOverride", false),
  ],
  checks: [checkRoute],
});
