import { answered } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { locationScope } from "./scope.ts";

/** Services to which subnets can be given. */
export interface Delegations {
  readonly value: readonly Delegation[];
}

/** One service, and what it may do in the network. */
export interface Delegation {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly serviceName: string;
  readonly actions: readonly string[];
}

/** `GET locations/L/availableDelegations`: a fixed list, of a subscription or a group. */
export const delegations: Answer<Delegations> = (_asked, { target }) => {
  const scope = `${locationScope(target).group}/providers/Microsoft.Network`;
  return answered({
    value: services.map(([serviceName, actions = join]) => {
      const name = serviceName.replaceAll("/", ".");
      return {
        name,
        id: `${scope}/availableDelegations/${name}`,
        type: "Microsoft.Network/availableDelegations",
        serviceName,
        actions,
      };
    }),
  });
};

const subnets = "Microsoft.Network/virtualNetworks/subnets";
const interfaces = "Microsoft.Network/networkinterfaces/*";
const join = [`${subnets}/join/action`];
const act = [`${subnets}/action`];
const attach = [interfaces, ...join];
const prepare = [...join, `${subnets}/prepareNetworkPolicies/action`];
const unprepare = [...prepare, `${subnets}/unprepareNetworkPolicies/action`];
const publish = [
  "Microsoft.Network/publicIPAddresses/join/action",
  ...join,
  "Microsoft.Network/virtualNetworks/read",
  "Microsoft.Network/publicIPAddresses/read",
];

// As westcentralus answered in February 2025, in its order. Most services join subnets only.
const services: readonly (readonly [name: string, actions?: readonly string[]])[] = [
  ["Microsoft.Web/serverFarms", act],
  ["Microsoft.ContainerInstance/containerGroups", act],
  ["Microsoft.Netapp/volumes", attach],
  ["Microsoft.HardwareSecurityModules/dedicatedHSMs", attach],
  ["Microsoft.ServiceFabricMesh/networks", act],
  ["Microsoft.Logic/integrationServiceEnvironments", act],
  ["Microsoft.Batch/batchAccounts", act],
  ["Microsoft.Sql/managedInstances", unprepare],
  ["Microsoft.Web/hostingEnvironments", act],
  ["Microsoft.BareMetal/CrayServers", attach],
  ["Microsoft.Databricks/workspaces", unprepare],
  ["Microsoft.BareMetal/AzureHostedService", attach],
  ["Microsoft.BareMetal/AzureVMware", attach],
  ["Microsoft.StreamAnalytics/streamingJobs"],
  ["Microsoft.DBforPostgreSQL/serversv2"],
  ["Microsoft.AzureCosmosDB/clusters"],
  ["Microsoft.MachineLearningServices/workspaces"],
  ["Microsoft.DBforPostgreSQL/singleServers"],
  ["Microsoft.DBforPostgreSQL/flexibleServers"],
  ["Microsoft.DBforMySQL/serversv2"],
  ["Microsoft.DBforMySQL/flexibleServers"],
  ["Microsoft.DBforMySQL/servers"],
  ["Microsoft.ApiManagement/service", prepare],
  ["Microsoft.Synapse/workspaces"],
  ["Microsoft.PowerPlatform/vnetaccesslinks"],
  ["Microsoft.Network/dnsResolvers"],
  ["Microsoft.Kusto/clusters", unprepare],
  ["Microsoft.DelegatedNetwork/controller"],
  ["Microsoft.ContainerService/managedClusters"],
  ["Microsoft.PowerPlatform/enterprisePolicies"],
  ["Microsoft.StoragePool/diskPools", ["Microsoft.Network/virtualNetworks/read"]],
  ["Microsoft.DocumentDB/cassandraClusters"],
  ["Microsoft.Apollo/npu", attach],
  ["Microsoft.AVS/PrivateClouds", [interfaces]],
  ["Microsoft.Orbital/orbitalGateways", publish],
  ["Microsoft.Singularity/accounts/networks", attach],
  ["Microsoft.Singularity/accounts/npu", attach],
  ["Microsoft.LabServices/labplans"],
  ["Microsoft.Fidalgo/networkSettings"],
  ["Microsoft.DevCenter/networkConnection"],
  ["NGINX.NGINXPLUS/nginxDeployments"],
  ["Microsoft.DevOpsInfrastructure/pools"],
  ["Microsoft.CloudTest/pools"],
  ["Microsoft.CloudTest/hostedpools"],
  ["Microsoft.CloudTest/images"],
  ["PaloAltoNetworks.Cloudngfw/firewalls"],
  ["Qumulo.Storage/fileSystems"],
  ["Microsoft.App/testClients"],
  ["Microsoft.App/environments"],
  ["Microsoft.ServiceNetworking/trafficControllers"],
  ["GitHub.Network/networkSettings"],
  ["Microsoft.Network/networkWatchers"],
  ["Dell.Storage/fileSystems"],
  ["Microsoft.Netapp/scaleVolumes"],
  ["Oracle.Database/networkAttachments", attach],
  ["PureStorage.Block/storagePools"],
  ["Informatica.DataManagement/organizations"],
  ["Microsoft.AzureCommunicationsGateway/networkSettings"],
  ["Microsoft.PowerAutomate/hostedRpa"],
  ["Microsoft.MachineLearningServices/workspaceComputes"],
];
