import { isUnknown } from "../../../arm/index.ts";
import { references, texts } from "./convert.ts";
import { addition, light, mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  build,
  entriesOf,
  named,
  type Row,
  reference,
  referenceIn,
} from "./fields.ts";
import { idFrom, inGroup } from "./identity.ts";
import type { Addition, Attributes, Family } from "./mapping.ts";

const securityGroup = "Microsoft.Network/networkSecurityGroups";
const securityRule = `${securityGroup}/securityRules`;

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

const groupRows = build([
  referenceIn("application_security_group_id", "applicationSecurityGroups"),
]);

// The provider puts the group on every IPv4 configuration that the interface has.
const applicationGroupOfNic: Addition = {
  terraform: "azurerm_network_interface_application_security_group_association",
  target: idFrom("network_interface_id"),
  body: (attributes, target) => {
    const properties = groupRows(attributes);
    const ipConfigurations = ipv4NamesOf(target).map((name) => ({ name, properties }));
    return ipConfigurations.length === 0 ? {} : { properties: { ipConfigurations } };
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
      properties: [blocks("security_rule", "securityRules", named(ruleRows))],
    }),
    mapping({
      terraform: "azurerm_network_security_rule",
      type: securityRule,
      id: inGroup(securityRule, "network_security_group_name", "name"),
      properties: ruleRows,
    }),
    light("azurerm_application_security_group", "Microsoft.Network/applicationSecurityGroups"),
    mapping({
      terraform: "azurerm_subnet_service_endpoint_storage_policy",
      type: "Microsoft.Network/serviceEndpointPolicies",
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
    light("azurerm_network_ddos_protection_plan", "Microsoft.Network/ddosProtectionPlans"),
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
