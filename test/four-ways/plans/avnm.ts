// The landscape in Terraform: a network manager over networks that count made.
import { type Configuration, resource } from "../terraform/configuration.ts";
import { compute, ref } from "../terraform/expression.ts";
import { inGroup, place, provider, resourceGroup, subscription } from "../terraform/place.ts";

const name = compute([ref("var.names"), ref("count.index")], (names, index) =>
  String((names as readonly string[])[Number(index)]),
);

function cidr(size: string) {
  return compute([ref("count.index")], (index) => `10.${50 + Number(index)}.0.0/${size}`);
}

/** The landscape as a configuration of azurerm 4.x. */
export const configuration: Configuration = {
  provider,
  variables: { names: ["one", "two", "three"] },
  resources: [
    resourceGroup,
    resource(
      "azurerm_virtual_network.all",
      { ...place, name, address_space: [cidr("16")] },
      {
        count: 3,
      },
    ),
    resource(
      "azurerm_subnet.all",
      {
        ...inGroup,
        name: "a",
        virtual_network_name: ref("azurerm_virtual_network.all[count.index].name"),
        address_prefixes: [cidr("24")],
      },
      { count: 3 },
    ),
    resource(
      "azurerm_network_interface.all",
      {
        ...place,
        name,
        ip_configuration: [
          {
            name: "internal",
            subnet_id: ref("azurerm_subnet.all[count.index].id"),
            private_ip_address_allocation: "Dynamic",
          },
        ],
      },
      { count: 3 },
    ),
    resource("azurerm_network_manager.all", {
      ...place,
      name: "avnm",
      scope: [{ subscription_ids: [`/subscriptions/${subscription}`] }],
      scope_accesses: ["Connectivity", "SecurityAdmin"],
    }),
    resource("azurerm_network_manager_network_group.mesh", {
      name: "mesh",
      network_manager_id: ref("azurerm_network_manager.all.id"),
    }),
    resource("azurerm_network_manager_static_member.one", {
      name: "one",
      network_group_id: ref("azurerm_network_manager_network_group.mesh.id"),
      target_virtual_network_id: ref("azurerm_virtual_network.all[0].id"),
    }),
    resource("azurerm_network_manager_static_member.two", {
      name: "two",
      network_group_id: ref("azurerm_network_manager_network_group.mesh.id"),
      target_virtual_network_id: ref("azurerm_virtual_network.all[1].id"),
    }),
    resource("azurerm_network_manager_connectivity_configuration.mesh", {
      name: "mesh",
      network_manager_id: ref("azurerm_network_manager.all.id"),
      connectivity_topology: "Mesh",
      applies_to_group: [
        {
          group_connectivity: "DirectlyConnected",
          network_group_id: ref("azurerm_network_manager_network_group.mesh.id"),
        },
      ],
    }),
    resource("azurerm_network_manager_security_admin_configuration.admin", {
      name: "admin",
      network_manager_id: ref("azurerm_network_manager.all.id"),
      apply_on_network_intent_policy_based_services: ["None"],
    }),
    resource("azurerm_network_manager_admin_rule_collection.all", {
      name: "all",
      security_admin_configuration_id: ref(
        "azurerm_network_manager_security_admin_configuration.admin.id",
      ),
      network_group_ids: [ref("azurerm_network_manager_network_group.mesh.id")],
    }),
    resource("azurerm_network_manager_admin_rule.ssh", {
      name: "no-ssh",
      admin_rule_collection_id: ref("azurerm_network_manager_admin_rule_collection.all.id"),
      action: "Deny",
      direction: "Inbound",
      priority: 10,
      protocol: "Tcp",
      source_port_ranges: ["0-65535"],
      destination_port_ranges: ["22"],
      source: [
        { address_prefix: "Internet", address_prefix_type: "ServiceTag" },
        { address_prefix: "10.52.0.0/16", address_prefix_type: "IPPrefix" },
      ],
      destination: [{ address_prefix: "*", address_prefix_type: "IPPrefix" }],
    }),
    resource("azurerm_network_manager_deployment.mesh", {
      network_manager_id: ref("azurerm_network_manager.all.id"),
      location: "westeurope",
      scope_access: "Connectivity",
      configuration_ids: [ref("azurerm_network_manager_connectivity_configuration.mesh.id")],
    }),
  ],
};
