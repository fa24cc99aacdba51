import { isUnknown } from "../../../arm/index.ts";
import { references, texts } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import { attributeOf, blocks, build, entriesOf, named, type Row, reference } from "./fields.ts";
import { idFrom, inGroup } from "./identity.ts";
import type { Addition, Attributes, Family } from "./mapping.ts";

const securityGroup = "Microsoft.Network/networkSecurityGroups";
const securityRule = `${securityGroup}/securityRules`;
const applicationGroup = "Microsoft.Network/applicationSecurityGroups";
const endpointPolicy = "Microsoft.Network/serviceEndpointPolicies";

const ruleRows: readonly Row[] = [
  ["description", "description"],
  ["protocol", "protocol"],
  ["access", "access"],
  ["direction", "direction"],
  ["priority", "priority"],
  ["source_port_range", "sourcePortRange"],
  ["source_port_ranges", "sourcePortRanges", texts],
  ["destination_port_range", "destinationPortRange"],
  ["destination_port_ranges", "destinationPortRanges", texts],
  ["source_address_prefix", "sourceAddressPrefix"],
  ["source_address_prefixes", "sourceAddressPrefixes", texts],
  ["destination_address_prefix", "destinationAddressPrefix"],
  ["destination_address_prefixes", "destinationAddressPrefixes", texts],
  ["source_application_security_group_ids", "sourceApplicationSecurityGroups", references],
  [
    "destination_application_security_group_ids",
    "destinationApplicationSecurityGroups",
    references,
  ],
];

// The provider puts the group on every IPv4 configuration that the interface has.
const applicationGroupOfNic: Addition = {
  terraform: "azurerm_network_interface_application_security_group_association",
  target: idFrom("network_interface_id"),
  body: (attributes, target) => {
    const groups = build([["application_security_group_id", "list", references]])(attributes);
    const configurations = ipv4NamesOf(target).map((name) => ({
      name,
      properties: { applicationSecurityGroups: groups["list"] },
    }));
    return configurations.length === 0 || groups["list"] === undefined
      ? {}
      : { properties: { ipConfigurations: configurations } };
  },
};

function ipv4NamesOf(nic: Attributes): readonly string[] {
  const [properties = {}] = entriesOf(nic["properties"]);
  return entriesOf(attributeOf(properties, "ipConfigurations")).flatMap((configuration) => {
    const name = attributeOf(configuration, "name");
    const [inner = {}] = entriesOf(configuration["properties"]);
    const version = attributeOf(inner, "privateIPAddressVersion") ?? "IPv4";
    return typeof name === "string" && (version === "IPv4" || isUnknown(version)) ? [name] : [];
  });
}

/** Security groups, their rules, and who is in which group. */
export const security: Family = {
  mappings: [
    mapping({
      terraform: "azurerm_network_security_group",
      type: securityGroup,
      id: inGroup(securityGroup),
      properties: [blocks("security_rule", "securityRules", named(ruleRows))],
    }),
    mapping({
      terraform: "azurerm_network_security_rule",
      type: securityRule,
      id: inGroup(securityRule, "network_security_group_name", "name"),
      properties: ruleRows,
    }),
    mapping({
      terraform: "azurerm_application_security_group",
      type: applicationGroup,
      id: inGroup(applicationGroup),
      properties: [],
    }),
    mapping({
      terraform: "azurerm_subnet_service_endpoint_storage_policy",
      type: endpointPolicy,
      id: inGroup(endpointPolicy),
      properties: [
        blocks(
          "definition",
          "serviceEndpointPolicyDefinitions",
          named([
            ["description", "description"],
            ["service", "service"],
            ["service_resources", "serviceResources", texts],
          ]),
        ),
      ],
    }),
    mapping({
      terraform: "azurerm_network_ddos_protection_plan",
      type: "Microsoft.Network/ddosProtectionPlans",
      id: inGroup("Microsoft.Network/ddosProtectionPlans"),
      properties: [],
    }),
  ],
  additions: [
    addition({
      terraform: "azurerm_network_interface_security_group_association",
      target: idFrom("network_interface_id"),
      properties: [reference("network_security_group_id", "networkSecurityGroup")],
    }),
    applicationGroupOfNic,
  ],
};
