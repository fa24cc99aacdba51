// Random estates for walks: a hub and two spokes with everything that a packet may meet, each part
// there or not, and flows through them.
import fc from "fast-check";
import { fact, type Json, reference, resource, subnetReference } from "./arm-json.ts";
import { balancer, natGateway, publicIp } from "./build-egress.ts";
import { classicRules, firewall } from "./build-firewall.ts";
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { endpoint, network, peering, table } from "./build-network.ts";
import { adminRules, securityGroup } from "./build-security.ts";
import { storageAccount } from "./build-service.ts";
import { type Estate, estate, type Part, withTags } from "./estate.ts";

const prefixes = [
  "0.0.0.0/0",
  "10.0.0.0/8",
  "10.1.0.0/16",
  "10.2.0.0/16",
  "10.3.0.0/16",
  "10.1.3.9/32",
  "10.2.3.0/24",
  "192.168.0.0/16",
  "20.150.74.0/24",
  "8.8.8.8/32",
  "fd00:2::/64",
  "::/0",
];

const hops = [
  "VirtualAppliance 10.1.0.4",
  "VirtualAppliance 10.1.0.4",
  "VirtualAppliance 10.2.0.4",
  "VirtualAppliance 10.1.0.100",
  "VirtualAppliance 10.1.2.4",
  "VirtualAppliance 10.1.4.4",
  "VirtualAppliance 10.9.0.4",
  "VirtualApplianceEcmp 10.1.0.4 10.1.0.6",
  "VirtualNetworkGateway",
  "Internet",
  "None",
  "VnetLocal",
];

const hops6 = ["VirtualAppliance fd00:1::4", "Internet", "None"];

const someRoutes = fc
  .uniqueArray(fc.constantFrom(...prefixes), { maxLength: 5, size: "max" })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((prefix) =>
        fc.constantFrom(...(prefix.includes(":") ? hops6 : hops)).map((hop) => `${prefix} ${hop}`),
      ),
    ),
  );

const rule = fc
  .tuple(
    fc.constantFrom("in", "in", "out"),
    fc.constantFrom("allow", "allow", "deny"),
    fc.constantFrom("*", "Tcp", "Udp", "Icmp"),
    fc.constantFrom("*", "Internet", "VirtualNetwork", "10.0.0.0/8", "Storage", "192.168.0.4"),
    fc.constantFrom("*", "Internet", "VirtualNetwork", "10.2.0.0/16"),
    fc.constantFrom("*", "443", "20-100"),
  )
  .map(
    ([way, access, protocol, from, to, ports]) =>
      `${way} ${access} ${protocol} ${from} * ${to} ${ports}`,
  );

const someRules = fc
  .array(rule, { maxLength: 3 })
  .map((rules) => rules.map((one, at) => `${100 + at} ${one}`));

// Mostly one value, sometimes the other: rare settings would otherwise hide what they switch off.
function frequent(usual: boolean): fc.Arbitrary<boolean> {
  return fc.constantFrom(usual, usual, usual, usual, !usual);
}

const someNetwork = fc.record({
  routes: someRoutes,
  hasTable: frequent(true),
  group: fc.constantFrom("none", "none", "subnet", "nic", "missing"),
  isPrivate: fc.boolean(),
  hasNatGateway: fc.boolean(),
  machineIp: fc.constantFrom("none", "Standard", "Basic"),
  forwards: frequent(true),
  guest: fc.constantFrom("none", "none", "forward", "snat", "drop"),
  keepsState: fc.boolean(),
  hasEndpoint: fc.boolean(),
  policy: fc.constantFrom("Disabled" as const, "Enabled" as const),
  hasServiceEndpoint: fc.boolean(),
  isRunning: frequent(true),
  region: fc.constantFrom("westeurope", "westeurope", "eastus"),
});

type SomeNetwork = typeof someNetwork extends fc.Arbitrary<infer T> ? T : never;

const someSide = fc.record({
  peeringState: fc.constantFrom("Connected", "Connected", "Connected", "Connected", "Initiated"),
  allowVirtualNetworkAccess: frequent(true),
  allowForwardedTraffic: fc.boolean(),
});

const someHub = fc.record({
  firewall: fc.constantFrom("none", "open", "some", "missing", "forced"),
  hasBalancer: fc.boolean(),
  hasAppliance: fc.boolean(),
  producer: fc.constantFrom("none", "vpn", "circuit"),
  defaultFromSite: fc.boolean(),
  siteLine: fc.boolean(),
  isUp: frequent(true),
  hasAdminRule: fc.constantFrom(false, false, false, true),
  accountAction: fc.constantFrom("Allow" as const, "Deny" as const),
  rules: someRules,
});

type SomeHub = typeof someHub extends fc.Arbitrary<infer T> ? T : never;

/** A random estate. */
export const randomLandscape: fc.Arbitrary<Estate> = fc
  .record({
    networks: fc.tuple(someNetwork, someNetwork, someNetwork),
    hub: someHub,
    sides: fc.array(someSide, { minLength: 6, maxLength: 6 }),
  })
  .map(({ networks, hub, sides }) =>
    withTags(
      estate(
        ...networks.map(networkParts),
        ...peeringParts(hub, sides),
        hubParts(hub),
        firewallParts(hub),
        producerParts(hub),
        securityGroup("nsg", hub.rules),
        hub.hasAdminRule
          ? adminRules(["n2"], ["10 in deny Udp * * * *", "11 in always Tcp * * * 443"])
          : [],
        storageAccount("account", {
          action: hub.accountAction,
          ips: ["20.0.1.2"],
          subnets: ["n2/app"],
        }),
      ),
      { "Storage.WestEurope": ["20.150.74.0/24"], Storage: ["20.150.0.0/16"] },
    ),
  );

function networkParts(one: SomeNetwork, at: number): Part {
  const name = `n${at + 1}`;
  const own = `10.${at + 1}`;
  const group = {
    networkSecurityGroup: reference(
      "networkSecurityGroups",
      one.group === "missing" ? "gone" : "nsg",
    ),
  };
  const app = {
    ...(one.group === "subnet" || one.group === "missing" ? group : {}),
    ...(one.isPrivate ? { defaultOutboundAccess: false } : {}),
    ...(one.hasNatGateway ? { natGateway: reference("natGateways", `nat${at + 1}`) } : {}),
  };
  const served = one.hasServiceEndpoint ? { endpoints: ["Microsoft.Storage"] } : {};
  const routed = one.hasTable ? { table: `rt${at + 1}` } : {};
  return [
    network(name, {
      region: one.region,
      space: [`${own}.0.0/16`, `fd00:${at + 1}::/48`],
      subnets: {
        app: { prefix: [`${own}.0.0/24`, `fd00:${at + 1}::/64`], ...routed, ...served, more: app },
        free: { prefix: `${own}.1.0/24`, ...routed },
        AzureFirewallSubnet: `${own}.2.0/26`,
        ep: { prefix: `${own}.3.0/24`, policy: one.policy },
        VirtualNetworkApplianceSubnet: `${own}.4.0/24`,
        GatewaySubnet: { prefix: `${own}.255.0/27`, ...(at === 0 ? routed : {}) },
      },
    }),
    table(`rt${at + 1}`, one.routes),
    one.hasNatGateway
      ? [
          publicIp(`nat-ip${at + 1}`, `20.0.2.${at + 1}`),
          natGateway(`nat${at + 1}`, { addresses: [`nat-ip${at + 1}`], subnets: [`${name}/app`] }),
        ]
      : [],
    machineParts(one, at, group),
    one.hasEndpoint ? endpoint(`pe${at + 1}`, `${name}/ep`, [`${own}.3.9`]) : [],
  ];
}

function machineParts(one: SomeNetwork, at: number, group: Json): Part {
  const own = `10.${at + 1}.0`;
  const filtered = one.group === "nic" ? group : {};
  const hasIp = one.machineIp !== "none";
  const ipName = `ip${at + 1}`;
  return [
    hasIp ? publicIp(ipName, `20.0.1.${at + 1}`, one.machineIp) : [],
    interfaceOf(`vm${at + 1}`, at, [`${own}.5`, `fd00:${at + 1}::5`], {
      more: filtered,
      ...(hasIp ? { publicIp: ipName } : {}),
    }),
    interfaceOf(`nva${at + 1}`, at, [`${own}.4`, `fd00:${at + 1}::4`], {
      more: {
        enableIPForwarding: one.forwards,
        virtualMachine: {
          id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/m",
        },
      },
    }),
    at === 0 ? interfaceOf("nva0", at, [`${own}.6`], { more: { enableIPForwarding: true } }) : [],
    one.guest === "none"
      ? []
      : fact("guests", `nva${at + 1}`, {
          networkInterface: reference("networkInterfaces", `nva${at + 1}`),
          forwarding: one.guest,
          stateful: one.keepsState,
        }),
    at === 0 && !one.isRunning
      ? {
          id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/m",
          name: "m",
          type: "Microsoft.Compute/virtualMachines",
          powerState: "VM deallocated",
          properties: {},
        }
      : [],
  ];
}

function interfaceOf(
  name: string,
  at: number,
  addresses: readonly string[],
  { more, publicIp: named }: { readonly more: Json; readonly publicIp?: string },
): Json {
  return resource("networkInterfaces", name, {
    ipConfigurations: addresses.map((privateIPAddress, number) => ({
      name: `ip${number}`,
      properties: {
        privateIPAddress,
        subnet: subnetReference(`n${at + 1}/app`),
        ...(named === undefined || number > 0
          ? {}
          : { publicIPAddress: reference("publicIPAddresses", named) }),
      },
    })),
    ...more,
  });
}

function peeringParts({ producer }: SomeHub, sides: readonly Json[]): readonly Part[] {
  const transit = producer === "none" ? {} : { allowGatewayTransit: true };
  const uses = producer === "none" ? {} : { useRemoteGateways: true };
  return [
    peering("n1", "n2", { ...sides[0], ...transit }),
    peering("n2", "n1", { ...sides[1], ...uses }),
    peering("n1", "n3", { ...sides[2], ...transit }),
    peering("n3", "n1", { ...sides[3], ...uses }),
  ];
}

function hubParts({ hasBalancer, hasAppliance }: SomeHub): Part {
  return [
    hasBalancer
      ? balancer("ilb", {
          frontends: { f: "10.1.0.100@n1/app" },
          pools: { nvas: ["10.1.0.4", "10.1.0.6"] },
          rules: { ha: "f 0/All nvas" },
        })
      : [],
    hasAppliance
      ? resource("virtualNetworkAppliances", "router", {
          subnet: subnetReference("n1/VirtualNetworkApplianceSubnet"),
          ipConfigurations: [{ name: "ip", properties: { privateIPAddress: "10.1.4.4" } }],
        })
      : [],
  ];
}

function firewallParts({ firewall: kind }: SomeHub): Part {
  if (kind === "none") return [];
  const rules = classicRules({
    net: { kind: "network", rules: [kind === "open" ? "any * * *" : "tcp 10.0.0.0/8 * 443,22"] },
    nat: { kind: "nat", rules: ["tcp * 20.0.0.1 8443 -> 10.2.0.5:443"] },
  });
  const forced = {
    managementIpConfiguration: {
      name: "mgmt",
      properties: {
        subnet: subnetReference("n1/free"),
        publicIPAddress: reference("publicIPAddresses", "fw-mgmt"),
      },
    },
  };
  return [
    publicIp("fw-ip", "20.0.0.1"),
    firewall("fw", "n1/AzureFirewallSubnet", "10.1.2.4", {
      ...(kind === "missing" ? { firewallPolicy: reference("firewallPolicies", "gone") } : rules),
      ...(kind === "forced" ? forced : {}),
    }),
  ];
}

function producerParts({ producer, defaultFromSite, siteLine, isUp }: SomeHub): Part {
  if (producer === "none") return [];
  const brought = ["192.168.0.0/16", ...(defaultFromSite ? ["0.0.0.0/0"] : [])];
  const place = (link: Json): Json =>
    fact("onPremisesSites", "dc", {
      addressPrefixes: ["192.168.0.0/16"],
      advertisedPrefixes: brought,
      connectedTo: [link],
      hosts: [{ name: "onprem", ipAddress: "192.168.0.4" }],
      ...(siteLine ? { internetEgress: { publicIPAddress: "203.0.113.7" } } : {}),
    });
  const status = isUp ? {} : { connectionStatus: "NotConnected" };
  if (producer === "circuit") {
    return [
      expressRouteGateway("ergw", "n1"),
      circuitConnection("er", "ergw"),
      place({ ...reference("expressRouteCircuits", "er"), nextHop: "10.3.129.58" }),
    ];
  }
  return [
    vpnGateway("vpngw", "n1", { public: "20.0.0.9" }),
    localSite("site", ["192.168.0.0/16"], "192.168.0.254"),
    siteConnection("tunnel", "vpngw", "site", { enableBgp: true, ...status }),
    learned(
      ["connections", "tunnel"],
      brought.map((prefix) => `${prefix} 192.168.0.254 65010`),
    ),
    place(reference("connections", "tunnel")),
  ];
}

const senders = [
  "vm1",
  "vm2",
  "vm3",
  "nva1",
  "n1/free",
  "n2/free",
  "n3/app",
  "fw",
  "pe1",
  "vpngw",
  "ergw",
  "onprem",
  "192.168.0.77",
  "10.66.0.4",
  "internet",
  "20.0.1.2",
  "fd00:2::5",
  "2a00::1",
];

const targets = [
  "vm1",
  "vm2",
  "vm3",
  "nva1",
  "n2/free",
  "pe1",
  "pe2",
  "ilb",
  "fw",
  "vpngw",
  "onprem",
  "internet",
  "account",
  "kms.core.windows.net",
  "10.1.3.9",
  "10.2.0.1",
  "10.2.0.99",
  "10.66.0.4",
  "20.0.0.1",
  "20.0.0.9",
  "20.0.1.1",
  "20.0.1.2",
  "20.0.2.1",
  "20.150.74.9",
  "20.150.74.9",
  "168.63.129.16",
  "169.254.169.254",
  "192.168.0.4",
  "192.168.9.9",
  "255.255.255.255",
  "224.0.0.5",
  "0.0.0.0",
  "fd00:1::5",
  "fd00:2::5",
  "2a00::1",
];

/** A random flow, as `tryTrace` reads it. */
export const randomFlow: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...senders),
    fc.constantFrom(...targets),
    fc.constantFrom(":443/tcp", ":443", ":22", ":8443", ":53/udp", "/icmp", "/esp", "/gre"),
  )
  .map(([from, to, how]) => `${from} ${to.includes(":") ? `[${to}]` : to}${how}`);
