/** symmetry: replies that meet another stateful device than their flow (FWD-26). */
import type { CheckRule } from "../rule.ts";
import { differentDevices } from "./different-devices.ts";
import { equalDevices } from "./equal-devices.ts";
import { gatewayWithoutRoute } from "./gateway-without-route.ts";
import { internetInbound } from "./internet-inbound.ts";
import { noRouteBack } from "./no-route-back.ts";
import { subnetPeering } from "./subnet-peering.ts";

export const symmetryRules: readonly CheckRule[] = [
  differentDevices,
  noRouteBack,
  gatewayWithoutRoute,
  subnetPeering,
  internetInbound,
  equalDevices,
];
