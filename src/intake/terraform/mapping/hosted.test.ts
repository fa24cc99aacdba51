import { expect, test } from "vitest";
import { expectMappings, idIn, mapResource } from "../../../../test/map-terraform.ts";
import { mappingOf } from "./index.ts";

const subnet = idIn("virtualNetworks/v/subnets/s");
const other = idIn("virtualNetworks/w/subnets/s");

expectMappings([
  [
    "an API Management instance in two regions",
    "azurerm_api_management",
    {
      sku_name: "Premium_2",
      publisher_email: "a@example.com",
      virtual_network_type: "Internal",
      virtual_network_configuration: [{ subnet_id: subnet }],
      additional_location: [
        { location: "eastus", virtual_network_configuration: [{ subnet_id: other }] },
      ],
    },
    "Microsoft.ApiManagement/service/x",
    {
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: { subnetResourceId: subnet },
      additionalLocations: [
        { location: "eastus", virtualNetworkConfiguration: { subnetResourceId: other } },
      ],
    },
  ],
  [
    "an App Service Environment",
    "azurerm_app_service_environment_v3",
    { subnet_id: subnet, internal_load_balancing_mode: "Web, Publishing" },
    "Microsoft.Web/hostingEnvironments/x",
    { virtualNetwork: { id: subnet }, internalLoadBalancingMode: "Web, Publishing" },
  ],
  [
    "a SQL Managed Instance",
    "azurerm_mssql_managed_instance",
    { subnet_id: subnet, administrator_login: "someone", vcores: 4 },
    "Microsoft.Sql/managedInstances/x",
    { subnetId: subnet },
  ],
  [
    "a Kubernetes cluster",
    "azurerm_kubernetes_cluster",
    {
      default_node_pool: [{ name: "system", vm_size: "Standard_D2s_v5", vnet_subnet_id: subnet }],
      network_profile: [{ network_plugin: "azure", outbound_type: "userDefinedRouting" }],
      private_cluster_enabled: true,
    },
    "Microsoft.ContainerService/managedClusters/x",
    {
      agentPoolProfiles: [{ name: "system", vnetSubnetID: subnet }],
      networkProfile: { networkPlugin: "azure", outboundType: "userDefinedRouting" },
      apiServerAccessProfile: { enablePrivateCluster: true },
    },
  ],
  [
    "a Databricks workspace",
    "azurerm_databricks_workspace",
    {
      sku: "premium",
      network_security_group_rules_required: "NoAzureDatabricksRules",
      custom_parameters: [
        {
          virtual_network_id: idIn("virtualNetworks/v"),
          public_subnet_name: "host",
          private_subnet_name: "container",
          no_public_ip: true,
        },
      ],
    },
    "Microsoft.Databricks/workspaces/x",
    {
      requiredNsgRules: "NoAzureDatabricksRules",
      parameters: {
        customVirtualNetworkId: { value: idIn("virtualNetworks/v") },
        customPublicSubnetName: { value: "host" },
        customPrivateSubnetName: { value: "container" },
        enableNoPublicIp: { value: true },
      },
    },
  ],
]);

test("what stands beside the properties", () => {
  const kind = (type: string) => mapResource([type, { subnet_id: subnet }]).body["kind"];
  expect(kind("azurerm_app_service_environment")).toBe("ASEV2");
  expect(kind("azurerm_app_service_environment_v3")).toBe("ASEV3");
  const sku = mapResource(["azurerm_api_management", { sku_name: "Developer_1" }]).body["sku"];
  expect(sku).toEqual({ name: "Developer" });
});

test("a node pool is a resource below its cluster", () => {
  const cluster =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/k";
  const attributes = { name: "users", kubernetes_cluster_id: cluster, vnet_subnet_id: subnet };
  const mapping = mappingOf("azurerm_kubernetes_cluster_node_pool");
  expect(mapping?.id(attributes, { subscription: "s" })).toBe(`${cluster}/agentPools/users`);
  expect(mapping?.body(attributes)).toEqual({ properties: { vnetSubnetID: subnet } });
});
