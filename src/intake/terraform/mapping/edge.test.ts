import { expect, test } from "vitest";
import { expectMappings, idIn, mapResource } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const subnet = idIn("virtualNetworks/v/subnets/s");
const address = idIn("publicIPAddresses/p");

expectMappings([
  [
    "a bastion",
    "azurerm_bastion_host",
    {
      sku: "Standard",
      scale_units: 2,
      dns_name: later,
      ip_configuration: [{ name: "i", subnet_id: subnet, public_ip_address_id: address }],
    },
    "Microsoft.Network/bastionHosts/x",
    {
      scaleUnits: 2,
      ipConfigurations: [
        { name: "i", properties: { subnet: { id: subnet }, publicIPAddress: { id: address } } },
      ],
    },
  ],
  [
    "a bastion without a subnet of its own",
    "azurerm_bastion_host",
    { sku: "Developer", virtual_network_id: idIn("virtualNetworks/v"), ip_configuration: [] },
    "Microsoft.Network/bastionHosts/x",
    { virtualNetwork: { id: idIn("virtualNetworks/v") } },
  ],
  [
    "an application gateway",
    "azurerm_application_gateway",
    {
      sku: [{ name: "WAF_v2", tier: "WAF_v2", capacity: 2 }],
      firewall_policy_id: idIn("applicationGatewayWebApplicationFirewallPolicies/w"),
      gateway_ip_configuration: [{ name: "g", subnet_id: subnet, id: later }],
      frontend_ip_configuration: [
        { name: "public", public_ip_address_id: address, private_ip_address: later },
        {
          name: "private",
          subnet_id: subnet,
          private_ip_address: "10.0.0.10",
          private_ip_address_allocation: "Static",
        },
      ],
      frontend_port: [{ name: "p", port: 443 }],
      backend_address_pool: [
        { name: "b", fqdns: ["a.example.com"], ip_addresses: ["10.0.1.4"] },
        { name: "empty", fqdns: null, ip_addresses: [] },
        { name: "c", ip_addresses: later },
      ],
      ssl_certificate: [{ name: "s", data: "secret", password: "secret" }],
    },
    "Microsoft.Network/applicationGateways/x",
    {
      sku: { name: "WAF_v2", tier: "WAF_v2", capacity: 2 },
      firewallPolicy: { id: idIn("applicationGatewayWebApplicationFirewallPolicies/w") },
      gatewayIPConfigurations: [{ name: "g", properties: { subnet: { id: subnet } } }],
      frontendIPConfigurations: [
        { name: "public", properties: { publicIPAddress: { id: address } } },
        {
          name: "private",
          properties: {
            subnet: { id: subnet },
            privateIPAddress: "10.0.0.10",
            privateIPAllocationMethod: "Static",
          },
        },
      ],
      frontendPorts: [{ name: "p", properties: { port: 443 } }],
      backendAddressPools: [
        {
          name: "b",
          properties: {
            backendAddresses: [{ fqdn: "a.example.com" }, { ipAddress: "10.0.1.4" }],
          },
        },
        { name: "empty" },
        { name: "c", properties: { backendAddresses: [{ ipAddress: later }] } },
      ],
    },
  ],
  [
    "a policy of application gateways",
    "azurerm_web_application_firewall_policy",
    {},
    "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/x",
    undefined,
  ],
  [
    "a network watcher",
    "azurerm_network_watcher",
    {},
    "Microsoft.Network/networkWatchers/x",
    undefined,
  ],
]);

test("what is beside the properties", () => {
  const planned = { zones: ["1", "2"] };
  expect(mapResource(["azurerm_application_gateway", planned]).body["zones"]).toEqual(["1", "2"]);
  expect(mapResource(["azurerm_bastion_host", { sku: "Basic" }]).body["sku"]).toEqual({
    name: "Basic",
  });
});

test("a pool is found by its name", () => {
  const mapping = mappingOf("azurerm_application_gateway");
  const attributes = { backend_address_pool: [{ name: "b" }] };
  expect(mapping && findExport(mapping, ["backend_address_pool", 0, "id"], attributes)).toEqual({
    idSuffix: "/backendAddressPools/b",
  });
});
