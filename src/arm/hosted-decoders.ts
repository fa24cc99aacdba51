import type { Report } from "./cursor.ts";
import {
  type AgentPoolBody,
  type ApiManagementBody,
  type ApplicationGatewayBody,
  type AppServiceEnvironmentBody,
  type BastionBody,
  type DatabricksBody,
  decodeAgentPool,
  decodeApiManagement,
  decodeApplicationGateway,
  decodeAppServiceEnvironment,
  decodeBastion,
  decodeDatabricks,
  decodeKubernetesCluster,
  decodeManagedInstance,
  type KubernetesClusterBody,
  type ManagedInstanceBody,
} from "./hosted-service.ts";
import type { Resource } from "./resource.ts";
import type { MachineExtensionBody, ScaleSetBody } from "./virtual-machine.ts";
import { decodeMachineExtension, decodeScaleSet } from "./virtual-machine.ts";

/** What the kinds decode to that are read for what they need of Azure, and for nothing else. */
export interface HostedBodies {
  readonly machineExtension: MachineExtensionBody;
  readonly scaleSet: ScaleSetBody;
  readonly apiManagement: ApiManagementBody;
  readonly appServiceEnvironment: AppServiceEnvironmentBody;
  readonly managedInstance: ManagedInstanceBody;
  readonly kubernetesCluster: KubernetesClusterBody;
  readonly agentPool: AgentPoolBody;
  readonly databricks: DatabricksBody;
  readonly applicationGateway: ApplicationGatewayBody;
  readonly bastion: BastionBody;
}

/** Their decoders. */
export const hostedDecoders: {
  readonly [K in keyof HostedBodies]: (resource: Resource, report: Report) => HostedBodies[K];
} = {
  machineExtension: decodeMachineExtension,
  scaleSet: decodeScaleSet,
  apiManagement: decodeApiManagement,
  appServiceEnvironment: decodeAppServiceEnvironment,
  managedInstance: decodeManagedInstance,
  kubernetesCluster: decodeKubernetesCluster,
  agentPool: decodeAgentPool,
  databricks: decodeDatabricks,
  applicationGateway: decodeApplicationGateway,
  bastion: decodeBastion,
};
