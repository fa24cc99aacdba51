import { isUnknown } from "../../../arm/index.ts";
import { type Convert, plain, wrapped } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import { blocks, inside, itself, known, type Row, reference, within } from "./fields.ts";
import { inGroup } from "./identity.ts";
import type { Addition, Family, Mapping } from "./mapping.ts";

const configuration: readonly Row[] = [
  ["name", "name"],
  reference("subnet_id", "properties.subnet"),
  reference("public_ip_address_id", "properties.publicIPAddress"),
  [known("private_ip_address"), "properties.privateIPAddress"],
];

const firewallMapping: Mapping = mapping({
  terraform: "azurerm_firewall",
  type: "Microsoft.Network/azureFirewalls",
  rows: [["zones", "zones"]],
  properties: [
    [known("sku_name"), "sku.name"],
    [known("sku_tier"), "sku.tier"],
    [known("threat_intel_mode"), "threatIntelMode"],
    reference("firewall_policy_id", "firewallPolicy"),
    blocks("ip_configuration", "ipConfigurations", configuration),
    inside("management_ip_configuration", [within("managementIpConfiguration", configuration)]),
    inside("virtual_hub", [
      reference("virtual_hub_id", "virtualHub"),
      ["public_ip_count", "hubIPAddresses.publicIPs.count"],
      [known("public_ip_addresses"), "hubIPAddresses.publicIPs.addresses", wrapped("address")],
      [known("private_ip_address"), "hubIPAddresses.privateIPAddress"],
    ]),
    setting("private_ip_ranges", "Network.SNAT.PrivateRanges"),
    setting("dns_servers", "Network.DNS.Servers"),
    setting("dns_proxy_enabled", "Network.DNS.EnableProxy"),
  ],
  exports: {
    "ip_configuration[*].private_ip_address": {
      pointer: "/properties/ipConfigurations/*/properties/privateIPAddress",
    },
    "management_ip_configuration[*].private_ip_address": {
      pointer: "/properties/managementIpConfiguration/properties/privateIPAddress",
    },
    "virtual_hub[*].private_ip_address": { pointer: "/properties/hubIPAddresses/privateIPAddress" },
    "virtual_hub[*].public_ip_addresses[*]": {
      pointer: "/properties/hubIPAddresses/publicIPs/addresses/*/address",
    },
  },
});

/**
 * A setting of a firewall without a policy, which ARM keeps as text under a name with dots; lists
 * are joined with commas.
 */
function setting(attribute: string, name: string): Row {
  const joined: Convert = (value) => {
    const list = [plain(value) ?? []].flat();
    return list.length === 0 ? undefined : (list.find(isUnknown) ?? list.join(","));
  };
  return [known(attribute), ["additionalProperties", name], joined];
}

// A firewall without a policy holds its own collections; to the provider each is a resource.
function collection(kind: string, property: string, rule: readonly Row[]): Addition {
  const own = inGroup("Microsoft.Network/azureFirewalls", "azure_firewall_name");
  return addition({
    terraform: `azurerm_firewall_${kind}_rule_collection`,
    target: own,
    properties: [
      blocks(itself, property, [
        ["name", "name"],
        ["priority", "properties.priority"],
        ["action", "properties.action.type"],
        blocks("rule", "properties.rules", [
          ["name", "name"],
          ["description", "description"],
          ["source_addresses", "sourceAddresses"],
          ["source_ip_groups", "sourceIpGroups"],
          ...rule,
        ]),
      ]),
    ],
  });
}

const destination: readonly Row[] = [
  ["protocols", "protocols"],
  ["destination_addresses", "destinationAddresses"],
  ["destination_ports", "destinationPorts"],
];

const networkRules: Addition = collection("network", "networkRuleCollections", [
  ...destination,
  ["destination_ip_groups", "destinationIpGroups"],
  ["destination_fqdns", "destinationFqdns"],
]);

const applicationRules: Addition = collection("application", "applicationRuleCollections", [
  ["target_fqdns", "targetFqdns"],
  ["fqdn_tags", "fqdnTags"],
  blocks("protocol", "protocols", [
    ["type", "protocolType"],
    ["port", "port"],
  ]),
]);

const natRules: Addition = collection("nat", "natRuleCollections", [
  ...destination,
  ["translated_address", "translatedAddress"],
  ["translated_port", "translatedPort"],
]);

/** Azure Firewalls and the rules that they hold themselves; policies stand in their own file. */
export const firewall: Family = {
  mappings: [firewallMapping],
  additions: [networkRules, applicationRules, natRules],
};
