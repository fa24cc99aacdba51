// Short forms of hubs, spokes and sites for tests of rules of check.
import { fact, gateway, network, peering, publicIp, resource, route, to } from "../resources.ts";

/** A route table from lines `NAME PREFIX TYPE [ADDRESS]`. */
export function table(name: string, lines: readonly string[], properties: object = {}): object {
  const routes = lines.map((line) => {
    const [called = "", prefix = "", type = "None", address] = line.split(" ");
    const written = route(called, prefix, type) as { properties: object };
    return address === undefined
      ? written
      : { ...written, properties: { ...written.properties, nextHopIpAddress: address } };
  });
  return resource(`routeTables/${name}`, { ...properties, routes }, { location: "westeurope" });
}

/** A subnet with a route table, as `network` takes it. */
export function withTable(addressPrefix: string, name: string, more: object = {}): object {
  return { addressPrefix, routeTable: to(`routeTables/${name}`), ...more };
}

/** A subnet with a network security group, as `network` takes it. */
export function withGroup(addressPrefix: string, name: string, more: object = {}): object {
  return { addressPrefix, networkSecurityGroup: to(`networkSecurityGroups/${name}`), ...more };
}

/** A security rule that lets one prefix or tag in. */
export function letsIn(name: string, sourceAddressPrefix: string): object {
  return {
    name,
    properties: {
      direction: "Inbound",
      access: "Allow",
      priority: 200,
      protocol: "*",
      sourceAddressPrefix,
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    },
  };
}

/** A security group. */
export function group(name: string, securityRules: readonly object[] = []): object {
  return resource(`networkSecurityGroups/${name}`, { securityRules }, { location: "westeurope" });
}

/** A site behind a VPN gateway: its local network gateway and the connection `to-SITE`. */
export function site(name: string, prefixes: string, of: string): readonly object[] {
  return [
    resource(`localNetworkGateways/${name}`, {
      localNetworkAddressSpace: { addressPrefixes: prefixes.split(" ") },
    }),
    resource(`connections/to-${name}`, {
      connectionType: "IPsec",
      virtualNetworkGateway1: to(`virtualNetworkGateways/${of}`),
      localNetworkGateway2: to(`localNetworkGateways/${name}`),
    }),
  ];
}

/** An ExpressRoute gateway `er` with a circuit, and what its connection `to-circuit` brings. */
export function expressRoute(prefixes: string, name = "hub"): readonly object[] {
  const target = to("connections/to-circuit");
  return [
    gateway("er", { gatewayType: "ExpressRoute" }, name),
    resource("expressRouteCircuits/circuit"),
    resource("connections/to-circuit", {
      connectionType: "ExpressRoute",
      virtualNetworkGateway1: to("virtualNetworkGateways/er"),
      peer: to("expressRouteCircuits/circuit"),
    }),
    ...(prefixes === ""
      ? []
      : [
          fact("learnedRoutes", "from-circuit", {
            target,
            routes: prefixes.split(" ").map((one) => ({ network: one, nextHop: "10.3.129.58" })),
          }),
        ]),
  ];
}

/** A VPN gateway `vpn` in a network, with its public address. */
export function vpn(name = "hub", properties: object = {}): readonly object[] {
  return [publicIp, gateway("vpn", properties, name)];
}

/** A Route Server `rs` in a network that has a RouteServerSubnet. */
export function routeServer(name = "hub", properties: object = {}): object {
  const subnet = to(`virtualNetworks/${name}/subnets/RouteServerSubnet`);
  const ipConfigurations = [{ name: "c", properties: { subnet } }];
  return resource("virtualHubs/rs", { ...properties, ipConfigurations });
}

/** An Azure Firewall `azfw` at 10.0.1.4 in the AzureFirewallSubnet of a network. */
export function firewall(name = "hub", properties: object = {}): object {
  const subnet = to(`virtualNetworks/${name}/subnets/AzureFirewallSubnet`);
  const one = { name: "c", properties: { privateIPAddress: "10.0.1.4", subnet } };
  return resource("azureFirewalls/azfw", { ipConfigurations: [one], ...properties });
}

/** A GatewaySubnet, as `network` takes it. */
export const gatewaySubnet: Readonly<Record<string, string>> = { GatewaySubnet: "10.0.255.0/27" };

/** The flags of the two sides of a peering with gateway transit. */
export const offers = { allowGatewayTransit: true } as const;
export const uses = { useRemoteGateways: true } as const;

/** A hub 10.0.0.0/16 with a GatewaySubnet, peered with one spoke. */
export function hubFor(spoke: string, flags: object = offers, subnets: object = {}): object {
  return network("hub", "10.0.0.0/16", {
    subnets: { ...gatewaySubnet, ...subnets },
    peerings: [peering("hub", spoke, flags)],
  });
}

/** A spoke 10.1.0.0/16 of the hub, with these subnets. */
export function spoke(
  name: string,
  subnets: Readonly<Record<string, string | object>> = { app: "10.1.0.0/24" },
  flags: object = uses,
): object {
  return network(name, "10.1.0.0/16", { subnets, peerings: [peering(name, "hub", flags)] });
}
