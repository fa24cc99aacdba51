import type { Action } from "./action/action.ts";
import { addIpRule } from "./action/add-ip-rule.ts";
import { addRoutes } from "./action/add-routes.ts";
import { addSecurityRule } from "./action/add-security-rule.ts";
import { addSubnetRule } from "./action/add-subnet-rule.ts";
import { associateNatGateway } from "./action/associate-nat-gateway.ts";
import { associateRouteTable } from "./action/associate-route-table.ts";
import { createNatGateway } from "./action/create-nat-gateway.ts";
import { createPeering } from "./action/create-peering.ts";
import { createRouteTable } from "./action/create-route-table.ts";
import { dissociateRouteTable } from "./action/dissociate-route-table.ts";
import { dissociateSecurityGroup } from "./action/dissociate-security-group.ts";
import { removeIpRule } from "./action/remove-ip-rule.ts";
import { removePeering } from "./action/remove-peering.ts";
import { removeRoutes } from "./action/remove-routes.ts";
import { removeSubnetRule } from "./action/remove-subnet-rule.ts";
import { setIpForwarding } from "./action/set-ip-forwarding.ts";
import { setPeeringFlags } from "./action/set-peering-flags.ts";
import { setPrivateEndpointPolicies } from "./action/set-private-endpoint-policies.ts";
import { setPropagation } from "./action/set-propagation.ts";
import { setRoute } from "./action/set-route.ts";
import { setServiceEndpoints } from "./action/set-service-endpoints.ts";
import { setTag } from "./action/set-tag.ts";
import { syncPeering } from "./action/sync-peering.ts";
import type { Change, ChangeKind, ChangeOf } from "./change.ts";

const actions: { readonly [K in ChangeKind]: Action<ChangeOf<K>> } = {
  createRouteTable,
  associateRouteTable,
  dissociateRouteTable,
  addRoutes,
  removeRoutes,
  setRoute,
  setPropagation,
  setPrivateEndpointPolicies,
  setServiceEndpoints,
  createPeering,
  setPeeringFlags,
  syncPeering,
  removePeering,
  setIpForwarding,
  setTag,
  createNatGateway,
  associateNatGateway,
  dissociateSecurityGroup,
  addSecurityRule,
  addSubnetRule,
  removeSubnetRule,
  addIpRule,
  removeIpRule,
};

/** How a change is made and said. */
export function actionOf(change: Change): Action<Change> {
  return actions[change.kind];
}
