// The module of one spoke: two subnets, a peering to the hub, and what stands in them.
import { type Module, resource } from "../terraform/configuration.ts";
import { compute, ref, text } from "../terraform/expression.ts";

const inSpoke = {
  resource_group_name: ref("var.hub.resource_group_name"),
  location: ref("var.hub.location"),
};

/** The module `./spoke`. */
export const spoke: Module = {
  variables: {
    name: undefined,
    prefix: undefined,
    hub: undefined,
    route_table_id: undefined,
    security_group_id: undefined,
    web_group_ids: undefined,
    data_address: undefined,
    admin_password: undefined,
  },
  locals: {
    subnets: compute([ref("var.prefix")], (prefix) => {
      const [first, second] = String(prefix).split(".");
      return { web: `${first}.${second}.0.0/24`, data: `${first}.${second}.1.0/24` };
    }),
  },
  resources: [
    resource("azurerm_virtual_network.spoke", {
      ...inSpoke,
      name: ref("var.name"),
      address_space: [ref("var.prefix")],
    }),
    resource(
      "azurerm_subnet.spoke",
      {
        name: ref("each.key"),
        resource_group_name: ref("azurerm_virtual_network.spoke.resource_group_name"),
        virtual_network_name: ref("azurerm_virtual_network.spoke.name"),
        address_prefixes: [ref("each.value")],
      },
      { forEach: ref("local.subnets") },
    ),
    resource(
      "azurerm_subnet_route_table_association.spoke",
      { subnet_id: ref("each.value.id"), route_table_id: ref("var.route_table_id") },
      { forEach: ref("azurerm_subnet.spoke") },
    ),
    resource(
      "azurerm_subnet_network_security_group_association.spoke",
      {
        subnet_id: ref("azurerm_subnet.spoke[each.key].id"),
        network_security_group_id: ref("var.security_group_id"),
      },
      { forEach: ref("local.subnets") },
    ),
    resource("azurerm_virtual_network_peering.to_hub", {
      name: "to-hub",
      resource_group_name: ref("var.hub.resource_group_name"),
      virtual_network_name: ref("azurerm_virtual_network.spoke.name"),
      remote_virtual_network_id: ref("var.hub.id"),
      allow_forwarded_traffic: true,
      use_remote_gateways: true,
    }),
    resource("azurerm_network_interface.web", {
      ...inSpoke,
      name: text`${ref("var.name")}-web`,
      ip_configuration: [
        {
          name: "internal",
          subnet_id: ref('azurerm_subnet.spoke["web"].id'),
          private_ip_address_allocation: "Dynamic",
        },
      ],
    }),
    resource("azurerm_network_interface_application_security_group_association.web", {
      network_interface_id: ref("azurerm_network_interface.web.id"),
      application_security_group_id: ref("var.web_group_ids[0]"),
    }),
    resource("azurerm_network_interface.data", {
      ...inSpoke,
      name: text`${ref("var.name")}-data`,
      ip_configuration: [
        {
          name: "internal",
          subnet_id: ref('azurerm_subnet.spoke["data"].id'),
          private_ip_address_allocation: "Static",
          private_ip_address: ref("var.data_address"),
        },
      ],
    }),
    resource("azurerm_network_interface_security_group_association.data", {
      network_interface_id: ref("azurerm_network_interface.data.id"),
      network_security_group_id: ref("var.security_group_id"),
    }),
    resource("azurerm_linux_virtual_machine.web", {
      ...inSpoke,
      name: text`${ref("var.name")}-web`,
      size: "Standard_B2s",
      admin_username: "azureuser",
      admin_password: ref("var.admin_password"),
      disable_password_authentication: false,
      network_interface_ids: [ref("azurerm_network_interface.web.id")],
      os_disk: [{ caching: "ReadWrite", storage_account_type: "Standard_LRS" }],
    }),
  ],
  outputs: {
    network_id: ref("azurerm_virtual_network.spoke.id"),
    data_nic_id: ref("azurerm_network_interface.data.id"),
  },
};
