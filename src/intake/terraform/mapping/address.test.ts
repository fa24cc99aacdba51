import { expect, test } from "vitest";
import { complaintsAbout, inNetwork, mapped } from "../../../../test/mapped.ts";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";

const place = { name: "n", resource_group_name: "g" };
const later = createUnknown("azurerm_public_ip.n.ip_address");
const prefix = `${inNetwork}/publicIPPrefixes/p`;

test.each<readonly [type: string, version: string, attributes: JsonObject, body: JsonObject]>([
  [
    "azurerm_public_ip",
    "2.x plan",
    {
      allocation_method: "Dynamic",
      sku: "Basic",
      ip_version: "IPv4",
      idle_timeout_in_minutes: 4,
      ip_address: later,
      fqdn: later,
      domain_name_label: null,
      zones: null,
    },
    {
      sku: { name: "Basic" },
      properties: {
        publicIPAllocationMethod: "Dynamic",
        publicIPAddressVersion: "IPv4",
        idleTimeoutInMinutes: 4,
      },
    },
  ],
  [
    "azurerm_public_ip",
    "4.x state",
    {
      allocation_method: "Static",
      sku: "Standard",
      sku_tier: "Regional",
      zones: ["1", "2"],
      ip_address: "20.1.2.3",
      domain_name_label: "app",
      fqdn: "app.westeurope.cloudapp.azure.com",
      public_ip_prefix_id: prefix,
      ddos_protection_mode: "VirtualNetworkInherited",
    },
    {
      sku: { name: "Standard", tier: "Regional" },
      zones: ["1", "2"],
      properties: {
        publicIPAllocationMethod: "Static",
        ipAddress: "20.1.2.3",
        dnsSettings: { domainNameLabel: "app", fqdn: "app.westeurope.cloudapp.azure.com" },
        publicIPPrefix: { id: prefix },
        ddosSettings: { protectionMode: "VirtualNetworkInherited" },
      },
    },
  ],
  [
    "azurerm_public_ip_prefix",
    "state",
    { sku: "Standard", prefix_length: 28, ip_version: "IPv4", ip_prefix: "20.1.2.0/28" },
    {
      sku: { name: "Standard" },
      properties: { prefixLength: 28, publicIPAddressVersion: "IPv4", ipPrefix: "20.1.2.0/28" },
    },
  ],
  [
    "azurerm_custom_ip_prefix",
    "4.x",
    { cidr: "20.1.0.0/16", zones: ["1"], parent_custom_ip_prefix_id: "/c" },
    { zones: ["1"], properties: { cidr: "20.1.0.0/16", customIpPrefixParent: { id: "/c" } } },
  ],
  [
    "azurerm_nat_gateway",
    "2.x: with addresses",
    { sku_name: "Standard", public_ip_address_ids: ["/a"], public_ip_prefix_ids: [prefix] },
    {
      sku: { name: "Standard" },
      properties: { publicIpAddresses: [{ id: "/a" }], publicIpPrefixes: [{ id: prefix }] },
    },
  ],
  [
    "azurerm_nat_gateway",
    "4.x",
    {
      sku_name: "StandardV2",
      zones: ["1", "2"],
      idle_timeout_in_minutes: 10,
      resource_guid: later,
    },
    {
      sku: { name: "StandardV2" },
      zones: ["1", "2"],
      properties: { idleTimeoutInMinutes: 10 },
    },
  ],
])("%s: %s", (type, _, attributes, body) => {
  const result = mapped(type, { ...place, ...attributes });
  expect(result.body).toEqual(body);
  expect(complaintsAbout(result)).toEqual([]);
});

const natGateway = `${inNetwork}/natGateways/ng`;

test.each([
  [
    "azurerm_nat_gateway_public_ip_association",
    { public_ip_address_id: "/a" },
    { publicIpAddresses: [{ id: "/a" }] },
  ],
  [
    "azurerm_nat_gateway_public_ip_association",
    { public_ip_address_id: later },
    { publicIpAddresses: [{ id: later }] },
  ],
  [
    "azurerm_nat_gateway_public_ip_prefix_association",
    { public_ip_prefix_id: prefix },
    { publicIpPrefixes: [{ id: prefix }] },
  ],
])("%s", (type, attributes, properties) => {
  expect(mapped(type, { nat_gateway_id: natGateway, ...attributes })).toEqual({
    id: natGateway,
    body: { properties },
  });
});
