import { expect, test } from "vitest";
import { complaintsAbout, inNetwork, mapped, subscription } from "../../../../test/mapped.ts";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";
import { additionOf } from "./index.ts";

const place = { name: "n", resource_group_name: "g" };
const balancer = `${inNetwork}/loadBalancers/lb`;
const pool = `${balancer}/backendAddressPools/pool`;
const frontend = { id: `${balancer}/frontendIPConfigurations/front` };
const later = createUnknown("azurerm_lb.n");

test.each<readonly [version: string, attributes: JsonObject, body: JsonObject]>([
  [
    "2.x plan: private",
    {
      sku: "Basic",
      sku_tier: "Regional",
      private_ip_address: later,
      frontend_ip_configuration: [
        {
          id: later,
          name: "front",
          subnet_id: "/subnet",
          private_ip_address: later,
          private_ip_address_allocation: "Dynamic",
          public_ip_address_id: "",
          load_balancer_rules: later,
          zones: null,
        },
      ],
    },
    {
      sku: { name: "Basic", tier: "Regional" },
      properties: {
        frontendIPConfigurations: [
          {
            name: "front",
            properties: { subnet: { id: "/subnet" }, privateIPAllocationMethod: "Dynamic" },
          },
        ],
      },
    },
  ],
  [
    "4.x: public, with zones",
    {
      sku: "Standard",
      frontend_ip_configuration: [
        { name: "a", public_ip_address_id: "/ip", zones: ["1"] },
        { name: "b", public_ip_prefix_id: "/prefix" },
        {
          name: "c",
          subnet_id: "/subnet",
          private_ip_address: "10.0.0.9",
          private_ip_address_allocation: "Static",
          private_ip_address_version: "IPv4",
        },
      ],
    },
    {
      sku: { name: "Standard" },
      properties: {
        frontendIPConfigurations: [
          { name: "a", zones: ["1"], properties: { publicIPAddress: { id: "/ip" } } },
          { name: "b", properties: { publicIPPrefix: { id: "/prefix" } } },
          {
            name: "c",
            properties: {
              subnet: { id: "/subnet" },
              privateIPAddress: "10.0.0.9",
              privateIPAllocationMethod: "Static",
              privateIPAddressVersion: "IPv4",
            },
          },
        ],
      },
    },
  ],
])("a load balancer: %s", (_, attributes, body) => {
  const result = mapped("azurerm_lb", { ...place, ...attributes });
  expect(result).toEqual({ id: `${inNetwork}/loadBalancers/n`, body });
  expect(complaintsAbout(result)).toEqual([]);
});

const below = { name: "n", loadbalancer_id: balancer };
const tcp = { protocol: "Tcp", frontend_port: 80, backend_port: 8080 };
const tcpBody = { protocol: "Tcp", frontendPort: 80, backendPort: 8080 };

type Row = readonly [type: string, version: string, attributes: JsonObject, body: JsonObject];

const children: readonly Row[] = [
  ["azurerm_lb_backend_address_pool", "of interfaces", { virtual_network_id: "" }, {}],
  [
    "azurerm_lb_backend_address_pool",
    "2.x: of addresses",
    { backend_address: [{ name: "a", virtual_network_id: "/v", ip_address: "10.0.0.4" }] },
    {
      loadBalancerBackendAddresses: [
        { name: "a", properties: { ipAddress: "10.0.0.4", virtualNetwork: { id: "/v" } } },
      ],
    },
  ],
  [
    "azurerm_lb_backend_address_pool",
    "4.x: of a gateway load balancer",
    {
      virtual_network_id: "/v",
      synchronous_mode: "Manual",
      tunnel_interface: [{ identifier: 900, type: "Internal", protocol: "VXLAN", port: 15000 }],
      backend_ip_configurations: later,
    },
    {
      virtualNetwork: { id: "/v" },
      syncMode: "Manual",
      tunnelInterfaces: [{ identifier: 900, type: "Internal", protocol: "VXLAN", port: 15000 }],
    },
  ],
  [
    "azurerm_lb_nat_rule",
    "2.x: one port",
    {
      ...tcp,
      frontend_ip_configuration_name: "front",
      frontend_ip_configuration_id: later,
      backend_ip_configuration_id: later,
      enable_floating_ip: false,
    },
    { frontendIPConfiguration: frontend, ...tcpBody, enableFloatingIP: false },
  ],
  [
    "azurerm_lb_nat_rule",
    "5.x: a range",
    {
      protocol: "Tcp",
      frontend_ip_configuration_name: "front",
      frontend_port: null,
      frontend_port_start: 5000,
      frontend_port_end: 5009,
      backend_port: 22,
      backend_address_pool_id: pool,
      floating_ip_enabled: true,
    },
    {
      frontendIPConfiguration: frontend,
      protocol: "Tcp",
      frontendPortRangeStart: 5000,
      frontendPortRangeEnd: 5009,
      backendPort: 22,
      backendAddressPool: { id: pool },
      enableFloatingIP: true,
    },
  ],
];

test.each(children)("%s: %s", (type, _, attributes, properties) => {
  const result = mapped(type, { ...below, ...attributes });
  expect(result.id).toMatch(/\/loadBalancers\/lb\/(backendAddressPools|inboundNatRules)\/n$/);
  expect(result.body).toEqual(Object.keys(properties).length > 0 ? { properties } : {});
  expect(complaintsAbout(result)).toEqual([]);
});

const insides: readonly (readonly [...Row, list: string])[] = [
  [
    "azurerm_lb_rule",
    "2.x: one pool",
    {
      ...tcp,
      frontend_ip_configuration_name: "front",
      backend_address_pool_id: pool,
      backend_address_pool_ids: later,
      probe_id: "/probe",
      enable_floating_ip: true,
      disable_outbound_snat: false,
    },
    {
      ...tcpBody,
      frontendIPConfiguration: frontend,
      backendAddressPool: { id: pool },
      probe: { id: "/probe" },
      enableFloatingIP: true,
      disableOutboundSnat: false,
    },
    "loadBalancingRules",
  ],
  [
    "azurerm_lb_rule",
    "late 4.x: old and new names",
    {
      ...tcp,
      frontend_ip_configuration_name: "front",
      backend_address_pool_ids: [pool],
      floating_ip_enabled: true,
      enable_floating_ip: later,
      tcp_reset_enabled: false,
      disable_outbound_snat: true,
      load_distribution: "SourceIP",
      idle_timeout_in_minutes: 4,
    },
    {
      ...tcpBody,
      frontendIPConfiguration: frontend,
      backendAddressPools: [{ id: pool }],
      enableFloatingIP: true,
      enableTcpReset: false,
      disableOutboundSnat: true,
      loadDistribution: "SourceIP",
      idleTimeoutInMinutes: 4,
    },
    "loadBalancingRules",
  ],
  [
    "azurerm_lb_outbound_rule",
    "all versions",
    {
      protocol: "All",
      allocated_outbound_ports: 1024,
      backend_address_pool_id: pool,
      frontend_ip_configuration: [{ name: "front", id: later }],
    },
    {
      protocol: "All",
      allocatedOutboundPorts: 1024,
      backendAddressPool: { id: pool },
      frontendIPConfigurations: [frontend],
    },
    "outboundRules",
  ],
  [
    "azurerm_lb_nat_pool",
    "all versions",
    {
      protocol: "Tcp",
      frontend_ip_configuration_name: "front",
      frontend_port_start: 5000,
      frontend_port_end: 5009,
      backend_port: 22,
    },
    {
      frontendIPConfiguration: frontend,
      protocol: "Tcp",
      frontendPortRangeStart: 5000,
      frontendPortRangeEnd: 5009,
      backendPort: 22,
    },
    "inboundNatPools",
  ],
  [
    "azurerm_lb_probe",
    "all versions",
    { protocol: "Http", port: 80, request_path: "/", interval_in_seconds: 15, number_of_probes: 2 },
    { protocol: "Http", port: 80, requestPath: "/", intervalInSeconds: 15, numberOfProbes: 2 },
    "probes",
  ],
];

test.each(insides)("%s: %s", (type, _, attributes, properties, list) => {
  const result = mapped(type, { ...below, ...attributes });
  expect(result.id).toBe(balancer);
  expect(result.body).toEqual({ properties: { [list]: [{ name: "n", properties }] } });
  expect(complaintsAbout(result)).toEqual([]);
  const id = additionOf(type)?.id?.(below, { subscription });
  expect(id).toBe(`${balancer}/${list}/n`);
});

test("a member of a pool", () => {
  const attributes = {
    name: "a",
    backend_address_pool_id: pool,
    virtual_network_id: "/v",
    ip_address: "10.0.0.4",
    inbound_nat_rule_port_mapping: later,
  };
  const result = mapped("azurerm_lb_backend_address_pool_address", attributes);
  expect(result).toEqual({
    id: pool,
    body: {
      properties: {
        loadBalancerBackendAddresses: [
          { name: "a", properties: { ipAddress: "10.0.0.4", virtualNetwork: { id: "/v" } } },
        ],
      },
    },
  });
  expect(complaintsAbout(result)).toEqual([]);
});

test("a rule of a load balancer that is not known keeps its front end unknown", () => {
  const attributes = {
    ...tcp,
    name: "n",
    loadbalancer_id: later,
    frontend_ip_configuration_name: "f",
  };
  const result = mapped("azurerm_lb_rule", attributes);
  expect(result.id).toBeUndefined();
  expect(result.body).toEqual({
    properties: {
      loadBalancingRules: [
        { name: "n", properties: { ...tcpBody, frontendIPConfiguration: { id: later } } },
      ],
    },
  });
});
