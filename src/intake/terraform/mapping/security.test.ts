import { expect, test } from "vitest";
import { complaintsAbout, inNetwork, mapped } from "../../../../test/mapped.ts";

const place = { name: "n", resource_group_name: "g" };
const group = `${inNetwork}/applicationSecurityGroups/web`;
const nic = `${inNetwork}/networkInterfaces/nic`;

// As plans write it: every attribute is there, most are null or empty.
const singular = {
  description: "",
  protocol: "Tcp",
  access: "Allow",
  direction: "Inbound",
  priority: 100,
  source_port_range: "*",
  source_port_ranges: [],
  destination_port_range: "443",
  destination_port_ranges: null,
  source_address_prefix: "Internet",
  source_address_prefixes: [],
  destination_address_prefix: "",
  destination_address_prefixes: [],
  source_application_security_group_ids: [],
  destination_application_security_group_ids: [group],
};

const plural = {
  protocol: "*",
  access: "Deny",
  direction: "Outbound",
  priority: 200,
  source_port_ranges: ["1000-2000"],
  destination_port_ranges: ["80", "443"],
  source_address_prefixes: ["10.0.0.0/8"],
  destination_address_prefixes: ["10.1.0.0/16", "10.2.0.0/16"],
};

const singularBody = {
  protocol: "Tcp",
  access: "Allow",
  direction: "Inbound",
  priority: 100,
  sourcePortRange: "*",
  destinationPortRange: "443",
  sourceAddressPrefix: "Internet",
  destinationApplicationSecurityGroups: [{ id: group }],
};

const pluralBody = {
  protocol: "*",
  access: "Deny",
  direction: "Outbound",
  priority: 200,
  sourcePortRanges: ["1000-2000"],
  destinationPortRanges: ["80", "443"],
  sourceAddressPrefixes: ["10.0.0.0/8"],
  destinationAddressPrefixes: ["10.1.0.0/16", "10.2.0.0/16"],
};

test.each([
  ["singular", singular, singularBody],
  ["plural", plural, pluralBody],
])("a rule with %s attributes", (_, attributes, properties) => {
  const rule = { ...place, network_security_group_name: "nsg", ...attributes };
  const result = mapped("azurerm_network_security_rule", rule);
  expect(result.id).toBe(`${inNetwork}/networkSecurityGroups/nsg/securityRules/n`);
  expect(result.body).toEqual({ properties });
  expect(complaintsAbout(result)).toEqual([]);
});

test("a group with its rules", () => {
  const rules = [
    { name: "a", ...singular },
    { name: "b", ...plural },
  ];
  const result = mapped("azurerm_network_security_group", { ...place, security_rule: rules });
  expect(result.body).toEqual({
    properties: {
      securityRules: [
        { name: "a", properties: singularBody },
        { name: "b", properties: pluralBody },
      ],
    },
  });
  expect(complaintsAbout(result)).toEqual([]);
});

test("a policy for service endpoints", () => {
  const definition = [{ name: "d", service: "Microsoft.Storage", service_resources: ["/s"] }];
  expect(
    mapped("azurerm_subnet_service_endpoint_storage_policy", { ...place, definition }),
  ).toEqual({
    id: `${inNetwork}/serviceEndpointPolicies/n`,
    body: {
      properties: {
        serviceEndpointPolicyDefinitions: [
          { name: "d", properties: { service: "Microsoft.Storage", serviceResources: ["/s"] } },
        ],
      },
    },
  });
});

test("the security group of an interface", () => {
  const attributes = { network_interface_id: nic, network_security_group_id: "/nsg" };
  expect(mapped("azurerm_network_interface_security_group_association", attributes)).toEqual({
    id: nic,
    body: { properties: { networkSecurityGroup: { id: "/nsg" } } },
  });
});

test("an interface joins an application group with each of its IPv4 configurations", () => {
  const attributes = { network_interface_id: nic, application_security_group_id: group };
  const type = "azurerm_network_interface_application_security_group_association";
  const target = {
    properties: {
      ipConfigurations: [
        { name: "a", properties: { primary: true } },
        { name: "b", properties: { privateIPAddressVersion: "IPv6" } },
        { name: "c", properties: { privateIPAddressVersion: "IPv4" } },
      ],
    },
  };
  const properties = { applicationSecurityGroups: [{ id: group }] };
  expect(mapped(type, attributes, target).body).toEqual({
    properties: {
      ipConfigurations: [
        { name: "a", properties },
        { name: "c", properties },
      ],
    },
  });
  expect(mapped(type, attributes).body).toEqual({});
});
