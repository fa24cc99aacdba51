// An estate with one of everything that a walk may meet, and flows that meet it.
import { fact, type Json, reference, resource, subnetReference } from "../rules/arm-json.ts";
import { balancer, interfaceAt, machine, natGateway, publicIp } from "../rules/build-egress.ts";
import { firewall, group, ipGroup, policy } from "../rules/build-firewall.ts";
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  routeServer,
  siteConnection,
  vpnGateway,
} from "../rules/build-gateway.ts";
import { hubConnection, virtualHub, vpnBranch } from "../rules/build-hub.ts";
import { network, nic, peered, table } from "../rules/build-network.ts";
import { adminRules, guardedBy, securityGroup } from "../rules/build-security.ts";
import {
  privateZone,
  serviceEndpoint,
  serviceId,
  sqlServer,
  storageAccount,
} from "../rules/build-service.ts";
import { type Estate, estate } from "../rules/estate.ts";

const accepts = { allowForwardedTraffic: true };

/** The estate; every resource of it is needed by one of the flows. */
export const richEstate: Estate = estate(
  network("hub", {
    space: ["10.0.0.0/16"],
    subnets: {
      AzureFirewallSubnet: "10.0.1.0/26",
      GatewaySubnet: { prefix: "10.0.255.0/27", table: "gateway" },
      RouteServerSubnet: "10.0.254.0/27",
      VirtualNetworkApplianceSubnet: "10.0.5.0/24",
      nva: "10.0.2.0/24",
      app: { prefix: "10.0.3.0/24", more: guardedBy("nsg") },
    },
  }),
  network("spoke", {
    space: ["10.1.0.0/16"],
    subnets: {
      app: { prefix: "10.1.0.0/24", table: "spoke", more: guardedBy("nsg") },
      ep: { prefix: "10.1.1.0/24", policy: "Enabled" },
      out: { prefix: "10.1.2.0/24", more: { natGateway: reference("natGateways", "nat") } },
      served: { prefix: "10.1.3.0/24", endpoints: ["Microsoft.Storage"] },
    },
  }),
  network("cloud", { space: ["10.2.0.0/16"], subnets: { app: "10.2.0.0/24" } }),
  peered("hub", "spoke", {
    hub: { ...accepts, allowGatewayTransit: true },
    spoke: { ...accepts, useRemoteGateways: true },
  }),
  table("spoke", [
    "0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "10.0.3.0/24 VirtualAppliance 10.0.2.100",
    "10.0.5.0/24 VirtualAppliance 10.0.5.4",
  ]),
  table("gateway", ["10.1.0.0/24 VirtualAppliance 10.0.1.4"]),
  securityGroup("nsg", ["100 in allow Tcp * * * 443+22", "110 out allow * * * @web *"]),
  resource("applicationSecurityGroups", "web", {}),
  adminRules(["spoke"], ["10 in deny Udp * * * 53"]),
  publicIp("fw-ip", "20.0.0.1"),
  firewall("fw", "hub/AzureFirewallSubnet", "10.0.1.4", {
    firewallPolicy: reference("firewallPolicies", "child"),
  }),
  policy("base"),
  policy("child", { basePolicy: reference("firewallPolicies", "base") }),
  group("base/low", 200, { net: { kind: "network", rules: ["any group:inside * *"] } }),
  group("child/top", 100, {
    app: { kind: "application", rules: ["Https:443 * *.example.org"] },
    nat: { kind: "nat", rules: ["tcp * 20.0.0.1 8443 -> 10.1.0.4:443"] },
  }),
  ipGroup("inside", ["10.0.0.0/8", "192.168.0.0/16"]),
  balancer("ilb", {
    frontends: { f: "10.0.2.100@hub/nva" },
    pools: { nvas: ["10.0.2.4", "10.0.2.5"] },
    rules: { ha: "f 0/All nvas" },
  }),
  nic("nva1", "hub/nva", "10.0.2.4", {
    enableIPForwarding: true,
    virtualMachine: { id: machine("m1")["id"] },
  }),
  nic("nva2", "hub/nva", "10.0.2.5", { enableIPForwarding: true }),
  machine("m1", "VM running"),
  fact("guests", "nva1", {
    networkInterface: reference("networkInterfaces", "nva1"),
    forwarding: "snat",
  }),
  resource("virtualNetworkAppliances", "router", {
    subnet: subnetReference("hub/VirtualNetworkApplianceSubnet"),
    ipConfigurations: [{ name: "ip", properties: { privateIPAddress: "10.0.5.4" } }],
  }),
  nic("vmhub", "hub/app", "10.0.3.4"),
  nic("vm", "spoke/app", "10.1.0.4"),
  nic("vmout", "spoke/out", "10.1.2.4"),
  nic("vmserved", "spoke/served", "10.1.3.4"),
  nic("vmcloud", "cloud/app", "10.2.0.4"),
  publicIp("nat-ip", "20.0.0.2"),
  natGateway("nat", { addresses: ["nat-ip"], subnets: ["spoke/out"] }),
  publicIp("web-ip", "20.0.0.3"),
  interfaceAt("web", ["cloud/app", "10.2.0.5"], { publicIp: "web-ip" }),
  vpnGateway("vpngw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] }),
  localSite("lng", ["192.168.0.0/24"], "192.168.0.254"),
  siteConnection("tunnel", "vpngw", "lng", { enableBgp: true }),
  learned(["connections", "tunnel"], ["192.168.0.0/24 192.168.0.254 65010"]),
  expressRouteGateway("ergw", "hub"),
  circuitConnection("er", "ergw"),
  fact("onPremisesSites", "dc", {
    addressPrefixes: ["192.168.0.0/24"],
    connectedTo: [reference("connections", "tunnel")],
    hosts: [{ name: "onprem", ipAddress: "192.168.0.4" }],
    internetEgress: { publicIPAddress: "203.0.113.7" },
  }),
  fact("onPremisesSites", "mpls", {
    addressPrefixes: ["172.31.0.0/16"],
    connectedTo: [{ ...reference("expressRouteCircuits", "er"), nextHop: "10.3.129.58" }],
  }),
  routeServer("rs", "hub", { peers: { one: "10.0.2.4" }, joinsBranches: true }),
  learned(["virtualHubs/bgpConnections", "rs/one"], ["10.77.0.0/16 10.0.2.4 65001"]),
  virtualHub("vhub", { prefix: "10.100.0.0/24", router: "40.0.0.1" }),
  hubConnection("vhub", "cloud"),
  vpnBranch("branch", "vhub", { prefixes: ["172.20.0.0/16"], instances: ["10.100.0.14"] }),
  storageAccount("stored", { subnets: ["spoke/served"], ips: ["20.0.0.2"] }),
  sqlServer("db", { ips: ["0.0.0.0-0.0.0.0"] }),
  serviceEndpoint("pe", "spoke/ep", {
    address: "10.1.1.4",
    service: serviceId("sql", "db"),
    group: "sqlServer",
  }),
  privateZone("privatelink.database.windows.net", ["A db 10.1.1.4"], { spoke: {}, hub: {} }),
  fact("publicHosts", "shop", {
    fqdns: ["shop.example.org"],
    ipAddresses: ["198.51.100.9"],
    port: 443,
    accepts: "any",
  }),
);

/** Flows over the whole estate, as a command line has them. */
export const richFlows: readonly (readonly [from: string, to: string])[] = [
  ["vm", "vmhub:22"],
  ["vm", "shop.example.org:443"],
  ["vm", "10.0.5.9:443"],
  ["vm", "db.database.windows.net:1433"],
  ["vmhub", "pe:1433"],
  ["vmout", "8.8.8.8:443"],
  ["vmserved", "20.150.74.9:443"],
  ["vmserved", "onprem:443"],
  ["vmhub", "172.31.0.9:443"],
  ["vmhub", "10.77.0.4:443"],
  ["onprem", "vm:443"],
  ["onprem", "pe:1433"],
  ["mpls", "vmhub:22"],
  ["vmcloud", "172.20.0.4:443"],
  ["vmcloud", "kms.core.windows.net:1688"],
  ["internet", "20.0.0.1:8443"],
  ["internet", "20.0.0.3:443"],
  ["vpngw", "vmhub:53/udp"],
  ["fw", "vm:22"],
  ["spoke/out", "spoke/app:443"],
];

/** Properties of the facts, each with a value of the wrong kind. */
export function withWrongFact({ resources }: Estate, wrong: unknown): readonly Estate[] {
  return resources.flatMap((one, at) => {
    if (!String(one["type"]).startsWith("Trueroute/")) return [];
    const properties = one["properties"] as Json;
    return Object.keys(properties).map((name) => ({
      tags: {},
      resources: resources.with(at, { ...one, properties: { ...properties, [name]: wrong } }),
    }));
  });
}
