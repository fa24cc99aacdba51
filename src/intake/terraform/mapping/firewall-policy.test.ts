import { expect, test } from "vitest";
import {
  decode,
  expectAdditions,
  expectMappings,
  idIn,
  mapResource,
} from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";

const later = createUnknown("known after apply");
const group = idIn("ipGroups/g");
const policy = idIn("firewallPolicies/p");

expectMappings([
  [
    "a policy as 2.x plans it",
    "azurerm_firewall_policy",
    {
      sku: later,
      base_policy_id: policy,
      threat_intelligence_mode: "Deny",
      threat_intelligence_allowlist: [{ ip_addresses: ["203.0.113.7"], fqdns: [] }],
      dns: [{ servers: ["10.0.0.4"], proxy_enabled: true, network_rule_fqdn_enabled: later }],
    },
    "Microsoft.Network/firewallPolicies/x",
    {
      basePolicy: { id: policy },
      threatIntelMode: "Deny",
      threatIntelWhitelist: { ipAddresses: ["203.0.113.7"] },
      dnsSettings: { servers: ["10.0.0.4"], enableProxy: true },
    },
  ],
  [
    "a policy as 4.x plans it",
    "azurerm_firewall_policy",
    {
      sku: "Premium",
      threat_intelligence_mode: "Alert",
      private_ip_ranges: ["10.0.0.0/8", "203.0.113.0/24"],
      auto_learn_private_ranges_enabled: true,
      intrusion_detection: [{ mode: "Alert" }],
      explicit_proxy: [{ enabled: true, http_port: 8080, https_port: 8443, pac_file: "secret" }],
      sql_redirect_allowed: false,
      tls_certificate: [{ key_vault_secret_id: "secret", name: "c" }],
    },
    "Microsoft.Network/firewallPolicies/x",
    {
      sku: { tier: "Premium" },
      threatIntelMode: "Alert",
      snat: {
        privateRanges: ["10.0.0.0/8", "203.0.113.0/24"],
        autoLearnPrivateRanges: "Enabled",
      },
      intrusionDetection: { mode: "Alert" },
      explicitProxy: { enableExplicitProxy: true, httpPort: 8080, httpsPort: 8443 },
      sql: { allowSqlRedirect: false },
    },
  ],
  [
    "a group of rules",
    "azurerm_firewall_policy_rule_collection_group",
    {
      firewall_policy_id: policy,
      priority: 500,
      application_rule_collection: [
        {
          name: "a",
          priority: 300,
          action: "Deny",
          rule: [
            {
              name: "r",
              protocols: [{ type: "Https", port: 443 }],
              source_addresses: ["10.0.0.0/8"],
              destination_addresses: ["*"],
              destination_fqdns: ["*.example.com"],
              destination_urls: ["example.com/a"],
              destination_fqdn_tags: ["WindowsUpdate"],
              web_categories: ["Gambling"],
              terminate_tls: true,
              http_headers: [{ name: "h", value: "secret" }],
            },
          ],
        },
      ],
      network_rule_collection: [
        {
          name: "n",
          priority: 200,
          action: "Allow",
          rule: [
            {
              name: "r",
              protocols: ["TCP", "Any"],
              source_ip_groups: [group],
              destination_addresses: ["10.1.0.0/16", "AzureCloud"],
              destination_ip_groups: [group],
              destination_fqdns: ["time.example.com"],
              destination_ports: ["80", "1000-2000"],
            },
          ],
        },
      ],
      nat_rule_collection: [
        {
          name: "d",
          priority: 100,
          action: "Dnat",
          rule: [
            {
              name: "r",
              protocols: ["TCP"],
              source_addresses: ["*"],
              destination_address: "192.0.2.4",
              destination_ports: ["8443"],
              translated_address: "10.0.1.4",
              translated_fqdn: "",
              translated_port: 443,
            },
          ],
        },
      ],
    },
    "Microsoft.Network/firewallPolicies/p/ruleCollectionGroups/x",
    {
      priority: 500,
      ruleCollections: [
        {
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          name: "a",
          priority: 300,
          action: { type: "Deny" },
          rules: [
            {
              ruleType: "ApplicationRule",
              name: "r",
              protocols: [{ protocolType: "Https", port: 443 }],
              sourceAddresses: ["10.0.0.0/8"],
              destinationAddresses: ["*"],
              targetFqdns: ["*.example.com"],
              targetUrls: ["example.com/a"],
              fqdnTags: ["WindowsUpdate"],
              webCategories: ["Gambling"],
              terminateTLS: true,
            },
          ],
        },
        {
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          name: "n",
          priority: 200,
          action: { type: "Allow" },
          rules: [
            {
              ruleType: "NetworkRule",
              name: "r",
              ipProtocols: ["TCP", "Any"],
              sourceIpGroups: [group],
              destinationAddresses: ["10.1.0.0/16", "AzureCloud"],
              destinationIpGroups: [group],
              destinationFqdns: ["time.example.com"],
              destinationPorts: ["80", "1000-2000"],
            },
          ],
        },
        {
          ruleCollectionType: "FirewallPolicyNatRuleCollection",
          name: "d",
          priority: 100,
          action: { type: "Dnat" },
          rules: [
            {
              ruleType: "NatRule",
              name: "r",
              ipProtocols: ["TCP"],
              sourceAddresses: ["*"],
              destinationAddresses: ["192.0.2.4"],
              destinationPorts: ["8443"],
              translatedAddress: "10.0.1.4",
              translatedPort: 443,
            },
          ],
        },
      ],
    },
  ],
  [
    "a group of addresses",
    "azurerm_ip_group",
    { cidrs: ["10.0.0.0/8", "203.0.113.7", "10.1.0.4-10.1.0.9"], firewall_ids: later },
    "Microsoft.Network/ipGroups/x",
    { ipAddresses: ["10.0.0.0/8", "203.0.113.7", "10.1.0.4-10.1.0.9"] },
  ],
]);

expectAdditions([
  [
    "an address of a group that is a resource of its own",
    "azurerm_ip_group_cidr",
    { ip_group_id: group, cidr: "10.2.0.0/16" },
    "Microsoft.Network/ipGroups/g",
    { ipAddresses: ["10.2.0.0/16"] },
  ],
]);

test("collections that are unknown are said to be", () => {
  const attributes = { firewall_policy_id: policy, priority: 1, network_rule_collection: later };
  const resource = mapResource(["azurerm_firewall_policy_rule_collection_group", attributes]);
  expect(decode(resource).said).toEqual(["value-unknown /properties/ruleCollections/0"]);
});
