import { texts } from "./convert.ts";
import { mapping } from "./define.ts";
import {
  blocks,
  build,
  either,
  known,
  named,
  nameOf,
  reference,
  referenceIn,
  within,
} from "./fields.ts";
import { idFrom } from "./identity.ts";
import type { Addition, Family } from "./mapping.ts";
import { privateAddressRows } from "./private-address.ts";

const address = "/properties/ipConfigurations/*/properties/privateIPAddress";

// An association of one IP configuration, told by name, with something that has an id.
function addToConfiguration(terraform: string, attribute: string, property: string): Addition {
  const rows = build([within("properties", [referenceIn(attribute, property)])]);
  return {
    terraform,
    target: idFrom("network_interface_id"),
    body: (attributes) => {
      const name = nameOf(attributes, "ip_configuration_name");
      return name === undefined
        ? {}
        : { properties: { ipConfigurations: [{ name, ...rows(attributes) }] } };
    },
  };
}

/** Network interfaces, and the back ends that their configurations belong to. */
export const nics: Family = {
  mappings: [
    mapping({
      terraform: "azurerm_network_interface",
      type: "Microsoft.Network/networkInterfaces",
      properties: [
        // From late 3.x on, and up to then.
        [either("ip_forwarding_enabled", "enable_ip_forwarding"), "enableIPForwarding"],
        [
          either("accelerated_networking_enabled", "enable_accelerated_networking"),
          "enableAcceleratedNetworking",
        ],
        ["auxiliary_mode", "auxiliaryMode"],
        ["auxiliary_sku", "auxiliarySku"],
        ["dns_servers", "dnsSettings.dnsServers", texts],
        ["internal_dns_name_label", "dnsSettings.internalDnsNameLabel"],
        [known("mac_address"), "macAddress"],
        reference(known("virtual_machine_id"), "virtualMachine"),
        blocks(
          "ip_configuration",
          "ipConfigurations",
          named([
            ["primary", "primary"],
            reference("subnet_id", "subnet"),
            ...privateAddressRows,
            reference("public_ip_address_id", "publicIPAddress"),
            reference("gateway_load_balancer_frontend_ip_configuration_id", "gatewayLoadBalancer"),
          ]),
        ),
      ],
      exports: {
        private_ip_address: { pointer: address.replace("*", "0") },
        "private_ip_addresses[*]": { pointer: address },
        "ip_configuration[*].private_ip_address": { pointer: address },
        mac_address: { pointer: "/properties/macAddress" },
        virtual_machine_id: { pointer: "/properties/virtualMachine/id" },
      },
    }),
  ],
  additions: [
    addToConfiguration(
      "azurerm_network_interface_backend_address_pool_association",
      "backend_address_pool_id",
      "loadBalancerBackendAddressPools",
    ),
    addToConfiguration(
      "azurerm_network_interface_nat_rule_association",
      "nat_rule_id",
      "loadBalancerInboundNatRules",
    ),
    addToConfiguration(
      "azurerm_network_interface_application_gateway_backend_address_pool_association",
      "backend_address_pool_id",
      "applicationGatewayBackendAddressPools",
    ),
  ],
};
