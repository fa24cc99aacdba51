/**
 * platform: what a virtual machine or a hosted service needs of Azure itself, and what keeps it from
 * there: forced tunneling, firewalls, private subnets (8.10, 8.12, GW-28).
 *
 * Inside: a `Purpose` (cut-off.ts) is something that machines need, followed out of every subnet by
 * `ways.ts`; a `Straight` (straight-rule.ts) is something whose packets must leave without a detour.
 * One finding for each cause and purpose, with all subnets that suffer.
 */
import type { CheckRule } from "../rule.ts";
import { apiManagement } from "./api-management.ts";
import { appServiceEnvironment } from "./app-service-environment.ts";
import { applicationGateway } from "./application-gateway.ts";
import { azureBackup } from "./azure-backup.ts";
import { azureMonitor } from "./azure-monitor.ts";
import { bastion } from "./bastion.ts";
import { controlPlaneFilter } from "./control-plane-filter.ts";
import { databricks } from "./databricks.ts";
import { entraSignIn } from "./entra-sign-in.ts";
import { kubernetesNodes } from "./kubernetes-nodes.ts";
import { kubernetesOutbound } from "./kubernetes-outbound.ts";
import { managedInstance } from "./managed-instance.ts";
import { privateSubnet } from "./private-subnet.ts";
import { suseUpdates } from "./suse-updates.ts";
import { windowsActivation } from "./windows-activation.ts";
import { windowsUpdate } from "./windows-update.ts";

export const platformRules: readonly CheckRule[] = [
  windowsActivation,
  suseUpdates,
  windowsUpdate,
  entraSignIn,
  azureMonitor,
  azureBackup,
  apiManagement,
  appServiceEnvironment,
  managedInstance,
  kubernetesOutbound,
  kubernetesNodes,
  databricks,
  applicationGateway,
  bastion,
  privateSubnet,
  controlPlaneFilter,
];
