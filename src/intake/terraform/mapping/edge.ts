import { isUnknown } from "../../../arm/index.ts";
import { light, mapping } from "./define.ts";
import { attributeOf, blocks, inside, known, named, reference } from "./fields.ts";
import type { Attributes, Family, Mapping } from "./mapping.ts";

const bastion: Mapping = mapping({
  terraform: "azurerm_bastion_host",
  type: "Microsoft.Network/bastionHosts",
  rows: [["sku", "sku.name"]],
  properties: [
    ["scale_units", "scaleUnits"],
    [known("dns_name"), "dnsName"],
    reference("virtual_network_id", "virtualNetwork"),
    blocks(
      "ip_configuration",
      "ipConfigurations",
      named([
        reference("subnet_id", "subnet"),
        reference("public_ip_address_id", "publicIPAddress"),
      ]),
    ),
  ],
});

// Listeners and certificates have no row: which packets go through the gateway is told by its subnet
// and front ends, and where they go by its pools.
const applicationGateway: Mapping = mapping({
  terraform: "azurerm_application_gateway",
  type: "Microsoft.Network/applicationGateways",
  rows: [["zones", "zones"]],
  properties: [
    inside("sku", [
      ["name", "sku.name"],
      ["tier", "sku.tier"],
      ["capacity", "sku.capacity"],
    ]),
    reference("firewall_policy_id", "firewallPolicy"),
    blocks(
      "gateway_ip_configuration",
      "gatewayIPConfigurations",
      named([reference("subnet_id", "subnet")]),
    ),
    blocks(
      "frontend_ip_configuration",
      "frontendIPConfigurations",
      named([
        reference("subnet_id", "subnet"),
        reference("public_ip_address_id", "publicIPAddress"),
        [known("private_ip_address"), "privateIPAddress"],
        [known("private_ip_address_allocation"), "privateIPAllocationMethod"],
      ]),
    ),
    blocks("frontend_port", "frontendPorts", named([["port", "port"]])),
    blocks(
      "backend_address_pool",
      "backendAddressPools",
      named([
        blocks(membersOf, "backendAddresses", [
          ["ip", "ipAddress"],
          ["fqdn", "fqdn"],
        ]),
      ]),
    ),
  ],
  exports: {
    "backend_address_pool[*].id": { idSuffix: "/backendAddressPools/{name}" },
    "frontend_ip_configuration[*].id": { idSuffix: "/frontendIPConfigurations/{name}" },
    "frontend_ip_configuration[*].private_ip_address": {
      pointer: "/properties/frontendIPConfigurations/*/properties/privateIPAddress",
    },
  },
});

// Two lists of the provider's, one of ARM's.
function membersOf(pool: Attributes): unknown {
  return [
    ...elementsOf(pool, "fqdns").map((fqdn) => ({ fqdn })),
    ...elementsOf(pool, "ip_addresses").map((ip) => ({ ip })),
  ];
}

function elementsOf(pool: Attributes, attribute: string): readonly unknown[] {
  const found = attributeOf(pool, attribute);
  if (isUnknown(found)) return [found];
  return Array.isArray(found) ? found : [];
}

/** What stands between networks and people: bastions, application gateways. */
export const edge: Family = {
  mappings: [
    bastion,
    applicationGateway,
    light(
      "azurerm_web_application_firewall_policy",
      "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies",
    ),
    light("azurerm_network_watcher", "Microsoft.Network/networkWatchers"),
  ],
  additions: [],
};
