// The landscape as az shows it, with the addresses that Azure has given.
import { type Answers, item, type Json, placed, to } from "../az/item.ts";

const spokes = [
  { name: "app", prefix: "10.1.0.0/16", subnets: { web: "10.1.0.0/24", data: "10.1.1.0/24" } },
  { name: "dev", prefix: "10.2.0.0/16", subnets: { web: "10.2.0.0/24", data: "10.2.1.0/24" } },
] as const;

const addresses = { "app-web": "10.1.0.4", "dev-web": "10.2.0.4" } as const;
const staticAddresses = { "app-data": "10.1.1.10", "dev-data": "10.2.1.10" } as const;

function peering(from: string, remote: string, prefix: string, fields: Json): Json {
  return item(`virtualNetworks/${from}/virtualNetworkPeerings/to-${remote}`, {
    allowForwardedTraffic: true,
    allowGatewayTransit: false,
    allowVirtualNetworkAccess: true,
    doNotVerifyRemoteGateways: false,
    peerCompleteVnets: true,
    peeringState: "Connected",
    peeringSyncLevel: "FullyInSync",
    remoteAddressSpace: { addressPrefixes: [prefix] },
    remoteVirtualNetwork: to(`virtualNetworks/${remote}`),
    remoteVirtualNetworkAddressSpace: { addressPrefixes: [prefix] },
    useRemoteGateways: false,
    ...fields,
  });
}

function subnet(path: string, addressPrefix: string, fields: Json = {}): Json {
  return item(`virtualNetworks/${path.replace("/", "/subnets/")}`, {
    addressPrefix,
    defaultOutboundAccess: true,
    delegations: [],
    privateEndpointNetworkPolicies: "Disabled",
    privateLinkServiceNetworkPolicies: "Enabled",
    ...fields,
  });
}

const hub = placed("virtualNetworks/hub", {
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  enableDdosProtection: false,
  subnets: [
    subnet("hub/AzureFirewallSubnet", "10.0.1.0/26", {
      ipConfigurations: [to("azureFirewalls/fw/azureFirewallIpConfigurations/ipconfig")],
    }),
    subnet("hub/shared", "10.0.2.0/24", {
      defaultOutboundAccess: false,
      serviceEndpoints: [
        {
          locations: ["westeurope", "northeurope"],
          provisioningState: "Succeeded",
          service: "Microsoft.Storage",
        },
      ],
    }),
    subnet("hub/GatewaySubnet", "10.0.0.0/27", {
      ipConfigurations: [to("virtualNetworkGateways/vpn/ipConfigurations/default")],
      routeTable: to("routeTables/gateway"),
    }),
  ],
  virtualNetworkPeerings: spokes.map(({ name, prefix }) =>
    peering("hub", name, prefix, { allowGatewayTransit: true }),
  ),
});

const spokeNetworks = spokes.map(({ name, prefix, subnets }) =>
  placed(`virtualNetworks/${name}`, {
    addressSpace: { addressPrefixes: [prefix] },
    subnets: Object.entries(subnets).map(([child, childPrefix]) =>
      subnet(`${name}/${child}`, childPrefix, {
        ipConfigurations: [to(`networkInterfaces/${name}-${child}/ipConfigurations/internal`)],
        networkSecurityGroup: to("networkSecurityGroups/spoke"),
        routeTable: to("routeTables/spoke"),
      }),
    ),
    virtualNetworkPeerings: [peering(name, "hub", "10.0.0.0/16", { useRemoteGateways: true })],
  }),
);

function route(path: string, addressPrefix: string, nextHopType: string, address?: string): Json {
  return item(`routeTables/${path.replace("/", "/routes/")}`, {
    addressPrefix,
    hasBgpOverride: false,
    nextHopIpAddress: address ?? null,
    nextHopType,
  });
}

function nic(name: string, address: string, allocation: string, fields: Json, ip: Json = {}): Json {
  const [network, subnetName] = name.split("-");
  return placed(`networkInterfaces/${name}`, {
    dnsSettings: { appliedDnsServers: [], dnsServers: [] },
    enableAcceleratedNetworking: false,
    enableIPForwarding: false,
    ipConfigurations: [
      item(`networkInterfaces/${name}/ipConfigurations/internal`, {
        primary: true,
        privateIPAddress: address,
        privateIPAddressVersion: "IPv4",
        privateIPAllocationMethod: allocation,
        subnet: to(`virtualNetworks/${network}/subnets/${subnetName}`),
        ...ip,
      }),
    ],
    macAddress: "00-0D-3A-2B-11-42",
    primary: true,
    ...fields,
  });
}

function machine(name: string): Json {
  return {
    ...placed(`Microsoft.Compute/virtualMachines/${name}`, {
      hardwareProfile: { vmSize: "Standard_B2s" },
      networkProfile: { networkInterfaces: [to(`networkInterfaces/${name}`)] },
      vmId: "1f2b0a6c-0f6e-4f0e-9a55-6a7c0b6f5a10",
    }),
    resourceGroup: "NETWORK",
  };
}

function publicAddress(name: string, ipAddress: string, holder: string): Json {
  return placed(`publicIPAddresses/${name}`, {
    idleTimeoutInMinutes: 4,
    ipAddress,
    ipConfiguration: to(holder),
    publicIPAddressVersion: "IPv4",
    publicIPAllocationMethod: "Static",
    sku: { name: "Standard", tier: "Regional" },
  });
}

function rule(name: string, fields: Json): Json {
  return item(`networkSecurityGroups/spoke/securityRules/${name}`, {
    destinationAddressPrefixes: [],
    destinationPortRanges: [],
    sourceAddressPrefixes: [],
    sourcePortRange: "*",
    sourcePortRanges: [],
    ...fields,
  });
}

/** The answers. */
export const answers: Answers = {
  "network vnet list": [hub, ...spokeNetworks],
  "network nic list": [
    ...Object.entries(addresses).map(([name, address]) =>
      nic(name, address, "Dynamic", { virtualMachine: to(`Microsoft.Compute/virtualMachines/${name}`) }, {
        applicationSecurityGroups: [to("applicationSecurityGroups/web")],
      }),
    ),
    ...Object.entries(staticAddresses).map(([name, address]) =>
      nic(name, address, "Static", { networkSecurityGroup: to("networkSecurityGroups/spoke") }),
    ),
  ],
  "vm list": ["app-web", "dev-web", "app-data"].map(machine),
  "vmss list": [
    placed("Microsoft.Compute/virtualMachineScaleSets/shared", {
      orchestrationMode: "Uniform",
      sku: { capacity: 2, name: "Standard_B2s", tier: "Standard" },
    }),
  ],
  "network nsg list": [
    placed("networkSecurityGroups/spoke", {
      securityRules: [
        rule("allow-web", {
          access: "Allow",
          destinationApplicationSecurityGroups: [to("applicationSecurityGroups/web")],
          destinationPortRange: "443",
          direction: "Inbound",
          priority: 100,
          protocol: "Tcp",
          sourceAddressPrefix: "VirtualNetwork",
        }),
        rule("deny-ssh", {
          access: "Deny",
          destinationAddressPrefix: "*",
          destinationPortRanges: ["22", "3389"],
          direction: "Inbound",
          priority: 200,
          protocol: "Tcp",
          sourceAddressPrefixes: ["10.0.0.0/8", "192.168.0.0/16"],
        }),
      ],
    }),
  ],
  "network asg list": [placed("applicationSecurityGroups/web", {})],
  "network route-table list": [
    placed("routeTables/gateway", {
      disableBgpRoutePropagation: false,
      routes: [
        route("gateway/to-app", "10.1.0.0/16", "VirtualAppliance", "10.0.1.4"),
        route("gateway/to-dev", "10.2.0.0/16", "VirtualAppliance", "10.0.1.4"),
      ],
      subnets: [to("virtualNetworks/hub/subnets/GatewaySubnet")],
    }),
    placed("routeTables/spoke", {
      disableBgpRoutePropagation: true,
      routes: [
        route("spoke/default", "0.0.0.0/0", "VirtualAppliance", "10.0.1.4"),
        route("spoke/activation", "23.102.135.246/32", "Internet"),
      ],
    }),
  ],
  "network public-ip list": [
    publicAddress("fw-pip", "20.61.10.4", "azureFirewalls/fw/azureFirewallIpConfigurations/ipconfig"),
    publicAddress("vpn-pip", "20.61.10.5", "virtualNetworkGateways/vpn/ipConfigurations/default"),
  ],
  "network ip-group list": [
    placed("ipGroups/spokes", { ipAddresses: ["10.1.0.0/16", "10.2.0.0/16"] }),
  ],
  "network firewall policy list": [
    placed("firewallPolicies/fw-policy", {
      firewalls: [to("azureFirewalls/fw")],
      ruleCollectionGroups: [to("firewallPolicies/fw-policy/ruleCollectionGroups/default")],
      sku: { tier: "Standard" },
      threatIntelMode: "Alert",
    }),
  ],
  "network firewall policy rule-collection-group list": [
    item("firewallPolicies/fw-policy/ruleCollectionGroups/default", {
      priority: 200,
      ruleCollections: [
        {
          action: { type: "Allow" },
          name: "east-west",
          priority: 100,
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          rules: [
            {
              destinationAddresses: ["10.0.0.0/8", "192.168.0.0/16"],
              destinationFqdns: [],
              destinationIpGroups: [],
              destinationPorts: ["443", "1433"],
              ipProtocols: ["TCP"],
              name: "spokes",
              ruleType: "NetworkRule",
              sourceAddresses: [],
              sourceIpGroups: [to("ipGroups/spokes")["id"]],
            },
          ],
        },
        {
          action: { type: "Allow" },
          name: "egress",
          priority: 300,
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          rules: [
            {
              destinationAddresses: [],
              fqdnTags: [],
              name: "updates",
              protocols: [{ port: 443, protocolType: "Https" }],
              ruleType: "ApplicationRule",
              sourceAddresses: ["10.0.0.0/8"],
              sourceIpGroups: [],
              targetFqdns: ["*.ubuntu.com"],
              targetUrls: [],
              terminateTLS: false,
              webCategories: [],
            },
          ],
        },
      ],
    }),
  ],
  "network firewall list": [
    placed("azureFirewalls/fw", {
      additionalProperties: {},
      applicationRuleCollections: [],
      firewallPolicy: to("firewallPolicies/fw-policy"),
      ipConfigurations: [
        item("azureFirewalls/fw/azureFirewallIpConfigurations/ipconfig", {
          privateIPAddress: "10.0.1.4",
          privateIPAllocationMethod: "Dynamic",
          publicIPAddress: to("publicIPAddresses/fw-pip"),
          subnet: to("virtualNetworks/hub/subnets/AzureFirewallSubnet"),
        }),
      ],
      natRuleCollections: [],
      networkRuleCollections: [],
      sku: { name: "AZFW_VNet", tier: "Standard" },
      threatIntelMode: "Alert",
    }),
  ],
  "network vnet-gateway list": [
    placed("virtualNetworkGateways/vpn", {
      activeActive: false,
      allowRemoteVnetTraffic: false,
      allowVirtualWanTraffic: false,
      bgpSettings: {
        asn: 65515,
        bgpPeeringAddress: "10.0.0.30",
        bgpPeeringAddresses: [
          {
            customBgpIpAddresses: [],
            defaultBgpIpAddresses: ["10.0.0.30"],
            ipconfigurationId: to("virtualNetworkGateways/vpn/ipConfigurations/default")["id"],
            tunnelIpAddresses: ["20.61.10.5"],
          },
        ],
        peerWeight: 0,
      },
      enableBgp: true,
      gatewayType: "Vpn",
      ipConfigurations: [
        item("virtualNetworkGateways/vpn/ipConfigurations/default", {
          privateIPAllocationMethod: "Dynamic",
          publicIPAddress: to("publicIPAddresses/vpn-pip"),
          subnet: to("virtualNetworks/hub/subnets/GatewaySubnet"),
        }),
      ],
      sku: { capacity: 2, name: "VpnGw1AZ", tier: "VpnGw1AZ" },
      vpnClientConfiguration: {
        vpnAuthenticationTypes: ["AAD"],
        vpnClientAddressPool: { addressPrefixes: ["172.16.0.0/24"] },
        vpnClientProtocols: ["OpenVPN"],
      },
      vpnGatewayGeneration: "Generation1",
      vpnType: "RouteBased",
    }),
  ],
  "network local-gateway list": [
    placed("localNetworkGateways/branch", {
      bgpSettings: { asn: 65010, bgpPeeringAddress: "192.168.0.254", peerWeight: 0 },
      gatewayIpAddress: "203.0.113.1",
      localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/24"] },
    }),
  ],
  "network vpn-connection list": [
    placed("connections/branch", {
      connectionMode: "Default",
      connectionStatus: "Connected",
      connectionType: "IPsec",
      enableBgp: true,
      localNetworkGateway2: to("localNetworkGateways/branch"),
      routingWeight: 0,
      trafficSelectorPolicies: [],
      usePolicyBasedTrafficSelectors: false,
      virtualNetworkGateway1: to("virtualNetworkGateways/vpn"),
    }),
  ],
};
