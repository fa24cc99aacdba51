import { mapping } from "./define.ts";
import { blocks, constant, inside, nameOf, type Row, reference } from "./fields.ts";
import { below, type Identity } from "./identity.ts";
import type { Attributes, Family, Mapping } from "./mapping.ts";

// `Developer_1`: the tier and how many units of it.
function tierOf(attributes: Attributes): unknown {
  return nameOf(attributes, "sku_name")?.split("_")[0];
}

const ownSubnet: Row = inside("virtual_network_configuration", [
  ["subnet_id", "virtualNetworkConfiguration.subnetResourceId"],
]);

const apiManagement: Mapping = mapping({
  terraform: "azurerm_api_management",
  type: "Microsoft.ApiManagement/service",
  rows: [[tierOf, "sku.name"]],
  properties: [
    ["virtual_network_type", "virtualNetworkType"],
    ownSubnet,
    blocks("additional_location", "additionalLocations", [["location", "location"], ownSubnet]),
  ],
});

function environment(terraform: string, kind: string): Mapping {
  return mapping({
    terraform,
    type: "Microsoft.Web/hostingEnvironments",
    rows: [constant("kind", kind)],
    properties: [
      ["internal_load_balancing_mode", "internalLoadBalancingMode"],
      reference("subnet_id", "virtualNetwork"),
    ],
  });
}

const nodePool: readonly Row[] = [
  ["name", "name"],
  ["vnet_subnet_id", "vnetSubnetID"],
];

const poolId: Identity = below("kubernetes_cluster_id", "agentPools");

const clusters: readonly Mapping[] = [
  mapping({
    terraform: "azurerm_kubernetes_cluster",
    type: "Microsoft.ContainerService/managedClusters",
    properties: [
      blocks("default_node_pool", "agentPoolProfiles", nodePool),
      inside("network_profile", [
        ["outbound_type", "networkProfile.outboundType"],
        ["network_plugin", "networkProfile.networkPlugin"],
      ]),
      ["private_cluster_enabled", "apiServerAccessProfile.enablePrivateCluster"],
    ],
  }),
  mapping({
    terraform: "azurerm_kubernetes_cluster_node_pool",
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    id: poolId,
    properties: [["vnet_subnet_id", "vnetSubnetID"]],
  }),
];

const databricks: Mapping = mapping({
  terraform: "azurerm_databricks_workspace",
  type: "Microsoft.Databricks/workspaces",
  rows: [["sku", "sku.name"]],
  properties: [
    ["network_security_group_rules_required", "requiredNsgRules"],
    inside("custom_parameters", [
      ["virtual_network_id", "parameters.customVirtualNetworkId.value"],
      ["public_subnet_name", "parameters.customPublicSubnetName.value"],
      ["private_subnet_name", "parameters.customPrivateSubnetName.value"],
      ["no_public_ip", "parameters.enableNoPublicIp.value"],
    ]),
  ],
});

/** Services of Azure that run in subnets: only where they stand and what that asks of routes. */
export const hosted: Family = {
  mappings: [
    apiManagement,
    environment("azurerm_app_service_environment", "ASEV2"),
    environment("azurerm_app_service_environment_v3", "ASEV3"),
    mapping({
      terraform: "azurerm_mssql_managed_instance",
      type: "Microsoft.Sql/managedInstances",
      properties: [["subnet_id", "subnetId"]],
    }),
    ...clusters,
    databricks,
  ],
  additions: [],
};
