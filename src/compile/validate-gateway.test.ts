import { expectDiagnostics } from "../../test/expect-diagnostics.ts";
import { fact, gateway, network, publicIp, resource, to } from "../../test/resources.ts";

const plain = network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } });
const gatewaySubnet = { GatewaySubnet: "10.0.255.0/27" };
const hub = network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.255.0/27" } });

// ERR-60 to ERR-64, ERR-66, GW-12, GW-21, GW-31.
expectDiagnostics([
  ["a sound gateway", [hub, publicIp, gateway("g")], []],
  [
    "ER-7: a second VPN gateway",
    [hub, publicIp, gateway("g"), gateway("h")],
    ["gateway-misplaced virtualNetworkGateways/h"],
  ],
  [
    "a Basic gateway beside ExpressRoute",
    [
      hub,
      publicIp,
      gateway("e", { gatewayType: "ExpressRoute" }),
      gateway("g", { sku: { name: "Basic" } }),
    ],
    ["gateway-misplaced virtualNetworkGateways/g"],
  ],
  [
    "a policy-based gateway beside ExpressRoute",
    [
      hub,
      publicIp,
      gateway("e", { gatewayType: "ExpressRoute" }),
      gateway("g", { vpnType: "PolicyBased" }),
    ],
    ["gateway-misplaced virtualNetworkGateways/g"],
  ],
  [
    "a gateway in an ordinary subnet",
    [
      plain,
      resource("virtualNetworkGateways/g", {
        gatewayType: "ExpressRoute",
        ipConfigurations: [
          { name: "c", properties: { subnet: to("virtualNetworks/v/subnets/a") } },
        ],
      }),
    ],
    ["gateway-misplaced virtualNetworkGateways/g"],
  ],
  [
    "a gateway without a subnet",
    [resource("virtualNetworkGateways/g", { gatewayType: "Vpn" })],
    ["gateway-subnet-missing virtualNetworkGateways/g"],
  ],
  [
    "a GatewaySubnet of /28",
    [
      network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.255.0/28" } }),
      publicIp,
      gateway("g"),
    ],
    ["subnet-too-small virtualNetworks/hub#/subnets/0/addressPrefix"],
  ],
  [
    "a GatewaySubnet of /29 for a Basic gateway",
    [
      network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.255.0/29" } }),
      publicIp,
      gateway("g", { sku: { name: "Basic" } }),
    ],
    [],
  ],
  [
    "an active-active gateway without addresses",
    [hub, publicIp, gateway("g", { activeActive: true })],
    ["gateway-address-unknown virtualNetworkGateways/g"],
  ],
  [
    "an active-standby gateway without its public address",
    [
      hub,
      resource("publicIPAddresses/p", {}),
      gateway("g", {
        ipConfigurations: [
          {
            name: "default",
            properties: {
              subnet: to("virtualNetworks/hub/subnets/GatewaySubnet"),
              publicIPAddress: to("publicIPAddresses/p"),
            },
          },
        ],
      }),
    ],
    ["gateway-address-unknown virtualNetworkGateways/g"],
  ],
  [
    "a site with the default route (ERR-63)",
    [
      resource("localNetworkGateways/l", {
        localNetworkAddressSpace: { addressPrefixes: ["0.0.0.0/0"] },
      }),
    ],
    ["site-prefix-refused localNetworkGateways/l#/localNetworkAddressSpace/addressPrefixes/0"],
  ],
  [
    "a site inside the network (ERR-64)",
    [
      hub,
      publicIp,
      gateway("g"),
      resource("localNetworkGateways/l", {
        localNetworkAddressSpace: { addressPrefixes: ["10.0.4.0/24", "0.0.0.0/1"] },
      }),
      resource("connections/c", {
        connectionType: "IPsec",
        virtualNetworkGateway1: to("virtualNetworkGateways/g"),
        localNetworkGateway2: to("localNetworkGateways/l"),
      }),
    ],
    [
      "site-prefix-inside-network localNetworkGateways/l#/localNetworkAddressSpace/addressPrefixes/0",
    ],
  ],
  [
    "ERR-67: branches joined over an active-standby gateway",
    [
      network("hub", "10.0.0.0/16", {
        subnets: { ...gatewaySubnet, RouteServerSubnet: "10.0.1.0/26" },
      }),
      publicIp,
      gateway("g"),
      resource("virtualHubs/rs", {
        allowBranchToBranchTraffic: true,
        ipConfigurations: [
          {
            name: "c",
            properties: { subnet: to("virtualNetworks/hub/subnets/RouteServerSubnet") },
          },
        ],
      }),
    ],
    ["gateway-misplaced virtualHubs/rs"],
  ],
  [
    "a Route Server without a subnet",
    [resource("virtualHubs/rs", {})],
    ["gateway-subnet-missing virtualHubs/rs"],
  ],
]);

const speaking = [
  hub,
  publicIp,
  gateway("g"),
  resource("localNetworkGateways/l", { localNetworkAddressSpace: { addressPrefixes: [] } }),
  resource("connections/c", {
    connectionType: "IPsec",
    enableBgp: true,
    virtualNetworkGateway1: to("virtualNetworkGateways/g"),
    localNetworkGateway2: to("localNetworkGateways/l"),
  }),
];

// What BGP has learned must be told by somebody.
expectDiagnostics([
  ["nobody tells", speaking, ["learned-routes-unknown connections/c"]],
  [
    "a list for the connection",
    [...speaking, fact("learnedRoutes", "x", { target: to("connections/c"), routes: [] })],
    [],
  ],
  [
    "a list for the gateway",
    [
      ...speaking,
      fact("learnedRoutes", "x", { target: to("virtualNetworkGateways/g"), routes: [] }),
    ],
    [],
  ],
  [
    "a site at the other end",
    [
      ...speaking,
      fact("onPremisesSites", "x", {
        addressPrefixes: ["192.168.0.0/16"],
        connectedTo: [to("connections/c")],
      }),
    ],
    [],
  ],
  [
    "a list about nothing",
    [fact("learnedRoutes", "x", { target: to("connections/zzz"), routes: [] })],
    ["learned-routes-target learnedRoutes/x#/target"],
  ],
  [
    "a list without a target",
    [fact("learnedRoutes", "x", { routes: [] })],
    ["learned-routes-target learnedRoutes/x"],
  ],
]);
