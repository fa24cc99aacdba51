// Walks over virtual hubs (section 11 of the rules).
import { expect, test } from "vitest";
import { fact, idOf, type Json, reference } from "./arm-json.ts";
import { learned } from "./build-gateway.ts";
import {
  circuitBranch,
  hubConnection,
  hubFirewall,
  hubTable,
  routing,
  routingIntent,
  virtualHub,
  vpnBranch,
} from "./build-hub.ts";
import { endpoint, network, nic, table } from "./build-network.ts";
import { estate, extend, type Part } from "./estate.ts";
import { forwardLines, onlyJourney, remarksOf, walkLines } from "./walk-lines.ts";
import { trace } from "./walks.ts";

const hub = virtualHub("vhub", { prefix: "10.100.0.0/23", router: "40.0.0.1" });
const farHub = virtualHub("far", { prefix: "10.101.0.0/23", router: "40.0.0.2", region: "eastus" });

function spoke(name: string, at: number): Part {
  return [
    network(name, { space: [`10.${at}.0.0/16`], subnets: { app: `10.${at}.0.0/24` } }),
    nic(`${name}-vm`, `${name}/app`, `10.${at}.0.4`),
  ];
}

const connected = [hubConnection("vhub", "a"), hubConnection("vhub", "b")];
const branch = vpnBranch("vpn", "vhub", {
  prefixes: ["192.168.1.0/24"],
  instances: ["10.100.0.12", "10.100.0.13"],
});
const base = estate(hub, spoke("a", 1), spoke("b", 2), connected);

function place(
  name: string,
  parts: { readonly prefix: string; readonly link: Json; readonly more?: Json },
) {
  const { prefix, link, more = {} } = parts;
  return fact("onPremisesSites", name, {
    addressPrefixes: [prefix],
    asn: 65010,
    connectedTo: [link],
    hosts: [{ name: `${name}-host`, ipAddress: prefix.replace(/0\/\d+$/, "4") }],
    ...more,
  });
}

const vpnSite = place("dc", {
  prefix: "192.168.1.0/24",
  link: reference("vpnGateways/vpnConnections", "vpn/vpn"),
});
const circuitSite = place("edge", {
  prefix: "192.168.9.0/24",
  link: reference("expressRouteCircuits", "cir"),
});
const overCircuit = [
  circuitBranch("cir", "vhub"),
  learned(
    ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
    ["192.168.9.0/24 10.20.78.123 65010"],
  ),
];

const staticRoutes = (prefix: string, criteria: "Contains" | "Equal"): Json => ({
  routingConfiguration: {
    vnetRoutes: {
      staticRoutesConfig: { propagateStaticRoutes: true, vnetLocalRouteOverrideCriteria: criteria },
      staticRoutes: [{ name: "via-nva", addressPrefixes: [prefix], nextHopIpAddress: "10.2.0.9" }],
    },
    propagatedRouteTables: { labels: ["default"], ids: [] },
  },
});

test("VW-3: spokes of one hub reach each other through it", () => {
  expect(walkLines(base, "a-vm 10.2.0.4")).toEqual([
    "a-vm > vhub > b-vm: delivered arrived < b-vm > vhub > a-vm: delivered arrived",
  ]);
  const walked = onlyJourney(base, "a-vm 10.2.0.4");
  expect(remarksOf(walked.forward)).toEqual(["hubTable defaultRouteTable 10.2.0.0/16"]);
});

test("VW-3: through the other hub of the same virtual WAN", () => {
  const one = extend(base, farHub, spoke("c", 3), hubConnection("far", "c"));
  expect(walkLines(one, "a-vm 10.3.0.4")).toEqual([
    "a-vm > vhub > far > c-vm: delivered arrived < c-vm > far > vhub > a-vm: delivered arrived",
  ]);
});

test("VW-2: the table of the sender's connection decides", () => {
  const isolated = routing("vhub", "isolated", { tables: ["defaultRouteTable"] });
  const one = estate(
    hub,
    spoke("a", 1),
    spoke("b", 2),
    hubTable("vhub", "isolated", {}),
    hubConnection("vhub", "a", isolated),
    hubConnection("vhub", "b"),
  );
  // What spoke a has no row for dies in its own table; spoke b gets there and no answer back.
  expect(walkLines(one, "b-vm 10.1.0.4")).toEqual([
    "b-vm > vhub > a-vm: delivered arrived < a-vm: droppedByNoneRoute noneRoute",
  ]);
});

test("VW-3: a site over VPN, both ways", () => {
  const one = extend(base, branch, vpnSite);
  expect(walkLines(one, "a-vm 192.168.1.4")).toEqual([
    "a-vm > vhub > dc-host: delivered arrived < dc-host > vhub > a-vm: delivered arrived",
  ]);
  expect(forwardLines(extend(base, branch), "a-vm 192.168.1.4")).toEqual([
    "a-vm > vhub > 192.168.1.4: exitsToOnPremises leftToSite",
  ]);
});

test("VW-3: a site over ExpressRoute, and from there to the site over VPN", () => {
  const one = extend(base, branch, vpnSite, overCircuit, circuitSite);
  expect(walkLines(one, "a-vm 192.168.9.4")).toEqual([
    "a-vm > vhub > cir > edge-host: delivered arrived < edge-host > cir > vhub > a-vm: delivered arrived",
  ]);
  expect(walkLines(one, "192.168.9.4 192.168.1.4")).toEqual([
    "edge-host > cir > vhub > dc-host: delivered arrived < dc-host > vhub > cir > edge-host: delivered arrived",
  ]);
});

test("GW-21: two circuits of one hub do not reach each other", () => {
  const second = [
    circuitBranch("cir2", "vhub"),
    learned(
      ["expressRouteCircuits/peerings", "cir2/AzurePrivatePeering"],
      ["192.168.8.0/24 10.20.78.124 65020"],
    ),
    place("other", { prefix: "192.168.8.0/24", link: reference("expressRouteCircuits", "cir2") }),
  ];
  const one = extend(base, overCircuit, circuitSite, second);
  expect(forwardLines(one, "192.168.9.4 192.168.8.4")).toEqual([
    "edge-host: noRouteInGateway notAdvertised",
  ]);
  // A wider route brings the packet into the hub, and no further.
  const wider = extend(one, hubConnection("vhub", "b", staticRoutes("192.168.0.0/16", "Contains")));
  expect(forwardLines(wider, "192.168.9.4 192.168.8.4")).toEqual([
    "edge-host > cir > vhub: noRouteInGateway notLearned",
  ]);
});

test("VW-5: a default route reaches only branches that take it", () => {
  const firewallId = idOf("Microsoft.Network/azureFirewalls", "fw");
  const withDefault = (takes: boolean) =>
    extend(
      base,
      hubFirewall("fw", "vhub", "10.100.0.132"),
      hubTable("vhub", "defaultRouteTable", {
        labels: ["default"],
        routes: [`0.0.0.0/0 ${firewallId}`],
      }),
      vpnBranch("vpn", "vhub", {
        prefixes: ["192.168.1.0/24"],
        instances: ["10.100.0.12"],
        more: { enableInternetSecurity: takes },
      }),
      vpnSite,
    );
  const asked = "192.168.1.4 172.20.0.4";
  expect(forwardLines(withDefault(false), asked)).toEqual([
    "dc-host: noRouteInGateway notAdvertised",
  ]);
  expect(forwardLines(withDefault(true), asked)[0]).toMatch(/^dc-host > vhub > fw/);
});

function openFirewall(): Json {
  const rules = {
    ruleCollectionGroups: [],
    networkRuleCollections: [
      {
        name: "all",
        properties: {
          priority: 100,
          action: { type: "Allow" },
          rules: [
            {
              name: "any",
              protocols: ["Any"],
              sourceAddresses: ["*"],
              destinationAddresses: ["*"],
              destinationPorts: ["*"],
            },
          ],
        },
      },
    ],
  };
  const firewall = hubFirewall("fw", "vhub", "10.100.0.132");
  return { ...firewall, properties: { ...(firewall["properties"] as Json), ...rules } };
}

test("VW-9: intent brings spokes to the hub's firewall, and does not apply behind it", () => {
  const one = extend(
    base,
    openFirewall(),
    routingIntent("vhub", "fw", ["PrivateTraffic"]),
    branch,
    vpnSite,
  );
  expect(walkLines(one, "a-vm 10.2.0.4")).toEqual([
    "a-vm > vhub > fw > vhub > b-vm: delivered arrived < b-vm > vhub > fw > vhub > a-vm: delivered arrived",
  ]);
  expect(forwardLines(one, "192.168.1.4 10.2.0.4")).toEqual([
    "dc-host > vhub > fw > vhub > b-vm: delivered arrived",
  ]);
});

test.each<["Disabled" | "RouteTableEnabled", string]>([
  ["Disabled", "dc-host > vhub > pe: delivered answers < vhub > dc-host: delivered arrived"],
  [
    "RouteTableEnabled",
    "dc-host > vhub > fw > vhub > pe: delivered answers < vhub > fw > vhub > dc-host: delivered arrived",
  ],
] as const)("PE-13, VW-10: a branch to a private endpoint with policy %s", (policy, want) => {
  const sealed = network("b", {
    space: ["10.2.0.0/16"],
    subnets: { app: { prefix: "10.2.0.0/24", policy } },
  });
  const sealedEnd = endpoint("pe", "b/app", ["10.2.0.9"]);
  const intent = routingIntent("vhub", "fw", ["PrivateTraffic"]);
  const one = extend(base, openFirewall(), intent, branch, vpnSite, sealed, sealedEnd);
  expect(walkLines(one, "dc-host 10.2.0.9")).toEqual([want]);
  const codes = trace(one, "dc-host 10.2.0.9").warnings.map(({ code }) => code);
  expect(codes.includes("firewallBypassed")).toBe(policy === "Disabled");
  // A spoke has the network's prefix alone, and meets the firewall either way.
  expect(forwardLines(one, "a-vm 10.2.0.9")).toEqual([
    "a-vm > vhub > fw > vhub > pe: delivered answers",
  ]);
});

test("VW-8, UDR-4: a user route to the gateway has no effect in a spoke of a hub", () => {
  const one = estate(
    hub,
    network("a", {
      space: ["10.1.0.0/16"],
      subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
    }),
    nic("a-vm", "a/app", "10.1.0.4"),
    table("rt", ["10.2.0.0/16 VirtualNetworkGateway"]),
    spoke("b", 2),
    connected,
  );
  const asked = "a-vm 10.2.0.4";
  expect(forwardLines(one, asked)).toEqual(["a-vm: nextHopUnreachable gatewayKindUnserved"]);
  expect(forwardLines(one, asked, { udrVngOnNonVpn: "forward" })).toEqual([
    "a-vm > vhub > b-vm: delivered arrived",
  ]);
});

test.each([
  ["172.20.0.0/16", "Contains", "172.20.0.4", "a-vm > vhub > nva"],
  ["10.0.0.0/8", "Contains", "10.2.0.4", "a-vm > vhub > nva"],
  ["10.0.0.0/8", "Equal", "10.2.0.4", "a-vm > vhub > b-vm: delivered"],
  ["10.2.0.0/16", "Equal", "10.2.0.4", "a-vm > vhub > nva"],
  ["10.0.0.0/8", "Contains", "10.2.0.9", "a-vm > vhub > nva: delivered"],
] as const)("VW-13: a static route %s (%s) and packets for %s", (prefix, criteria, to, want) => {
  const one = estate(
    hub,
    spoke("a", 1),
    spoke("b", 2),
    nic("nva", "b/app", "10.2.0.9", { enableIPForwarding: true }),
    hubConnection("vhub", "a"),
    hubConnection("vhub", "b", staticRoutes(prefix, criteria)),
  );
  expect(forwardLines(one, `a-vm ${to}`)[0]).toContain(want);
});

test("VW-13: a next hop that nobody has", () => {
  const one = estate(
    hub,
    spoke("a", 1),
    spoke("b", 2),
    hubConnection("vhub", "a"),
    hubConnection("vhub", "b", staticRoutes("172.20.0.0/16", "Contains")),
  );
  expect(forwardLines(one, "a-vm 172.20.0.4")).toEqual([
    "a-vm > vhub: nextHopUnreachable nextHopNobody",
  ]);
});

test("VW-10: other spokes reach a private endpoint over the hub", () => {
  const one = extend(base, endpoint("pe", "b/app", ["10.2.0.9"]));
  const walked = onlyJourney(one, "a-vm 10.2.0.9");
  expect(walked.forward.hops.map(({ node }) => node.kind)).toEqual([
    "nic",
    "virtualHub",
    "privateEndpoint",
  ]);
  expect(walked.reply?.disposition).toBe("delivered");
});

function segmented(hop: string) {
  const tier = (prefix: string) => ({ prefix, table: "tiers" });
  const tiers = { app: tier("10.3.0.0/24"), data: tier("10.3.1.0/24") };
  return estate(
    hub,
    network("c", { space: ["10.3.0.0/16"], subnets: tiers }),
    nic("c-app", "c/app", "10.3.0.4"),
    nic("c-data", "c/data", "10.3.1.4"),
    table("tiers", [`10.3.0.0/16 VirtualAppliance ${hop}`]),
    hubConnection("vhub", "c"),
    openFirewall(),
  );
}

test("VW-14: tiers of one network meet at the firewall of the hub", () => {
  expect(walkLines(segmented("10.100.0.132"), "c-app 10.3.1.4")).toEqual([
    "c-app > fw > vhub > c-data: delivered arrived < c-data > fw > vhub > c-app: delivered arrived",
  ]);
});

test("VW-14: who else is in a hub nobody knows", () => {
  expect(forwardLines(segmented("10.100.0.9"), "c-app 10.3.1.4")).toEqual([
    "c-app: insufficientInfo missing",
  ]);
});

test("VW-2: an address that no table of the hub holds", () => {
  const one = extend(base, branch);
  expect(forwardLines(one, "192.168.1.9 172.31.0.4")).toEqual([
    "192.168.1.9: noRouteInGateway notAdvertised",
  ]);
});
