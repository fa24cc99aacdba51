// Gateways as the provider's documentation writes them, beside the same in ARM.
import { expect, test } from "vitest";
import { compareLines } from "./differences.ts";
import { readLayers } from "./landscapes.ts";
import { modelLines, routeLines } from "./normal-form.ts";
import { resource } from "./terraform/configuration.ts";
import { ref } from "./terraform/expression.ts";
import { inGroup, place, provider, resourceGroup } from "./terraform/place.ts";
import { planOf } from "./terraform/plan.ts";

const inNetwork = {
  ...inGroup,
  virtual_network_name: ref("azurerm_virtual_network.example.name"),
};

function publicIp(name: string) {
  return resource(`azurerm_public_ip.${name}`, { ...place, name, allocation_method: "Static" });
}

const plan = planOf({
  provider,
  resources: [
    resourceGroup,
    resource("azurerm_virtual_network.example", {
      ...place,
      name: "example-vnet",
      address_space: ["10.0.0.0/16"],
    }),
    resource("azurerm_subnet.gateway", {
      ...inNetwork,
      name: "GatewaySubnet",
      address_prefixes: ["10.0.1.0/24"],
    }),
    resource("azurerm_subnet.route_server", {
      ...inNetwork,
      name: "RouteServerSubnet",
      address_prefixes: ["10.0.2.0/24"],
    }),
    publicIp("gateway-ip"),
    publicIp("server-ip"),
    resource("azurerm_virtual_network_gateway.example", {
      ...place,
      name: "example-gateway",
      type: "Vpn",
      vpn_type: "RouteBased",
      active_active: false,
      enable_bgp: false,
      sku: "VpnGw1AZ",
      ip_configuration: [
        {
          name: "vnetGatewayConfig",
          public_ip_address_id: ref("azurerm_public_ip.gateway-ip.id"),
          private_ip_address_allocation: "Dynamic",
          subnet_id: ref("azurerm_subnet.gateway.id"),
        },
      ],
    }),
    resource("azurerm_local_network_gateway.onpremise", {
      ...place,
      name: "onpremise",
      gateway_address: "168.62.225.23",
      address_space: ["10.1.1.0/24"],
    }),
    resource("azurerm_virtual_network_gateway_connection.onpremise", {
      ...place,
      name: "onpremise",
      type: "IPsec",
      virtual_network_gateway_id: ref("azurerm_virtual_network_gateway.example.id"),
      local_network_gateway_id: ref("azurerm_local_network_gateway.onpremise.id"),
      shared_key: "canary-0f3a-shared-key",
    }),
    resource("azurerm_route_server.example", {
      ...place,
      name: "example-routerserver",
      sku: "Standard",
      public_ip_address_id: ref("azurerm_public_ip.server-ip.id"),
      subnet_id: ref("azurerm_subnet.route_server.id"),
      branch_to_branch_traffic_enabled: true,
    }),
    resource("azurerm_route_server_bgp_connection.example", {
      name: "example-rs-bgpconnection",
      route_server_id: ref("azurerm_route_server.example.id"),
      peer_asn: 65501,
      peer_ip: "10.0.3.5",
    }),
    resource("azurerm_virtual_network.spoke", {
      ...place,
      name: "spoke",
      address_space: ["172.16.0.0/12"],
    }),
    resource("azurerm_virtual_wan.example", { ...place, name: "example-vwan" }),
    resource("azurerm_virtual_hub.example", {
      ...place,
      name: "example-hub",
      virtual_wan_id: ref("azurerm_virtual_wan.example.id"),
      address_prefix: "192.168.0.0/24",
    }),
    resource("azurerm_virtual_hub_connection.example", {
      name: "example-vhub",
      virtual_hub_id: ref("azurerm_virtual_hub.example.id"),
      remote_virtual_network_id: ref("azurerm_virtual_network.spoke.id"),
    }),
  ],
});

function id(type: string, ...names: readonly string[]): { readonly id: string } {
  const list = names.map((name) => `, '${name}'`).join("");
  return { id: `[resourceId('Microsoft.Network/${type}'${list})]` };
}

function arm(type: string, name: string, properties: object, more: object = {}): object {
  const where = type.includes("/") ? {} : { location: "[resourceGroup().location]" };
  const head = { type: `Microsoft.Network/${type}`, apiVersion: "2024-05-01", name };
  return { ...head, ...where, ...more, properties };
}

function armPublicIp(name: string): object {
  const properties = { publicIPAllocationMethod: "Static" };
  return arm("publicIPAddresses", name, properties, { sku: { name: "Standard" } });
}

function armNetwork(
  name: string,
  space: string,
  subnets: Readonly<Record<string, string>>,
): object {
  return arm("virtualNetworks", name, {
    addressSpace: { addressPrefixes: [space] },
    subnets: Object.entries(subnets).map(([child, addressPrefix]) => ({
      name: child,
      properties: { addressPrefix, defaultOutboundAccess: true },
    })),
  });
}

const template = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    armNetwork("example-vnet", "10.0.0.0/16", {
      GatewaySubnet: "10.0.1.0/24",
      RouteServerSubnet: "10.0.2.0/24",
    }),
    armPublicIp("gateway-ip"),
    armPublicIp("server-ip"),
    arm("virtualNetworkGateways", "example-gateway", {
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      activeActive: false,
      enableBgp: false,
      sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" },
      ipConfigurations: [
        {
          name: "vnetGatewayConfig",
          properties: {
            publicIPAddress: id("publicIPAddresses", "gateway-ip"),
            subnet: id("virtualNetworks/subnets", "example-vnet", "GatewaySubnet"),
          },
        },
      ],
    }),
    arm("localNetworkGateways", "onpremise", {
      gatewayIpAddress: "168.62.225.23",
      localNetworkAddressSpace: { addressPrefixes: ["10.1.1.0/24"] },
    }),
    arm("connections", "onpremise", {
      connectionType: "IPsec",
      virtualNetworkGateway1: id("virtualNetworkGateways", "example-gateway"),
      localNetworkGateway2: id("localNetworkGateways", "onpremise"),
    }),
    arm("virtualHubs", "example-routerserver", {
      sku: "Standard",
      allowBranchToBranchTraffic: true,
    }),
    arm("virtualHubs/ipConfigurations", "example-routerserver/ipConfig1", {
      subnet: id("virtualNetworks/subnets", "example-vnet", "RouteServerSubnet"),
      publicIPAddress: id("publicIPAddresses", "server-ip"),
    }),
    arm("virtualHubs/bgpConnections", "example-routerserver/example-rs-bgpconnection", {
      peerAsn: 65501,
      peerIp: "10.0.3.5",
    }),
    armNetwork("spoke", "172.16.0.0/12", {}),
    arm("virtualWans", "example-vwan", { allowBranchToBranchTraffic: true }),
    arm("virtualHubs", "example-hub", {
      addressPrefix: "192.168.0.0/24",
      virtualWan: id("virtualWans", "example-vwan"),
    }),
    arm("virtualHubs/hubVirtualNetworkConnections", "example-hub/example-vhub", {
      remoteVirtualNetwork: id("virtualNetworks", "spoke"),
      enableInternetSecurity: false,
    }),
  ],
};

test("a plan of gateways is the model of its twin in ARM", () => {
  const [ofPlan, ofTemplate] = [plan, template].map((value, at) =>
    readLayers([{ file: `${at}.json`, text: JSON.stringify(value) }]),
  );
  const nothing = { onlyInAz: [], onlyInWay: [] };
  const lines = modelLines(ofTemplate!.model);
  expect(compareLines(modelLines(ofPlan!.model), lines)).toEqual(nothing);
  expect(routeLines(ofPlan!.model)).toEqual(routeLines(ofTemplate!.model));
  for (const kind of ["gateways", "connections", "routeServers", "hubs"]) {
    expect(lines.filter((line) => line.startsWith(`${kind} `)).length).toBeGreaterThan(3);
  }
});
