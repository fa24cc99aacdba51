import { expect, test } from "vitest";
import {
  decode,
  expectAdditions,
  expectMappings,
  idIn,
  mapPlan,
} from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const subnet = idIn("virtualNetworks/v/subnets/AzureFirewallSubnet");
const address = idIn("publicIPAddresses/p");
const group = idIn("ipGroups/g");
const target = "Microsoft.Network/azureFirewalls/f";

expectMappings([
  [
    "a firewall in a network as 2.x plans it",
    "azurerm_firewall",
    {
      sku_name: "AZFW_VNet",
      sku_tier: later,
      threat_intel_mode: "Alert",
      firewall_policy_id: null,
      dns_servers: ["10.0.0.4", "10.0.0.5"],
      private_ip_ranges: ["IANAPrivateRanges", "203.0.113.0/24"],
      ip_configuration: [
        {
          name: "a",
          subnet_id: subnet,
          public_ip_address_id: address,
          private_ip_address: later,
        },
      ],
      virtual_hub: [],
    },
    "Microsoft.Network/azureFirewalls/x",
    {
      sku: { name: "AZFW_VNet" },
      threatIntelMode: "Alert",
      ipConfigurations: [
        { name: "a", properties: { subnet: { id: subnet }, publicIPAddress: { id: address } } },
      ],
      additionalProperties: {
        "Network.SNAT.PrivateRanges": "IANAPrivateRanges,203.0.113.0/24",
        "Network.DNS.Servers": "10.0.0.4,10.0.0.5",
      },
    },
  ],
  [
    "a firewall that is managed on a way of its own as 3.x reads it back",
    "azurerm_firewall",
    {
      sku_name: "AZFW_VNet",
      sku_tier: "Premium",
      firewall_policy_id: idIn("firewallPolicies/p"),
      threat_intel_mode: "",
      private_ip_ranges: null,
      ip_configuration: [
        {
          name: "a",
          subnet_id: subnet,
          public_ip_address_id: address,
          private_ip_address: "10.0.0.68",
        },
        { name: "b", subnet_id: "", public_ip_address_id: `${address}2` },
      ],
      management_ip_configuration: [
        {
          name: "m",
          subnet_id: idIn("virtualNetworks/v/subnets/AzureFirewallManagementSubnet"),
          public_ip_address_id: `${address}3`,
        },
      ],
    },
    "Microsoft.Network/azureFirewalls/x",
    {
      sku: { name: "AZFW_VNet", tier: "Premium" },
      firewallPolicy: { id: idIn("firewallPolicies/p") },
      ipConfigurations: [
        {
          name: "a",
          properties: {
            subnet: { id: subnet },
            publicIPAddress: { id: address },
            privateIPAddress: "10.0.0.68",
          },
        },
        { name: "b", properties: { publicIPAddress: { id: `${address}2` } } },
      ],
      managementIpConfiguration: {
        name: "m",
        properties: {
          subnet: { id: idIn("virtualNetworks/v/subnets/AzureFirewallManagementSubnet") },
          publicIPAddress: { id: `${address}3` },
        },
      },
    },
  ],
  [
    "a firewall in a hub as 4.x plans it",
    "azurerm_firewall",
    {
      sku_name: "AZFW_Hub",
      sku_tier: "Standard",
      dns_proxy_enabled: later,
      ip_configuration: [],
      virtual_hub: [
        {
          virtual_hub_id: idIn("virtualHubs/h"),
          public_ip_count: 2,
          public_ip_addresses: later,
          private_ip_address: later,
        },
      ],
    },
    "Microsoft.Network/azureFirewalls/x",
    {
      sku: { name: "AZFW_Hub", tier: "Standard" },
      virtualHub: { id: idIn("virtualHubs/h") },
      hubIPAddresses: { publicIPs: { count: 2 } },
    },
  ],
  [
    "a firewall in a hub as 4.x reads it back",
    "azurerm_firewall",
    {
      sku_name: "AZFW_Hub",
      sku_tier: "Standard",
      dns_proxy_enabled: true,
      virtual_hub: [
        {
          virtual_hub_id: idIn("virtualHubs/h"),
          public_ip_count: 1,
          public_ip_addresses: ["192.0.2.4"],
          private_ip_address: "10.100.0.132",
        },
      ],
    },
    "Microsoft.Network/azureFirewalls/x",
    {
      sku: { name: "AZFW_Hub", tier: "Standard" },
      virtualHub: { id: idIn("virtualHubs/h") },
      hubIPAddresses: {
        publicIPs: { count: 1, addresses: [{ address: "192.0.2.4" }] },
        privateIPAddress: "10.100.0.132",
      },
      additionalProperties: { "Network.DNS.EnableProxy": "true" },
    },
  ],
]);

expectAdditions([
  [
    "network rules",
    "azurerm_firewall_network_rule_collection",
    {
      azure_firewall_name: "f",
      name: "n",
      priority: 100,
      action: "Allow",
      rule: [
        {
          name: "r",
          protocols: ["TCP"],
          source_addresses: ["10.0.0.0/8"],
          source_ip_groups: [],
          destination_addresses: [],
          destination_ip_groups: [group],
          destination_fqdns: null,
          destination_ports: ["443"],
        },
      ],
    },
    target,
    {
      networkRuleCollections: [
        {
          name: "n",
          properties: {
            priority: 100,
            action: { type: "Allow" },
            rules: [
              {
                name: "r",
                protocols: ["TCP"],
                sourceAddresses: ["10.0.0.0/8"],
                destinationIpGroups: [group],
                destinationPorts: ["443"],
              },
            ],
          },
        },
      ],
    },
  ],
  [
    "application rules",
    "azurerm_firewall_application_rule_collection",
    {
      azure_firewall_name: "f",
      name: "a",
      priority: 200,
      action: "Deny",
      rule: [
        {
          name: "r",
          source_ip_groups: [group],
          target_fqdns: ["*.example.com"],
          protocol: [{ type: "Https", port: 443 }],
        },
        { name: "s", source_addresses: ["*"], fqdn_tags: ["WindowsUpdate"] },
      ],
    },
    target,
    {
      applicationRuleCollections: [
        {
          name: "a",
          properties: {
            priority: 200,
            action: { type: "Deny" },
            rules: [
              {
                name: "r",
                sourceIpGroups: [group],
                targetFqdns: ["*.example.com"],
                protocols: [{ protocolType: "Https", port: 443 }],
              },
              { name: "s", sourceAddresses: ["*"], fqdnTags: ["WindowsUpdate"] },
            ],
          },
        },
      ],
    },
  ],
]);

// The rest of what a firewall decides, decoded once for all kinds of rules.
const nat = {
  azure_firewall_name: "x",
  name: "d",
  priority: 300,
  action: "Dnat",
  rule: [
    {
      name: "r",
      protocols: ["TCP", "UDP"],
      source_addresses: ["*"],
      destination_addresses: ["192.0.2.4"],
      destination_ports: ["8443"],
      translated_address: "10.0.1.4",
      translated_port: "443",
    },
  ],
};

test("rules that are resources of their own are read as the firewall's", () => {
  const [resource] = mapPlan([
    ["azurerm_firewall", { sku_tier: "Standard" }],
    ["azurerm_firewall_nat_rule_collection", nat],
    ["azurerm_firewall_nat_rule_collection", { ...nat, name: "e", priority: 301 }],
  ]).values();
  const { body, said } = resource ? decode(resource) : expect.fail();
  expect(said).toEqual([]);
  expect(body).toMatchObject({
    collections: [
      { name: "d", kind: "nat", priority: 300, action: "dnat", rules: [{ translatedPort: 443 }] },
      { name: "e", kind: "nat", priority: 301, action: "dnat", rules: [{ name: "r" }] },
    ],
  });
});

test.each([
  [
    ["ip_configuration", 0, "private_ip_address"],
    "/properties/ipConfigurations/0/properties/privateIPAddress",
  ],
  [["virtual_hub", 0, "private_ip_address"], "/properties/hubIPAddresses/privateIPAddress"],
  [
    ["virtual_hub", 0, "public_ip_addresses", 1],
    "/properties/hubIPAddresses/publicIPs/addresses/1/address",
  ],
])("%j is found at %s", (path, pointer) => {
  const mapping = mappingOf("azurerm_firewall");
  expect(mapping && findExport(mapping, path, {})).toEqual({ pointer });
});
