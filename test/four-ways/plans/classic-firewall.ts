// A firewall whose rules are its own, and no policy's.
import { type ResourceBlock, resource } from "../terraform/configuration.ts";
import { ref } from "../terraform/expression.ts";
import { inGroup, place } from "../terraform/place.ts";

const inFirewall = { ...inGroup, azure_firewall_name: ref("azurerm_firewall.classic.name") };
const everybody = { source_addresses: ["10.40.0.0/16"] };

/** The firewall of the edge, with its rules. */
export const classicFirewall: readonly ResourceBlock[] = [
  resource("azurerm_ip_group.offices", { ...place, name: "offices", cidrs: ["203.0.113.0/24"] }),
  resource("azurerm_ip_group_cidr.office", {
    ip_group_id: ref("azurerm_ip_group.offices.id"),
    cidr: "198.51.100.7",
  }),
  resource("azurerm_firewall.classic", {
    ...place,
    name: "classic",
    sku_name: "AZFW_VNet",
    sku_tier: "Standard",
    threat_intel_mode: "Deny",
    ip_configuration: [
      {
        name: "ipconfig",
        subnet_id: ref('azurerm_subnet.edge["AzureFirewallSubnet"].id'),
        public_ip_address_id: ref('azurerm_public_ip.edge["fw"].id'),
      },
    ],
  }),
  resource("azurerm_firewall_network_rule_collection.net", {
    ...inFirewall,
    name: "net",
    priority: 200,
    action: "Allow",
    rule: [
      {
        ...everybody,
        name: "dns",
        protocols: ["UDP"],
        destination_addresses: ["*"],
        destination_ports: ["53"],
      },
      {
        ...everybody,
        name: "offices",
        protocols: ["TCP"],
        destination_ip_groups: [ref("azurerm_ip_group.offices.id")],
        destination_ports: ["443"],
      },
    ],
  }),
  resource("azurerm_firewall_application_rule_collection.web", {
    ...inFirewall,
    name: "web",
    priority: 300,
    action: "Allow",
    rule: [
      {
        ...everybody,
        name: "github",
        target_fqdns: ["*.github.com"],
        protocol: [{ type: "Https", port: 443 }],
      },
    ],
  }),
  resource("azurerm_firewall_nat_rule_collection.in", {
    ...inFirewall,
    name: "in",
    priority: 100,
    action: "Dnat",
    rule: [
      {
        name: "rdp",
        protocols: ["TCP"],
        source_addresses: ["*"],
        destination_addresses: ["20.61.40.7"],
        destination_ports: ["3389"],
        translated_address: "10.40.2.4",
        translated_port: "3389",
      },
    ],
  }),
];
