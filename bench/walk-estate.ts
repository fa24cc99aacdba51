// What the generated estates get for walks: security groups, firewalls with policies, tunnels to
// sites, storage accounts behind the private endpoints, and the zone with their names.
import type { Resource, Snapshot } from "../src/arm/index.ts";
import {
  type EstateSize,
  fact,
  generateEstate,
  id,
  regions,
  resource,
  resourceOf,
  spokeAddress,
  storageId,
  text,
} from "./estate.ts";

// Rules of each security group of a spoke, and of each firewall.
const groupRules = 30;
const firewallRules = 1000;

/** An estate in which every packet meets filters, and most meet a firewall. */
export function generateWalkEstate(size: EstateSize): Snapshot {
  const walked = { ...size, isWalked: true };
  const spokes = Array.from({ length: size.spokes }, (_, spoke) => spoke);
  return generateEstate(walked, [
    ...regions.flatMap((region, hub) => hubParts(size, hub, region)),
    ...spokes.flatMap((spoke) => spokeParts(size, spoke)),
    resource("privateDnsZones", zone, "global", {}),
    ...regions.map((_, hub) => zoneLink(`hub${hub}`)),
  ]);
}

const zone = "privatelink.blob.core.windows.net";

function zoneLink(network: string): Resource {
  return resourceOf(`${id("privateDnsZones", zone)}/virtualNetworkLinks/${network}`, "global", {
    virtualNetwork: { id: id("virtualNetworks", network) },
    registrationEnabled: false,
  });
}

function hubParts(size: EstateSize, hub: number, region: string): readonly Resource[] {
  const base = 0x0a000000 + hub * 0x10000;
  return [
    firewall(hub, region, base),
    resource("publicIPAddresses", `fw${hub}-ip`, region, { ipAddress: `20.0.0.${hub + 1}` }),
    resource("firewallPolicies", `policy${hub}`, region, { sku: { tier: "Standard" } }),
    ruleGroup(hub),
    securityGroup(`nsg-nics-${region}`, region, 10),
    gatewayTable(size, hub, region, base),
    resource("localNetworkGateways", `site${hub}`, region, {
      localNetworkAddressSpace: { addressPrefixes: [`10.${200 + hub}.0.0/16`] },
    }),
    resource("connections", `tunnel${hub}`, region, {
      connectionType: "IPsec",
      virtualNetworkGateway1: { id: id("virtualNetworkGateways", `gw${hub}`) },
      localNetworkGateway2: { id: id("localNetworkGateways", `site${hub}`) },
    }),
    fact("onPremisesSites", `office${hub}`, {
      addressPrefixes: [`10.${200 + hub}.0.0/16`],
      connectedTo: [{ id: id("connections", `tunnel${hub}`) }],
      hosts: [{ name: `desk${hub}`, ipAddress: `10.${200 + hub}.0.10` }],
      dns: { network: { id: id("virtualNetworks", `hub${hub}`) } },
    }),
  ];
}

function firewall(hub: number, region: string, base: number): Resource {
  return resource("azureFirewalls", `fw${hub}`, region, {
    sku: { name: "AZFW_VNet", tier: "Standard" },
    firewallPolicy: { id: id("firewallPolicies", `policy${hub}`) },
    ipConfigurations: [
      {
        name: "first",
        properties: {
          privateIPAddress: text(base + 260),
          subnet: { id: `${id("virtualNetworks", `hub${hub}`)}/subnets/AzureFirewallSubnet` },
          publicIPAddress: { id: id("publicIPAddresses", `fw${hub}-ip`) },
        },
      },
    ],
  });
}

// The rules that take the flows of the bench stand last.
function ruleGroup(hub: number): Resource {
  const rule = (at: number) => ({
    ruleType: "NetworkRule",
    name: `r${at}`,
    ipProtocols: ["TCP"],
    sourceAddresses: [`10.${16 + (at % 60)}.0.0/16`],
    destinationAddresses: [`198.18.${at % 256}.0/24`, `198.19.${at % 256}.0-198.19.${at % 256}.9`],
    destinationPorts: ["443", `${2000 + at}`],
  });
  const last = {
    ruleType: "NetworkRule",
    name: "last",
    ipProtocols: ["TCP"],
    sourceAddresses: ["*"],
    destinationAddresses: ["*"],
    destinationPorts: ["443"],
  };
  return resourceOf(`${id("firewallPolicies", `policy${hub}`)}/ruleCollectionGroups/g`, undefined, {
    priority: 100,
    ruleCollections: [
      collection(
        "many",
        100,
        Array.from({ length: firewallRules - 1 }, (_, at) => rule(at)),
      ),
      collection("last", 200, [last]),
    ],
  });
}

function collection(name: string, priority: number, rules: readonly object[]): object {
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name,
    priority,
    action: { type: "Allow" },
    rules,
  };
}

// What comes from the sites passes the firewall too.
function gatewayTable(size: EstateSize, hub: number, region: string, base: number): Resource {
  const mine = Array.from({ length: size.spokes }, (_, spoke) => spoke).filter(
    (spoke) => spoke % regions.length === hub,
  );
  return resource("routeTables", `rt-gw${hub}`, region, {
    routes: mine.map((spoke) => ({
      name: `spoke${spoke}`,
      properties: {
        addressPrefix: `${text(spokeAddress(spoke))}/20`,
        nextHopType: "VirtualAppliance",
        nextHopIpAddress: text(base + 260),
      },
    })),
  });
}

function spokeParts(size: EstateSize, spoke: number): readonly Resource[] {
  const region = regions[spoke % regions.length] ?? "westeurope";
  const name = `spoke${spoke}`;
  return [
    securityGroup(`nsg-${name}`, region, groupRules, name),
    balancer(name, region, spokeAddress(spoke)),
    ...Array.from({ length: size.endpointsPerSpoke }, (_, at) =>
      storage(name, region, { base: spokeAddress(spoke), at }),
    ).flat(),
  ];
}

function storage(
  network: string,
  region: string,
  { base, at }: { readonly base: number; readonly at: number },
): readonly Resource[] {
  const name = `st-${network}-${at}`;
  const record = `${id("privateDnsZones", zone)}/A/${name}`;
  const address = text(base + (at % 2) * 256 + 200 + at);
  return [
    resourceOf(storageId(name), region, {
      networkAcls: { defaultAction: "Allow" },
      primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
    }),
    resourceOf(record, undefined, { aRecords: [{ ipv4Address: address }] }),
  ];
}

// Denies for a range, a service tag, the network and a group of applications; then one rule that
// lets the flows of the bench pass.
function securityGroup(name: string, region: string, count: number, network = ""): Resource {
  const sources = (at: number): object => {
    if (at % 4 === 1) return { sourceAddressPrefix: `Storage.${region}` };
    if (at % 4 === 2) return { sourceAddressPrefix: "VirtualNetwork" };
    if (at % 4 === 3 && network !== "") {
      const group = { id: id("applicationSecurityGroups", network) };
      return { sourceApplicationSecurityGroups: [group] };
    }
    return { sourceAddressPrefixes: [`198.18.${at}.0/24`, `198.19.${at}.0/24`] };
  };
  const rule = (at: number) => ({
    name: `r${at}`,
    properties: {
      priority: 100 + at,
      direction: at % 2 === 0 ? "Inbound" : "Outbound",
      access: "Deny",
      protocol: "Tcp",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: `${3000 + at}`,
      ...sources(at),
    },
  });
  const pass = (direction: string) => ({
    name: `pass${direction}`,
    properties: {
      priority: 4000,
      direction,
      access: "Allow",
      protocol: "Tcp",
      sourcePortRange: "*",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "443",
    },
  });
  return resource("networkSecurityGroups", name, region, {
    securityRules: [
      ...Array.from({ length: count }, (_, at) => rule(at)),
      pass("Inbound"),
      pass("Outbound"),
    ],
  });
}

function balancer(network: string, region: string, base: number): Resource {
  const own = id("loadBalancers", `lb-${network}`);
  const member = `${id("networkInterfaces", `nic-${network}-1-0`)}/ipConfigurations/one`;
  return resource("loadBalancers", `lb-${network}`, region, {
    frontendIPConfigurations: [
      {
        id: `${own}/frontendIPConfigurations/f`,
        name: "f",
        properties: {
          privateIPAddress: text(base + 256 + 250),
          subnet: { id: `${id("virtualNetworks", network)}/subnets/s1` },
        },
      },
    ],
    backendAddressPools: [
      {
        id: `${own}/backendAddressPools/p`,
        name: "p",
        properties: { backendIPConfigurations: [{ id: member }] },
      },
    ],
    loadBalancingRules: [
      {
        name: "https",
        properties: {
          frontendIPConfiguration: { id: `${own}/frontendIPConfigurations/f` },
          backendAddressPool: { id: `${own}/backendAddressPools/p` },
          protocol: "Tcp",
          frontendPort: 443,
          backendPort: 443,
        },
      },
    ],
  });
}
