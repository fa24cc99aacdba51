import { choice, wrapped } from "./convert.ts";
import { light, mapping } from "./define.ts";
import { blocks, inside, known, type Row } from "./fields.ts";
import { below } from "./identity.ts";
import type { Family, Mapping } from "./mapping.ts";

const managerType = "Microsoft.Network/networkManagers";

const manager: Mapping = mapping({
  terraform: "azurerm_network_manager",
  type: managerType,
  properties: [
    ["description", "description"],
    ["scope_accesses", "networkManagerScopeAccesses"],
    inside("scope", [
      ["management_group_ids", "networkManagerScopes.managementGroups"],
      ["subscription_ids", "networkManagerScopes.subscriptions"],
    ]),
  ],
});

const group: Mapping = mapping({
  terraform: "azurerm_network_manager_network_group",
  type: `${managerType}/networkGroups`,
  id: below("network_manager_id", "networkGroups"),
  properties: [["member_type", "memberType"]],
});

const staticMember: Mapping = mapping({
  terraform: "azurerm_network_manager_static_member",
  type: `${managerType}/networkGroups/staticMembers`,
  id: below("network_group_id", "staticMembers"),
  properties: [
    ["target_virtual_network_id", "resourceId"],
    [known("region"), "region"],
  ],
});

// ARM has these as text.
const flag = choice({ true: "True", false: "False" });

const connectivity: Mapping = mapping({
  terraform: "azurerm_network_manager_connectivity_configuration",
  type: `${managerType}/connectivityConfigurations`,
  id: below("network_manager_id", "connectivityConfigurations"),
  properties: [
    ["connectivity_topology", "connectivityTopology"],
    ["global_mesh_enabled", "isGlobal", flag],
    ["delete_existing_peering_enabled", "deleteExistingPeering", flag],
    blocks("hub", "hubs", [
      ["resource_id", "resourceId"],
      ["resource_type", "resourceType"],
    ]),
    blocks("applies_to_group", "appliesToGroups", [
      ["network_group_id", "networkGroupId"],
      ["group_connectivity", "groupConnectivity"],
      ["global_mesh_enabled", "isGlobal", flag],
      ["use_hub_gateway", "useHubGateway", flag],
    ]),
  ],
});

const adminConfiguration: Mapping = mapping({
  terraform: "azurerm_network_manager_security_admin_configuration",
  type: `${managerType}/securityAdminConfigurations`,
  id: below("network_manager_id", "securityAdminConfigurations"),
  properties: [
    ["apply_on_network_intent_policy_based_services", "applyOnNetworkIntentPolicyBasedServices"],
  ],
});

const adminCollection: Mapping = mapping({
  terraform: "azurerm_network_manager_admin_rule_collection",
  type: `${managerType}/securityAdminConfigurations/ruleCollections`,
  id: below("security_admin_configuration_id", "ruleCollections"),
  properties: [["network_group_ids", "appliesToGroups", wrapped("networkGroupId")]],
});

const end: readonly Row[] = [
  ["address_prefix", "addressPrefix"],
  ["address_prefix_type", "addressPrefixType"],
];

const adminRule: Mapping = mapping({
  terraform: "azurerm_network_manager_admin_rule",
  type: `${managerType}/securityAdminConfigurations/ruleCollections/rules`,
  id: below("admin_rule_collection_id", "rules"),
  properties: [
    ["action", "access"],
    ["direction", "direction"],
    ["priority", "priority"],
    ["protocol", "protocol"],
    ["source_port_ranges", "sourcePortRanges"],
    ["destination_port_ranges", "destinationPortRanges"],
    blocks("source", "sources", end),
    blocks("destination", "destinations", end),
  ],
});

/**
 * Network managers. ARM has no resource for what is deployed, so every configuration counts, and
 * `azurerm_network_manager_deployment` has nothing to add.
 */
export const networkManager: Family = {
  mappings: [
    manager,
    group,
    staticMember,
    connectivity,
    adminConfiguration,
    adminCollection,
    adminRule,
    light(
      "azurerm_network_manager_routing_configuration",
      `${managerType}/routingConfigurations`,
      below("network_manager_id", "routingConfigurations"),
    ),
    light(
      "azurerm_network_manager_routing_rule_collection",
      `${managerType}/routingConfigurations/ruleCollections`,
      below("routing_configuration_id", "ruleCollections"),
    ),
    light(
      "azurerm_network_manager_routing_rule",
      `${managerType}/routingConfigurations/ruleCollections/rules`,
      below("rule_collection_id", "rules"),
    ),
    light(
      "azurerm_network_manager_ipam_pool",
      `${managerType}/ipamPools`,
      below("network_manager_id", "ipamPools"),
    ),
  ],
  additions: [],
};
