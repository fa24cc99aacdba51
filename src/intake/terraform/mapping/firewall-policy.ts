import { isUnknown } from "../../../arm/index.ts";
import { choice, texts } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  build,
  constant,
  entriesOf,
  inside,
  known,
  type Row,
  reference,
  within,
} from "./fields.ts";
import { below, idFrom } from "./identity.ts";
import type { Addition, Attributes, Family, Mapping } from "./mapping.ts";

const policy: Mapping = mapping({
  terraform: "azurerm_firewall_policy",
  type: "Microsoft.Network/firewallPolicies",
  properties: [
    [known("sku"), "sku.tier"],
    reference("base_policy_id", "basePolicy"),
    ["threat_intelligence_mode", "threatIntelMode"],
    inside("threat_intelligence_allowlist", [
      ["ip_addresses", "threatIntelWhitelist.ipAddresses"],
      ["fqdns", "threatIntelWhitelist.fqdns"],
    ]),
    inside("dns", [
      ["servers", "dnsSettings.servers"],
      ["proxy_enabled", "dnsSettings.enableProxy"],
    ]),
    ["private_ip_ranges", "snat.privateRanges"],
    [
      "auto_learn_private_ranges_enabled",
      "snat.autoLearnPrivateRanges",
      choice({ true: "Enabled", false: "Disabled" }),
    ],
    inside("intrusion_detection", [["mode", "intrusionDetection.mode"]]),
    inside("explicit_proxy", [
      within("explicitProxy", [
        ["enabled", "enableExplicitProxy"],
        ["http_port", "httpPort"],
        ["https_port", "httpsPort"],
      ]),
    ]),
    ["sql_redirect_allowed", "sql.allowSqlRedirect"],
  ],
});

const source: readonly Row[] = [
  ["name", "name"],
  ["description", "description"],
  ["source_addresses", "sourceAddresses"],
  ["source_ip_groups", "sourceIpGroups"],
];

const applicationRule: readonly Row[] = [
  constant("ruleType", "ApplicationRule"),
  ...source,
  blocks("protocols", "protocols", [
    ["type", "protocolType"],
    ["port", "port"],
  ]),
  ["destination_addresses", "destinationAddresses"],
  ["destination_fqdns", "targetFqdns"],
  ["destination_urls", "targetUrls"],
  ["destination_fqdn_tags", "fqdnTags"],
  ["web_categories", "webCategories"],
  ["terminate_tls", "terminateTLS"],
];

const networkRule: readonly Row[] = [
  constant("ruleType", "NetworkRule"),
  ...source,
  ["protocols", "ipProtocols"],
  ["destination_addresses", "destinationAddresses"],
  ["destination_ip_groups", "destinationIpGroups"],
  ["destination_fqdns", "destinationFqdns"],
  ["destination_ports", "destinationPorts"],
];

const natRule: readonly Row[] = [
  constant("ruleType", "NatRule"),
  ...source,
  ["protocols", "ipProtocols"],
  ["destination_address", "destinationAddresses", texts],
  ["destination_ports", "destinationPorts"],
  ["translated_address", "translatedAddress"],
  ["translated_fqdn", "translatedFqdn"],
  ["translated_port", "translatedPort"],
];

const filter = "FirewallPolicyFilterRuleCollection";

// The provider has a block for each kind of collection, ARM one list of all. Their order there says
// nothing, since priorities do.
const collections: Row = [collectionsOf, "ruleCollections", (value) => value];

function collectionsOf(attributes: Attributes): unknown {
  const value = collectionKinds.flatMap(({ block, collection }) =>
    entriesOf(attributeOf(attributes, block)).map((entry) =>
      isUnknown(entry) ? entry : collection(entry),
    ),
  );
  return value.length === 0 ? undefined : value;
}

const collectionKinds = [
  { block: "application_rule_collection", type: filter, rule: applicationRule },
  { block: "network_rule_collection", type: filter, rule: networkRule },
  { block: "nat_rule_collection", type: "FirewallPolicyNatRuleCollection", rule: natRule },
].map(({ block, type, rule }) => ({
  block,
  collection: build([
    constant("ruleCollectionType", type),
    ["name", "name"],
    ["priority", "priority"],
    ["action", "action.type"],
    blocks("rule", "rules", rule),
  ]),
}));

const ruleCollectionGroup: Mapping = mapping({
  terraform: "azurerm_firewall_policy_rule_collection_group",
  type: "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
  id: below("firewall_policy_id", "ruleCollectionGroups"),
  properties: [["priority", "priority"], collections],
});

const ipGroup: Mapping = mapping({
  terraform: "azurerm_ip_group",
  type: "Microsoft.Network/ipGroups",
  properties: [["cidrs", "ipAddresses"]],
});

const addressOfIpGroup: Addition = addition({
  terraform: "azurerm_ip_group_cidr",
  target: idFrom("ip_group_id"),
  properties: [["cidr", "ipAddresses", texts]],
});

/** Firewall policies, their groups of rules and the groups of addresses that rules name. */
export const firewallPolicy: Family = {
  mappings: [policy, ruleCollectionGroup, ipGroup],
  additions: [addressOfIpGroup],
};
