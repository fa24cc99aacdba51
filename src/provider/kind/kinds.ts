import { provisioningState, resourceGuid } from "../shape/forms.ts";
import { applicationGateway } from "./application-gateway.ts";
import { applicationSecurityGroup } from "./application-security-group.ts";
import { backendPool } from "./backend-pool.ts";
import { bastion } from "./bastion.ts";
import { ddosPlan } from "./ddos-plan.ts";
import { defineChild, defineKind } from "./define.ts";
import { gatewayKinds } from "./gateway-kinds.ts";
import { inboundNatRule } from "./inbound-nat-rule.ts";
import { ipGroup } from "./ip-group.ts";
import type { Kind } from "./kind.ts";
import { isKnownType } from "./known-types.ts";
import { loadBalancer } from "./load-balancer.ts";
import { natGateway } from "./nat-gateway.ts";
import { networkInterface } from "./network-interface.ts";
import { networkProfile } from "./network-profile.ts";
import { networkWatcher } from "./network-watcher.ts";
import { peering } from "./peering.ts";
import { publicIp } from "./public-ip.ts";
import { publicPrefix } from "./public-prefix.ts";
import { routeFilter, routeFilterRule } from "./route-filter.ts";
import { route, routeTable } from "./route-table.ts";
import { securityGroup, securityRule } from "./security-group.ts";
import {
  serviceEndpointPolicy,
  serviceEndpointPolicyDefinition,
} from "./service-endpoint-policy.ts";
import { subnet } from "./subnet.ts";
import {
  availabilitySet,
  disk,
  machineExtension,
  scaleSet,
  virtualMachine,
} from "./virtual-machine.ts";
import { virtualNetwork } from "./virtual-network.ts";

// In the order of ROUTING.md 0.1; children behind their parents.
const kinds: readonly Kind[] = [
  virtualNetwork,
  subnet,
  peering,
  routeTable,
  route,
  networkInterface,
  securityGroup,
  securityRule,
  applicationSecurityGroup,
  publicIp,
  publicPrefix,
  natGateway,
  loadBalancer,
  backendPool,
  inboundNatRule,
  bastion,
  networkProfile,
  networkWatcher,
  serviceEndpointPolicy,
  serviceEndpointPolicyDefinition,
  ddosPlan,
  ipGroup,
  routeFilter,
  routeFilterRule,
  applicationGateway,
  virtualMachine,
  machineExtension,
  availabilitySet,
  scaleSet,
  disk,
  ...gatewayKinds,
];

const byType: ReadonlyMap<string, Kind> = new Map(
  kinds.map((kind) => [kind.type.toLowerCase(), kind]),
);

/** The kind of a type that requests may name; `undefined` for types that nobody knows. */
export function findKind(type: string): Kind | undefined {
  const found = byType.get(type.toLowerCase());
  if (found !== undefined) return found;
  return isKnownType(type) ? plainKind(type) : undefined;
}

/** The kind of a row: one that came out of a snapshot may be of a type that no request could name. */
export function kindOf(typeKey: string, type: string): Kind {
  return byType.get(typeKey) ?? plainKind(type);
}

const plain = new Map<string, Kind>();

// Kept and shown as it was asked for.
function plainKind(type: string): Kind {
  const known = plain.get(type);
  if (known !== undefined) return known;
  const isChild = type.split("/").length > 2;
  const properties = [provisioningState(), resourceGuid()].slice(0, isChild ? 1 : 2);
  const made = isChild ? defineChild({ type, properties }) : defineKind({ type, properties });
  // Ids come in any casing; a hundred of one type are nobody's need.
  if (plain.size < 1000) plain.set(type, made);
  return made;
}
