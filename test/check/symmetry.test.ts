// The branches of the rules about ways back (TR401 to TR406), one estate for each.
import { expect, test } from "vitest";
import { fact, type Json, reference, resource } from "../rules/arm-json.ts";
import { balancer, interfaceAt, machine, publicIp } from "../rules/build-egress.ts";
import { classicRules, firewall } from "../rules/build-firewall.ts";
import {
  learned,
  localSite,
  routeServer,
  siteConnection,
  vpnGateway,
} from "../rules/build-gateway.ts";
import { endpoint, network, nic, peered, type SubnetParts, table } from "../rules/build-network.ts";
import { guardedBy, securityGroup } from "../rules/build-security.ts";
import { type Estate, estate, type Part } from "../rules/estate.ts";
import { lineOf } from "./check-lines.ts";
import { findingsOf } from "./estate-findings.ts";

const forwarding = { enableIPForwarding: true };
const accepts = { allowForwardedTraffic: true };
const open = classicRules({ all: { kind: "network", rules: ["any * * *"] } });

const found = (base: Estate) => findingsOf(base, "TR4").map(lineOf);
const messages = (base: Estate) => findingsOf(base, "TR4").map(({ message }) => message);

interface Parts {
  /** Routes of the subnets `one/app` and `two/app`, and of GatewaySubnet; without any no table. */
  readonly one?: readonly string[];
  readonly two?: readonly string[];
  readonly gateway?: readonly string[];
  /** Routes of `hub/shared`. */
  readonly shared?: readonly string[];
  /** Of the tables of the spokes. */
  readonly properties?: Json;
  readonly rules?: Json;
  readonly more?: readonly Part[];
}

const fw = "10.0.1.4";

/** A hub with a firewall, a tunnel to 192.168.0.0/16 and two spokes that use its gateway. */
function landscape(parts: Parts = {}): Estate {
  const { one, two, gateway, shared, properties = {}, rules = open, more = [] } = parts;
  const routed = (prefix: string, name: string, routes?: readonly string[]): SubnetParts =>
    routes === undefined ? { prefix } : { prefix, table: name };
  const tables = Object.entries({
    "rt-one": one,
    "rt-two": two,
    "rt-gw": gateway,
    "rt-shared": shared,
  });
  const spoke = (name: string, at: number, routes?: readonly string[]): Part => [
    network(name, {
      space: [`10.${at}.0.0/16`],
      subnets: { app: routed(`10.${at}.0.0/24`, `rt-${name}`, routes) },
    }),
    nic(`vm-${name}`, `${name}/app`, `10.${at}.0.4`),
    peered("hub", name, {
      hub: { ...accepts, allowGatewayTransit: true },
      [name]: { ...accepts, useRemoteGateways: true },
    }),
  ];
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: {
        GatewaySubnet: routed("10.0.0.0/27", "rt-gw", gateway),
        AzureFirewallSubnet: "10.0.1.0/26",
        shared: routed("10.0.2.0/24", "rt-shared", shared),
      },
    }),
    firewall("fw", "hub/AzureFirewallSubnet", fw, rules),
    nic("dns", "hub/shared", "10.0.2.4"),
    vpnGateway("gw", "hub", { public: "40.0.0.1" }),
    localSite("dc", ["192.168.0.0/16"]),
    siteConnection("to-dc", "gw", "dc"),
    spoke("one", 1, one),
    spoke("two", 2, two),
    ...tables.flatMap(([name, routes]) =>
      routes === undefined ? [] : [table(name, routes, name === "rt-gw" ? {} : properties)],
    ),
    ...more,
  );
}

/** Rewritten: `one` for 10.1.0.0/16 and so on, each to the firewall. */
const through = (...prefixes: readonly string[]) =>
  prefixes.map((prefix) => `${prefix} VirtualAppliance ${fw}`);

const [net1, net2, hub, site] = ["10.1.0.0/16", "10.2.0.0/16", "10.0.0.0/16", "192.168.0.0/16"];
const noGatewayRoutes = { disableBgpRoutePropagation: true };

// What is in order.

test.each<[string, Parts]>([
  ["nobody uses the firewall", {}],
  ["spokes meet at it", { one: through(net2), two: through(net1) }],
  ["spokes meet at it by wide routes", { one: through("10.0.0.0/8"), two: through("0.0.0.0/0") }],
  ["only the Internet is behind it", { one: through("0.0.0.0/0"), two: through("0.0.0.0/0") }],
  ["on-premises, both ways", { one: through(site), gateway: through(net1) }],
  [
    "on-premises by default routes",
    { one: through("0.0.0.0/0"), gateway: through(net1), properties: noGatewayRoutes },
  ],
  ["a spoke that takes no part", { one: through("10.0.0.0/8") }],
  ["the hub, both ways", { one: through(hub), shared: through(net1) }],
])("in order: %s", (_, parts) => {
  expect(found(landscape(parts))).toEqual([]);
});

// TR401.

test("FWD-26: a spoke goes to the hub through the firewall, and the hub answers straight", () => {
  const base = landscape({ one: through(hub) });
  expect(found(base)).toEqual([
    "TR401 error at hub for hub/shared+one/app: delivered/delivered, delivered/statefulDrop",
  ]);
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    kind: "addRoutes",
    destinations: [{ name: "10-1-0-0-16" }],
    nextHop: { kind: "appliance" },
  });
  expect(messages(base)).toEqual([
    "Traffic from one/app to hub/shared passes fw (route r0 (10.0.0.0/16) of rt-one), and the replies go past fw, straight over the peering with one. fw sees one half of these connections. What hub/shared begins meets fw only when one/app answers, and is dropped there.",
  ]);
});

test("FWD-26: spokes that are peered, of which one has the route", () => {
  const base = landscape({ one: through(net2), more: [peered("one", "two")] });
  expect(found(base)).toEqual([
    "TR401 error at two for one/app+two/app: delivered/delivered, delivered/statefulDrop",
  ]);
});

test("FWD-26: each spoke has a firewall of its own", () => {
  const other = [
    network("hub2", {
      space: ["10.9.0.0/16"],
      subnets: { AzureFirewallSubnet: "10.9.1.0/26" },
    }),
    firewall("fw2", "hub2/AzureFirewallSubnet", "10.9.1.4", open),
    peered("hub2", "one", { hub2: accepts, one: accepts }),
    peered("hub2", "two", { hub2: accepts, two: accepts }),
  ];
  const base = landscape({
    one: through(net2),
    two: ["10.1.0.0/16 VirtualAppliance 10.9.1.4"],
    more: other,
  });
  expect(found(base)).toEqual([
    "TR401 error at rt-one for one/app+two/app: delivered/statefulDrop, delivered/statefulDrop",
  ]);
});

test("FWD-26: nothing that filters let through shows it", () => {
  const base = landscape({
    one: through(hub),
    rules: {},
    shared: [],
    more: [securityGroup("closed", ["100 in deny * * * * *", "100 out deny * * * * *"])],
  });
  const closed = {
    ...base,
    resources: base.resources.map((one) =>
      one["name"] === "dns"
        ? { ...one, properties: { ...(one["properties"] as Json), ...guardedBy("closed") } }
        : one,
    ),
  };
  expect(found(closed)).toEqual([]);
});

test("FWD-26: rules of the firewall tell which port shows it", () => {
  const rules = classicRules({
    sql: { kind: "network", rules: ["TCP 10.1.0.0/16 10.0.2.0/24 1433"] },
  });
  const [finding] = findingsOf(landscape({ one: through(hub), rules }), "TR4");
  expect(finding?.walks.map(({ to }) => to)).toEqual(["10.0.2.4:1433/tcp", "10.1.0.4:443/tcp"]);
});

test("FWD-26: a firewall whose rules are not in the input", () => {
  const policy = { firewallPolicy: reference("firewallPolicies", "elsewhere") };
  expect(found(landscape({ one: through(net2), rules: policy }))).toEqual([
    "TR402 warning at two for one/app+two/app (assuming deviceLetsThrough): ",
  ]);
  // The other direction needs no rule to go wrong.
  expect(found(landscape({ one: through(hub), rules: policy }))).toEqual([
    "TR401 error at hub for hub/shared+one/app: delivered/statefulDrop",
  ]);
});

test("FWD-26: private endpoints answer past all routes", () => {
  const only = network("two", {
    space: [net2],
    subnets: { app: "10.2.0.0/24" },
  });
  const base = landscape({ one: through(net2) });
  const resources = base.resources
    .map((one) => (one["name"] === "two" ? only : one))
    .filter(({ name }) => name !== "vm-two");
  const withEndpoint = {
    ...base,
    resources: [...resources, endpoint("pe", "two/app", ["10.2.0.9"])],
  };
  expect(found(withEndpoint)).toEqual([]);
});

/** An appliance instead of the firewall; its state is what a fact says. */
function appliance(guest: Json | undefined): readonly Part[] {
  return [
    nic("nva", "hub/shared", "10.0.2.9", forwarding),
    ...(guest === undefined
      ? []
      : [
          fact("guests", "nva", {
            networkInterface: reference("networkInterfaces", "nva"),
            ...guest,
          }),
        ]),
  ];
}

test.each<[string, Json | undefined, readonly string[]]>([
  [
    "of which nothing is known",
    undefined,
    [
      "TR401 error at two for one/app+two/app (assuming guestState): delivered/delivered, delivered/statefulDrop",
    ],
  ],
  [
    "that keeps state",
    { forwarding: "forward", stateful: true },
    ["TR401 error at two for one/app+two/app: delivered/delivered, delivered/statefulDrop"],
  ],
  ["that keeps none", { forwarding: "forward", stateful: false }, []],
  // What the source begins comes back to the translator; what the target begins does not.
  [
    "that translates",
    { forwarding: "snat" },
    ["TR401 warning at two for one/app+two/app: delivered/statefulDrop"],
  ],
])("FWD-47: an appliance %s", (_, guest, lines) => {
  const base = landscape({
    one: ["10.2.0.0/16 VirtualAppliance 10.0.2.9"],
    more: [peered("one", "two"), appliance(guest)],
  });
  expect(found(base)).toEqual(lines);
});

test("FWD-47: by switch guests keep no state", () => {
  const base = landscape({
    one: ["10.2.0.0/16 VirtualAppliance 10.0.2.9"],
    more: [peered("one", "two"), appliance(undefined)],
  });
  expect(findingsOf(base, "TR4", { guestsKeepState: "false" })).toEqual([]);
});

test("FWD-26: inside one network", () => {
  const base = estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: {
        web: { prefix: "10.0.1.0/24", table: "rt" },
        db: "10.0.2.0/24",
        nva: "10.0.3.0/24",
      },
    }),
    nic("web", "net/web", "10.0.1.4"),
    nic("db", "net/db", "10.0.2.4"),
    nic("nva", "net/nva", "10.0.3.4", forwarding),
    table("rt", ["10.0.2.0/24 VirtualAppliance 10.0.3.4"]),
  );
  expect(found(base)).toEqual([
    "TR401 error at net for net/db+net/web (assuming guestState): delivered/delivered, delivered/statefulDrop",
  ]);
  // Not the whole network, which would take the subnet's own neighbors along.
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    destinations: [{ name: "10-0-1-0-24" }],
  });
});

test("UDR-11: a Bastion takes no routes, so that those of the spoke must leave it out", () => {
  const base = landscape({ one: through(hub) });
  const resources = base.resources
    .map((one) =>
      one["name"] === "hub"
        ? network("hub", {
            space: [hub],
            subnets: {
              GatewaySubnet: "10.0.0.0/27",
              AzureFirewallSubnet: "10.0.1.0/26",
              AzureBastionSubnet: "10.0.2.0/26",
            },
          })
        : one,
    )
    .filter(({ name }) => name !== "dns");
  const [finding] = findingsOf({ ...base, resources }, "TR4");
  expect(finding && lineOf(finding)).toBe(
    "TR401 error at rt-one for hub/AzureBastionSubnet+one/app: delivered/delivered, delivered/statefulDrop",
  );
  expect(finding?.repair).toBeUndefined();
});

// TR402 and TR403.

test("UDR-12: from on-premises through the firewall, and straight back", () => {
  const base = landscape({ gateway: through(net1) });
  expect(found(base)).toEqual([
    "TR402 error at one for gw+one/app: delivered/exitsToOnPremises, exitsToOnPremises/statefulDrop",
  ]);
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    destinations: [{ name: "192-168-0-0-16" }],
  });
});

test("UDR-12: to on-premises through the firewall, and straight back", () => {
  const base = landscape({ one: through("0.0.0.0/0"), properties: noGatewayRoutes });
  expect(found(base)).toEqual([
    "TR403 error at hub for gw+one/app: exitsToOnPremises/delivered, delivered/statefulDrop",
  ]);
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    destinations: [{ name: "10-1-0-0-16" }],
  });
});

test("UDR-12: one finding for all spokes that the GatewaySubnet lacks", () => {
  const base = landscape({ one: through(site), two: through(site) });
  expect(found(base)).toEqual([
    "TR403 error at hub for gw+one/app+two/app: exitsToOnPremises/delivered, delivered/statefulDrop",
  ]);
});

test("UDR-11: subnets of the hub itself, not its whole range", () => {
  const base = landscape({ shared: through(site) });
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    destinations: [{ name: "10-0-2-0-24" }],
  });
});

test("PEER-4: a route written for a spoke that cannot answer", () => {
  const base = landscape({ one: through(net2) });
  expect(found(base)).toEqual([
    "TR402 error at two for one/app+two/app: delivered/droppedByNoneRoute",
  ]);
});

// TR404.

/** Left lists `left`, right lists `right`, as what takes part on either side. */
function subnetPeered(left: readonly string[], right: readonly string[], back = left): Part {
  const lists = (local: readonly string[], remote: readonly string[]): Json => ({
    ...accepts,
    peerCompleteVnets: false,
    localSubnetNames: local,
    remoteSubnetNames: remote,
  });
  return peered("left", "right", { left: lists(left, right), right: lists(right, back) });
}

function leftAndRight(peering: Part, routes: readonly string[] = []): Estate {
  const routed = (prefix: string): SubnetParts => ({ prefix, table: "rt" });
  return estate(
    network("left", {
      space: ["10.0.0.0/16"],
      subnets: { a: "10.0.1.0/24", b: "10.0.2.0/24", AzureFirewallSubnet: "10.0.4.0/26" },
    }),
    network("right", { space: ["10.1.0.0/16"], subnets: { a: routed("10.1.1.0/24") } }),
    firewall("fw", "left/AzureFirewallSubnet", "10.0.4.4", open),
    nic("left-a", "left/a", "10.0.1.4"),
    nic("left-b", "left/b", "10.0.2.4"),
    nic("right-a", "right/a", "10.1.1.4"),
    table("rt", routes),
    peering,
  );
}

test("PEER-10: the firewall trap", () => {
  const base = leftAndRight(subnetPeered(["AzureFirewallSubnet"], ["a"]), [
    "10.0.0.0/16 VirtualAppliance 10.0.4.4",
  ]);
  expect(found(base)).toEqual([
    "TR404 error at left/to-right for left/a+left/b+right/a: delivered/delivered, delivered/statefulDrop",
  ]);
  // As long as the rows of the peering.
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    destinations: [{ name: "10-1-1-0-24" }],
  });
});

test("PEER-10: a subnet that only its own side lists", () => {
  expect(found(leftAndRight(subnetPeered(["a", "b"], ["a"], ["a"])))).toEqual([
    "TR404 error at right/to-left for left/b: delivered/droppedByNoneRoute",
  ]);
  expect(found(leftAndRight(subnetPeered(["a", "b"], ["a"])))).toEqual([]);
});

// TR405.

const web = "100 in allow Tcp Internet * * 443";

function published(parts: {
  readonly rules: readonly string[];
  readonly routes: readonly string[];
  readonly address?: string | undefined;
}): Estate {
  const { rules, routes, address = "20.9.9.9" } = parts;
  return estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: {
        web: { prefix: "10.0.1.0/24", table: "rt", more: guardedBy("nsg") },
        AzureFirewallSubnet: "10.0.4.0/26",
      },
    }),
    firewall("fw", "net/AzureFirewallSubnet", "10.0.4.4", open),
    publicIp("pip", address),
    interfaceAt("web", ["net/web", "10.0.1.4"], { publicIp: "pip" }),
    securityGroup("nsg", rules),
    table("rt", routes),
  );
}

const behindFirewall = ["0.0.0.0/0 VirtualAppliance 10.0.4.4"];

test.each<[string, Parameters<typeof published>[0], readonly string[]]>([
  ["answers to the Internet", { rules: [web], routes: [] }, []],
  [
    "answers to a firewall",
    { rules: [web], routes: behindFirewall },
    ["TR405 error at rt for web: delivered/statefulDrop"],
  ],
  [
    "answers nobody",
    { rules: [web], routes: ["0.0.0.0/0 None"] },
    ["TR405 error at rt for web: delivered/droppedByNoneRoute"],
  ],
  ["lets nobody in", { rules: [], routes: behindFirewall }, []],
  [
    "lets nobody in, by a rule before",
    { rules: ["90 in deny * * * * *", web], routes: behindFirewall },
    [],
  ],
  [
    "has clients with a route of their own",
    {
      rules: ["100 in allow Tcp 198.51.100.0/24 * * 443"],
      routes: [...behindFirewall, "198.51.100.0/24 Internet"],
    },
    [],
  ],
  [
    "has a dead default route",
    { rules: [web], routes: ["0.0.0.0/0 VirtualAppliance 10.0.9.9"] },
    [],
  ],
])("FWD-13: a published interface that %s", (_, parts, lines) => {
  expect(found(published(parts))).toEqual(lines);
});

test("FWD-13: clients that are known can be routed", () => {
  const base = published({
    rules: ["100 in allow Tcp 198.51.100.0/24 * * 443"],
    routes: behindFirewall,
  });
  expect(findingsOf(base, "TR4")[0]?.repair).toMatchObject({
    kind: "addRoutes",
    destinations: [{ name: "198-51-100-0-24" }],
    nextHop: { kind: "internet" },
  });
});

test("FWD-13: behind a public load balancer, by tunnel", () => {
  const base = estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: {
        web: { prefix: "10.0.1.0/24", more: guardedBy("nsg") },
        GatewaySubnet: "10.0.0.0/27",
      },
    }),
    vpnGateway("gw", "net", { public: "40.0.0.1" }),
    localSite("dc", ["192.168.0.0/16"]),
    siteConnection("to-dc", "gw", "dc", { enableBgp: true }),
    learned(["connections", "to-dc"], ["0.0.0.0/0 192.168.0.1 65010"]),
    publicIp("pip", "20.9.9.9"),
    balancer("lb", {
      frontends: { f: "pip" },
      pools: { p: undefined },
      rules: { web: "f 443/Tcp p" },
    }),
    interfaceAt("web", ["net/web", "10.0.1.4"], { pools: ["lb/p"] }),
    securityGroup("nsg", [web]),
  );
  expect(found(base).map((line) => line.split(":")[0])).toEqual(["TR405 error at net for lb+web"]);
});

// TR406.

test("SEL-7: two appliances by one route, on both sides", () => {
  const ecmp = (prefix: string) => [`${prefix} VirtualApplianceEcmp 10.0.2.8 10.0.2.9`];
  const base = landscape({
    one: ecmp(net2),
    two: ecmp(net1),
    more: [
      nic("nva1", "hub/shared", "10.0.2.8", forwarding),
      nic("nva2", "hub/shared", "10.0.2.9", forwarding),
    ],
  });
  expect(found(base).map((line) => line.split(":")[0])).toEqual([
    "TR406 warning at rt-one for one/app+two/app (assuming guestState)",
  ]);
});

/** Two appliances with a foot on either side, each side with a load balancer of its own. */
function twoFrontends(hops: readonly [one: string, two: string]): Estate {
  const foot = (name: string, address: string, box: string) => {
    const card = interfaceAt(name, ["hub/shared", address], { machine: box });
    return { ...card, properties: { ...(card["properties"] as Json), ...forwarding } };
  };
  const inside = (name: string, address: string, members: readonly string[]) =>
    resource(
      "loadBalancers",
      name,
      {
        ...(balancer(name, {
          frontends: { f: `${address}@hub/shared` },
          pools: { p: members },
          rules: { all: "f 0/All p" },
        })["properties"] as Json),
      },
      { sku: { name: "Standard" } },
    );
  return landscape({
    one: [`10.2.0.0/16 VirtualAppliance ${hops[0]}`],
    two: [`10.1.0.0/16 VirtualAppliance ${hops[1]}`],
    more: [
      foot("a0", "10.0.2.10", "a"),
      foot("a1", "10.0.2.11", "a"),
      foot("b0", "10.0.2.20", "b"),
      foot("b1", "10.0.2.21", "b"),
      machine("a"),
      machine("b"),
      inside("lb0", "10.0.2.100", ["10.0.2.10", "10.0.2.20"]),
      inside("lb1", "10.0.2.101", ["10.0.2.11", "10.0.2.21"]),
    ],
  });
}

test("FWD-8: one front end on both sides, and two of them", () => {
  expect(found(twoFrontends(["10.0.2.100", "10.0.2.100"]))).toEqual([]);
  expect(
    found(twoFrontends(["10.0.2.100", "10.0.2.101"])).map((line) => line.split(":")[0]),
  ).toEqual(["TR406 warning at rt-one for one/app+two/app (assuming guestState)"]);
});

test("SEL-7: appliances that a Route Server has heard", () => {
  const base = estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { nva: "10.0.2.0/24", RouteServerSubnet: "10.0.0.0/27" },
    }),
    nic("nva1", "hub/nva", "10.0.2.8", forwarding),
    nic("nva2", "hub/nva", "10.0.2.9", forwarding),
    routeServer("rs", "hub", { peers: { nva1: "10.0.2.8", nva2: "10.0.2.9" } }),
    ...["nva1", "nva2"].map((name, at) =>
      learned(["virtualHubs/bgpConnections", `rs/${name}`], [`10.0.0.0/8 10.0.2.${8 + at} 65001`]),
    ),
    ...["one", "two"].flatMap((name, at) => [
      network(name, {
        space: [`10.${at + 1}.0.0/16`],
        subnets: { app: `10.${at + 1}.0.0/24` },
      }),
      nic(`vm-${name}`, `${name}/app`, `10.${at + 1}.0.4`),
      ...peered("hub", name, {
        hub: { ...accepts, allowGatewayTransit: true },
        [name]: { ...accepts, useRemoteGateways: true },
      }),
    ]),
  );
  expect(found(base).map((line) => line.split(":")[0])).toEqual([
    "TR406 warning at rs for one/app+two/app (assuming guestState)",
  ]);
});
