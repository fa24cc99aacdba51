import { expect, test } from "vitest";
import { complaintsAbout, inNetwork, mapped } from "../../../../test/mapped.ts";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";

const place = { name: "n", resource_group_name: "g" };
const nic = `${inNetwork}/networkInterfaces/n`;
const subnet = `${inNetwork}/virtualNetworks/v/subnets/s`;
const later = createUnknown("azurerm_network_interface.n");

test.each<readonly [version: string, attributes: JsonObject, body: JsonObject]>([
  [
    "2.x plan",
    {
      enable_ip_forwarding: true,
      enable_accelerated_networking: false,
      dns_servers: later,
      mac_address: later,
      virtual_machine_id: later,
      private_ip_address: later,
      ip_configuration: [
        {
          name: "a",
          primary: true,
          subnet_id: subnet,
          private_ip_address: later,
          private_ip_address_allocation: "dynamic",
          private_ip_address_version: "IPv4",
          public_ip_address_id: null,
        },
      ],
    },
    {
      properties: {
        enableIPForwarding: true,
        enableAcceleratedNetworking: false,
        dnsSettings: { dnsServers: later },
        ipConfigurations: [
          {
            name: "a",
            properties: {
              primary: true,
              subnet: { id: subnet },
              privateIPAllocationMethod: "dynamic",
              privateIPAddressVersion: "IPv4",
            },
          },
        ],
      },
    },
  ],
  [
    "late 3.x plan: the old name is written",
    { enable_ip_forwarding: true, ip_forwarding_enabled: later },
    { properties: { enableIPForwarding: true } },
  ],
  [
    "4.x state",
    {
      ip_forwarding_enabled: false,
      accelerated_networking_enabled: true,
      dns_servers: ["10.0.0.4"],
      mac_address: "00-0D-3A-00-00-01",
      virtual_machine_id: "/vm",
      private_ip_address: "10.0.0.5",
      private_ip_addresses: ["10.0.0.5"],
      ip_configuration: [
        {
          name: "a",
          subnet_id: subnet,
          private_ip_address: "10.0.0.5",
          private_ip_address_allocation: "Static",
          public_ip_address_id: "/ip",
          gateway_load_balancer_frontend_ip_configuration_id: "",
        },
      ],
    },
    {
      properties: {
        enableIPForwarding: false,
        enableAcceleratedNetworking: true,
        dnsSettings: { dnsServers: ["10.0.0.4"] },
        macAddress: "00-0D-3A-00-00-01",
        virtualMachine: { id: "/vm" },
        ipConfigurations: [
          {
            name: "a",
            properties: {
              subnet: { id: subnet },
              privateIPAllocationMethod: "Static",
              privateIPAddress: "10.0.0.5",
              publicIPAddress: { id: "/ip" },
            },
          },
        ],
      },
    },
  ],
])("an interface: %s", (_, attributes, body) => {
  const result = mapped("azurerm_network_interface", { ...place, ...attributes });
  expect(result).toEqual({ id: nic, body });
  expect(complaintsAbout(result)).toEqual([]);
});

test("a static address that is unknown stays unknown", () => {
  const configuration = {
    name: "a",
    private_ip_address_allocation: "Static",
    private_ip_address: later,
  };
  const result = mapped("azurerm_network_interface", { ip_configuration: [configuration] });
  expect(complaintsAbout({ ...result, id: nic })).toEqual([
    "value-unknown /properties/ipConfigurations/0/properties/privateIPAddress",
  ]);
});

test.each([
  [
    "azurerm_network_interface_backend_address_pool_association",
    "backend_address_pool_id",
    "loadBalancerBackendAddressPools",
  ],
  ["azurerm_network_interface_nat_rule_association", "nat_rule_id", "loadBalancerInboundNatRules"],
  [
    "azurerm_network_interface_application_gateway_backend_address_pool_association",
    "backend_address_pool_id",
    "applicationGatewayBackendAddressPools",
  ],
])("%s", (type, attribute, property) => {
  for (const id of ["/pool", later]) {
    const attributes = {
      network_interface_id: nic,
      ip_configuration_name: "a",
      [attribute]: id,
    };
    expect(mapped(type, attributes)).toEqual({
      id: nic,
      body: {
        properties: { ipConfigurations: [{ name: "a", properties: { [property]: [{ id }] } }] },
      },
    });
  }
});
