/** private-endpoint: traffic to private endpoints that goes another way than its routes suggest (section 5). */
import type { CheckRule } from "../rule.ts";
import { gatewayBypass } from "./gateway-bypass.ts";
import { hostRoutes } from "./host-routes.ts";
import { hubBypass } from "./hub-bypass.ts";
import { inertRouteTable } from "./inert-route-table.ts";
import { inertSecurityGroup } from "./inert-security-group.ts";
import { lostReply } from "./lost-reply.ts";
import { missingRecord } from "./missing-record.ts";
import { policyOff } from "./policy-off.ts";
import { routeTooShort } from "./route-too-short.ts";
import { unapproved } from "./unapproved.ts";
import { unlinkedZone } from "./unlinked-zone.ts";

export const privateEndpointRules: readonly CheckRule[] = [
  policyOff,
  routeTooShort,
  gatewayBypass,
  lostReply,
  hostRoutes,
  hubBypass,
  inertSecurityGroup,
  inertRouteTable,
  unapproved,
  unlinkedZone,
  missingRecord,
];
