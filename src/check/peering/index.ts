/** peering: peerings, gateways and their subnets (sections 2, 3 and 10). */
import type { CheckRule } from "../rule.ts";
import { accessOff } from "./access-off.ts";
import { bastionRules } from "./bastion-rules.ts";
import { branchGateway } from "./branch-gateway.ts";
import { duplicate } from "./duplicate.ts";
import { firewallDefault } from "./firewall-default.ts";
import { forwardedRefused } from "./forwarded-refused.ts";
import { gatewayHop } from "./gateway-hop.ts";
import { gatewayRefused } from "./gateway-refused.ts";
import { gatewaySubnetRoutes } from "./gateway-subnet-routes.ts";
import { gatewaySubnetSize } from "./gateway-subnet-size.ts";
import { halfTransit } from "./half-transit.ts";
import { hubConnection } from "./hub-connection.ts";
import { idleVpn } from "./idle-vpn.ts";
import { misplaced } from "./misplaced.ts";
import { notConnected } from "./not-connected.ts";
import { outOfSync } from "./out-of-sync.ts";
import { overlap } from "./overlap.ts";
import { ownGateway } from "./own-gateway.ts";
import { propagationOff } from "./propagation-off.ts";
import { remoteGatewayAbsent } from "./remote-gateway-absent.ts";
import { reverseMissing } from "./reverse-missing.ts";
import { secondRemoteGateway } from "./second-remote-gateway.ts";
import { sitePrefix } from "./site-prefix.ts";
import { splitDefaultExemption } from "./split-default-exemption.ts";
import { splitDefaultGaps } from "./split-default-gaps.ts";
import { transitRefused } from "./transit-refused.ts";

export const peeringRules: readonly CheckRule[] = [
  secondRemoteGateway,
  transitRefused,
  remoteGatewayAbsent,
  ownGateway,
  reverseMissing,
  outOfSync,
  notConnected,
  accessOff,
  forwardedRefused,
  halfTransit,
  overlap,
  propagationOff,
  gatewaySubnetRoutes,
  misplaced,
  firewallDefault,
  splitDefaultGaps,
  splitDefaultExemption,
  sitePrefix,
  branchGateway,
  gatewayRefused,
  gatewaySubnetSize,
  idleVpn,
  hubConnection,
  gatewayHop,
  duplicate,
  bastionRules,
];
