import { expectMappings, idIn } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";

const later = createUnknown("known after apply");
const manager = idIn("networkManagers/m");
const group = `${manager}/networkGroups/g`;
const inManager = "Microsoft.Network/networkManagers/m";

expectMappings([
  [
    "a network manager",
    "azurerm_network_manager",
    {
      scope: [{ subscription_ids: ["/subscriptions/s"], management_group_ids: [] }],
      scope_accesses: ["Connectivity", "SecurityAdmin"],
      cross_tenant_scopes: later,
    },
    "Microsoft.Network/networkManagers/x",
    {
      networkManagerScopeAccesses: ["Connectivity", "SecurityAdmin"],
      networkManagerScopes: { subscriptions: ["/subscriptions/s"] },
    },
  ],
  [
    "a group of networks",
    "azurerm_network_manager_network_group",
    { network_manager_id: manager, member_type: "VirtualNetwork" },
    `${inManager}/networkGroups/x`,
    { memberType: "VirtualNetwork" },
  ],
  [
    "a member of a group",
    "azurerm_network_manager_static_member",
    {
      network_group_id: group,
      target_virtual_network_id: idIn("virtualNetworks/v"),
      region: later,
    },
    `${inManager}/networkGroups/g/staticMembers/x`,
    { resourceId: idIn("virtualNetworks/v") },
  ],
  [
    "which networks are connected",
    "azurerm_network_manager_connectivity_configuration",
    {
      network_manager_id: manager,
      connectivity_topology: "HubAndSpoke",
      global_mesh_enabled: false,
      delete_existing_peering_enabled: true,
      hub: [
        {
          resource_id: idIn("virtualNetworks/hub"),
          resource_type: "Microsoft.Network/virtualNetworks",
        },
      ],
      applies_to_group: [
        {
          group_connectivity: "DirectlyConnected",
          global_mesh_enabled: true,
          network_group_id: group,
          use_hub_gateway: false,
        },
      ],
    },
    `${inManager}/connectivityConfigurations/x`,
    {
      connectivityTopology: "HubAndSpoke",
      isGlobal: "False",
      deleteExistingPeering: "True",
      hubs: [
        {
          resourceId: idIn("virtualNetworks/hub"),
          resourceType: "Microsoft.Network/virtualNetworks",
        },
      ],
      appliesToGroups: [
        {
          networkGroupId: group,
          groupConnectivity: "DirectlyConnected",
          isGlobal: "True",
          useHubGateway: "False",
        },
      ],
    },
  ],
  [
    "rules for everybody",
    "azurerm_network_manager_security_admin_configuration",
    {
      network_manager_id: manager,
      apply_on_network_intent_policy_based_services: ["AllowRulesOnly"],
    },
    `${inManager}/securityAdminConfigurations/x`,
    { applyOnNetworkIntentPolicyBasedServices: ["AllowRulesOnly"] },
  ],
  [
    "a collection of such rules",
    "azurerm_network_manager_admin_rule_collection",
    {
      security_admin_configuration_id: `${manager}/securityAdminConfigurations/c`,
      network_group_ids: [group],
    },
    `${inManager}/securityAdminConfigurations/c/ruleCollections/x`,
    { appliesToGroups: [{ networkGroupId: group }] },
  ],
  [
    "one such rule",
    "azurerm_network_manager_admin_rule",
    {
      admin_rule_collection_id: `${manager}/securityAdminConfigurations/c/ruleCollections/r`,
      action: "Deny",
      direction: "Inbound",
      priority: 10,
      protocol: "Tcp",
      source_port_ranges: ["0-65535"],
      destination_port_ranges: ["22", "3389"],
      source: [{ address_prefix_type: "ServiceTag", address_prefix: "Internet" }],
      destination: [{ address_prefix_type: "IPPrefix", address_prefix: "*" }],
    },
    `${inManager}/securityAdminConfigurations/c/ruleCollections/r/rules/x`,
    {
      access: "Deny",
      direction: "Inbound",
      priority: 10,
      protocol: "Tcp",
      sourcePortRanges: ["0-65535"],
      destinationPortRanges: ["22", "3389"],
      sources: [{ addressPrefixType: "ServiceTag", addressPrefix: "Internet" }],
      destinations: [{ addressPrefixType: "IPPrefix", addressPrefix: "*" }],
    },
  ],
  [
    "routes for everybody",
    "azurerm_network_manager_routing_configuration",
    { network_manager_id: manager },
    `${inManager}/routingConfigurations/x`,
    undefined,
  ],
  [
    "a collection of such routes",
    "azurerm_network_manager_routing_rule_collection",
    { routing_configuration_id: `${manager}/routingConfigurations/c` },
    `${inManager}/routingConfigurations/c/ruleCollections/x`,
    undefined,
  ],
  [
    "one such route",
    "azurerm_network_manager_routing_rule",
    { rule_collection_id: `${manager}/routingConfigurations/c/ruleCollections/r` },
    `${inManager}/routingConfigurations/c/ruleCollections/r/rules/x`,
    undefined,
  ],
  [
    "a pool of addresses",
    "azurerm_network_manager_ipam_pool",
    { network_manager_id: manager, address_prefixes: ["10.0.0.0/8"] },
    `${inManager}/ipamPools/x`,
    undefined,
  ],
]);
