// The branches of the rules about next hops (TR301 to TR310), one estate for each.
import { expect, test } from "vitest";
import { fact, type Json, reference, resource, subnetReference } from "../rules/arm-json.ts";
import { firewall } from "../rules/build-firewall.ts";
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  routeServer,
  siteConnection,
  vpnGateway,
} from "../rules/build-gateway.ts";
import { hubConnection, hubFirewall, virtualHub } from "../rules/build-hub.ts";
import { endpoint, network, nic, peered, peering, table } from "../rules/build-network.ts";
import { guardedBy, securityGroup } from "../rules/build-security.ts";
import { type Estate, estate, type Part } from "../rules/estate.ts";
import { lineOf } from "./check-lines.ts";
import { findingsOf } from "./estate-findings.ts";

const forwarding = { enableIPForwarding: true };
const accepts = { allowForwardedTraffic: true };

/** A hub with an appliance, and two spokes behind it whose subnets use the table `rt`. */
function landscape(routes: readonly string[], ...more: readonly Part[]): Estate {
  return estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { nva: "10.4.2.0/24", empty: "10.4.3.0/24", GatewaySubnet: "10.4.0.0/27" },
    }),
    network("spoke1", {
      space: ["10.1.0.0/16"],
      subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
    }),
    network("spoke2", { space: ["10.2.0.0/16"], subnets: { app: "10.2.0.0/24" } }),
    peered("hub", "spoke1", { hub: accepts, spoke1: accepts }),
    peered("hub", "spoke2", { hub: accepts, spoke2: accepts }),
    table("rt", routes),
    nic("nva", "hub/nva", "10.4.2.101", forwarding),
    nic("vm1", "spoke1/app", "10.1.0.4"),
    nic("vm2", "spoke2/app", "10.2.0.4"),
    ...more,
  );
}

const to = (hop: string) => [`0.0.0.0/0 VirtualAppliance ${hop}`];
const found = (base: Estate) => findingsOf(base, "TR3").map(lineOf);
const messages = (base: Estate) => findingsOf(base, "TR3").map(({ message }) => message);

test("an appliance that is there", () => {
  expect(found(landscape(to("10.4.2.101")))).toEqual([]);
});

// TR301 and TR302: who is where.

const lost = "nextHopUnreachable/-";

test.each([
  ["in no network", "10.9.9.9", `TR301 error at rt for spoke1/app: ${lost}`],
  ["in a subnet where others are", "10.4.2.99", `TR301 error at rt for spoke1/app: ${lost}`],
  ["in no subnet", "10.4.9.9", `TR301 error at rt for spoke1/app: ${lost}`],
  ["Azure's own", "10.4.2.1", `TR301 error at rt for spoke1/app: ${lost}`],
  [
    "in a subnet where nobody is",
    "10.4.3.7",
    `TR301 warning at rt for spoke1/app (assuming subnetEmpty): ${lost}`,
  ],
  [
    "in a network that is two peerings away",
    "10.2.0.4",
    `TR302 error at rt for spoke1/app: ${lost}`,
  ],
])("a next hop %s", (_, hop, line) => {
  expect(found(landscape(to(hop)))).toEqual([line]);
});

test("UDR-3: the addresses of a gateway's instances are not in the input", () => {
  expect(found(landscape(to("10.4.0.6")))).toEqual([]);
});

test("one finding for all routes of a table to one address", () => {
  const routes = ["10.8.0.0/16", "10.9.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];
  const base = landscape(routes.map((prefix) => `${prefix} VirtualAppliance 10.4.9.9`));
  expect(messages(base)).toEqual([
    "Routes r0 (10.8.0.0/16) of rt, r1 (10.9.0.0/16) of rt, r2 (172.16.0.0/12) of rt and 1 more lead to 10.4.9.9, and nobody is there: no subnet of hub holds the address. What is sent there is lost, although Azure shows the route as Active.",
  ]);
});

test("SEL-7: one of several next hops", () => {
  const base = landscape(["0.0.0.0/0 VirtualApplianceEcmp 10.4.2.101 10.4.2.99"]);
  expect(messages(base)).toEqual([
    "Route r0 (0.0.0.0/0) of rt leads to 10.4.2.99, and nobody is there: in hub/nva nobody has the address. Flows that hash to it are lost; the other next hops take the rest.",
  ]);
});

test("a peer that the input lacks may have the next hop", () => {
  const base = landscape(to("10.9.9.9"), peering("spoke1", "elsewhere"));
  expect(found(base)).toEqual([]);
});

test("a table that no subnet uses", () => {
  const base = landscape([], table("unused", to("10.9.9.9")));
  expect(found(base)).toEqual([]);
});

test("the firewall of a virtual hub, and others in it", () => {
  const spoke = (hop: string) =>
    estate(
      virtualHub("vhub", { prefix: "10.100.0.0/23", router: "40.0.0.1" }),
      network("a", {
        space: ["10.1.0.0/16"],
        subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
      }),
      hubConnection("vhub", "a"),
      hubFirewall("fw", "vhub", "10.100.0.132"),
      table("rt", to(hop)),
    );
  expect(found(spoke("10.100.0.132"))).toEqual([]);
  expect(found(spoke("10.100.0.9"))).toEqual([]);
  expect(found(spoke("10.9.9.9"))).toEqual(["TR301 error at rt for a/app: nextHopUnreachable/-"]);
});

test.each([
  [
    "two peerings away",
    landscape(to("10.2.0.4")),
    "spoke1 is peered with hub, which is peered with spoke2, and spoke1 itself is not",
  ],
  [
    "not peered at all",
    landscape(to("10.7.0.4"), network("far", { space: ["10.7.0.0/16"] })),
    "spoke1 is not peered with far",
  ],
])("TR302: %s", (_, base, because) => {
  expect(messages(base)[0]).toContain(`, but ${because}. `);
});

test("TR302: of a peering that is not connected TR507 speaks", () => {
  const base = landscape(
    to("10.7.0.4"),
    network("far", { space: ["10.7.0.0/16"] }),
    peering("spoke1", "far", { peeringState: "Initiated" }),
  );
  expect(found(base)).toEqual([]);
});

test("TR302: behind a gateway", () => {
  const base = estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { app: { prefix: "10.4.1.0/24", table: "rt" }, GatewaySubnet: "10.4.0.0/27" },
    }),
    vpnGateway("gw", "hub", { public: "40.0.0.1" }),
    localSite("dc", ["192.168.0.0/16"]),
    siteConnection("to-dc", "gw", "dc"),
    table("rt", ["10.9.0.0/16 VirtualAppliance 192.168.0.9"]),
  );
  expect(messages(base)[0]).toContain(
    "hub reaches 192.168.0.0/16 only over a gateway, which a next hop may not need",
  );
});

// TR303: who does not forward.

test("FWD-5: IP forwarding is off", () => {
  const base = landscape(to("10.4.2.7"), nic("closed", "hub/nva", "10.4.2.7"));
  expect(found(base)).toEqual(["TR303 error at closed for spoke1/app: ipForwardingDisabled/-"]);
  expect(findingsOf(base, "TR3")[0]?.repair).toMatchObject({ kind: "forwardIp" });
});

test("FWD-5: a route for nothing but the interface itself needs no forwarding", () => {
  const base = landscape(
    ["10.4.2.7/32 VirtualAppliance 10.4.2.7"],
    nic("closed", "hub/nva", "10.4.2.7"),
  );
  expect(found(base)).toEqual([]);
});

test("FWD-5: the guest does not forward", () => {
  const guest = fact("guests", "nva", {
    networkInterface: reference("networkInterfaces", "nva"),
    forwarding: "drop",
  });
  expect(found(landscape(to("10.4.2.101"), guest))).toEqual([
    "TR303 error at nva for spoke1/app: guestDrops/-",
  ]);
});

test("FWD-5: a private endpoint passes nothing on", () => {
  const base = landscape(to("10.4.2.50"), endpoint("pe", "hub/nva", ["10.4.2.50"]));
  expect(messages(base)[0]).toContain("10.4.2.50, private endpoint pe. It passes nothing on");
});

const machine = (name: string, nics: readonly string[]): Json => ({
  ...resource("virtualMachines", name, {
    networkProfile: { networkInterfaces: nics.map((one) => reference("networkInterfaces", one)) },
  }),
  id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`,
  type: "Microsoft.Compute/virtualMachines",
});

/** Front and back of one network with an appliance that has a foot in each. */
function sandwich(back: Json): Estate {
  return estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: {
        front: { prefix: "10.0.1.0/24", table: "rt" },
        back: "10.0.2.0/24",
        dmz: "10.0.3.0/24",
      },
    }),
    nic("eth0", "net/dmz", "10.0.3.4", forwarding),
    nic("eth1", "net/back", "10.0.2.4", back),
    machine("nva", ["eth0", "eth1"]),
    table("rt", ["10.0.2.0/24 VirtualAppliance 10.0.3.4"]),
  );
}

test("FWD-5: an appliance sends on through another interface", () => {
  expect(found(sandwich({}))).toEqual([
    "TR303 warning at eth1 for net/front (assuming guestSendsOnNearest): delivered/delivered",
  ]);
  expect(found(sandwich(forwarding))).toEqual([]);
});

// TR304: load balancers.

interface BalancerParts {
  readonly sku?: string;
  readonly ports?: number;
  readonly members?: readonly string[];
}

function balancer({ sku = "Standard", ports = 0, members = ["nva"] }: BalancerParts): Json {
  const id = reference("loadBalancers", "lb").id;
  return resource(
    "loadBalancers",
    "lb",
    {
      frontendIPConfigurations: [
        {
          id: `${id}/frontendIPConfigurations/f`,
          name: "f",
          properties: { privateIPAddress: "10.4.2.50", subnet: subnetReference("hub/nva") },
        },
      ],
      backendAddressPools: [
        {
          id: `${id}/backendAddressPools/p`,
          name: "p",
          properties: {
            backendIPConfigurations: members.map((one) => ({
              id: `${reference("networkInterfaces", one).id}/ipConfigurations/ip`,
            })),
          },
        },
      ],
      loadBalancingRules: [
        {
          name: "all",
          properties: {
            protocol: ports === 0 ? "All" : "Tcp",
            frontendPort: ports,
            backendPort: ports,
            frontendIPConfiguration: { id: `${id}/frontendIPConfigurations/f` },
            backendAddressPool: { id: `${id}/backendAddressPools/p` },
          },
        },
      ],
    },
    { sku: { name: sku } },
  );
}

test.each<[string, BalancerParts, readonly string[]]>([
  ["with HA ports", {}, []],
  ["without HA ports", { ports: 443 }, [`TR304 error at lb for spoke1/app: ${lost}`]],
  ["without members", { members: [] }, [`TR304 error at lb for spoke1/app: ${lost}`]],
  ["of the Basic SKU", { sku: "Basic" }, [`TR304 error at lb for spoke1/app: ${lost}`]],
  [
    "before an interface that does not forward",
    { members: ["closed"] },
    ["TR303 error at closed for spoke1/app: ipForwardingDisabled/-"],
  ],
])("FWD-7: a load balancer %s", (_, parts, lines) => {
  const base = landscape(to("10.4.2.50"), balancer(parts), nic("closed", "hub/nva", "10.4.2.7"));
  expect(found(base)).toEqual(lines);
});

test("PEER-13: a Basic load balancer in another region", () => {
  const base = landscape(to("10.4.2.50"), balancer({ sku: "Basic" }));
  const moved = {
    ...base,
    resources: base.resources.map((one) =>
      one["name"] === "spoke1" ? { ...one, location: "eastus" } : one,
    ),
  };
  expect(messages(moved)[0]).toContain("out of reach from the other region of spoke1");
});

// TR309.

test("EFF-2: a stopped machine", () => {
  const stopped = machine("box", ["nva"]);
  const view = {
    instanceView: { statuses: [{ code: "PowerState/deallocated" }] },
    networkProfile: { networkInterfaces: [reference("networkInterfaces", "nva")] },
  };
  const base = landscape(to("10.4.2.101"), { ...stopped, properties: view });
  expect(found(base)).toEqual([`TR309 error at box for spoke1/app: ${lost}`]);
});

// Routes to gateways are TR524's.

test("X-13: by switch ExpressRoute takes user routes, too", () => {
  const base = estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { app: { prefix: "10.4.1.0/24", table: "rt" }, GatewaySubnet: "10.4.0.0/27" },
    }),
    nic("vm", "hub/app", "10.4.1.4"),
    expressRouteGateway("er", "hub"),
    circuitConnection("cir", "er"),
    table("rt", ["172.31.0.0/16 VirtualNetworkGateway"]),
  );
  expect(findingsOf(base, "TR524").map(lineOf)).toEqual([
    "TR524 error at rt for hub/app: nextHopUnreachable/-",
  ]);
  expect(findingsOf(base, "TR524", { udrVngOnNonVpn: "forward" })).toEqual([]);
});

// TR308.

test("UDR-5: VnetLocal outside of the network", () => {
  const outside = landscape(["10.4.0.0/16 VnetLocal"]);
  expect(found(outside)).toEqual(["TR308 error at rt for spoke1/app: noSuchHost/-"]);
  expect(findingsOf(outside, "TR3")[0]?.repair).toMatchObject({ kind: "removeRoutes" });
  expect(found(landscape(["10.1.0.0/16 VnetLocal"]))).toEqual([]);
  expect(found(landscape(["10.1.0.0/24 VnetLocal"]))).toEqual([]);
});

test("UDR-5: a table that is right for one network and wrong for another", () => {
  const shared = landscape(
    ["10.1.0.0/16 VnetLocal"],
    network("other", {
      space: ["10.7.0.0/16"],
      subnets: { app: { prefix: "10.7.0.0/24", table: "rt" } },
    }),
  );
  expect(found(shared)).toEqual(["TR308 error at rt for other/app: noSuchHost/-"]);
  expect(findingsOf(shared, "TR3")[0]?.repair).toBeUndefined();
});

// TR310.

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  [
    "a route that two ranges of a peer cover",
    ["10.4.0.0/24", "10.4.1.0/24"],
    ["10.4.0.0/23 VirtualAppliance 10.4.0.9"],
    ["TR310 warning at rt for spoke/app: noSuchHost/-"],
  ],
  [
    "a route for one of them",
    ["10.4.0.0/24", "10.4.1.0/24"],
    ["10.4.0.0/24 VirtualAppliance 10.4.0.9"],
    [],
  ],
  ["a wider route", ["10.4.0.0/24", "10.4.1.0/24"], ["10.4.0.0/22 VirtualAppliance 10.4.0.9"], []],
])("SEL-1: %s", (_, space, routes, lines) => {
  const base = estate(
    network("hub", { space, subnets: { nva: "10.4.0.0/24" } }),
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
    }),
    peered("hub", "spoke"),
    table("rt", routes),
    nic("nva", "hub/nva", "10.4.0.9", forwarding),
  );
  expect(found(base)).toEqual(lines);
});

test("GW-29: a route to the Internet under the learned routes that it holds", () => {
  const base = estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { app: { prefix: "10.4.1.0/24", table: "rt" }, GatewaySubnet: "10.4.0.0/27" },
    }),
    vpnGateway("gw", "hub", { public: "40.0.0.1" }),
    localSite("proxy", ["20.0.0.0/9", "20.128.0.0/9"]),
    siteConnection("to-proxy", "gw", "proxy"),
    table("rt", ["20.0.0.0/8 Internet"]),
  );
  expect(messages(base)).toEqual([
    "Route r0 (20.0.0.0/8) of rt never carries a packet: 20.0.0.0/9 and 20.128.0.0/9 from the gateway cover all of it and are longer.",
  ]);
});

// TR306: loops.

test("UDR-8: the table of the appliance's own subnet leads back to it", () => {
  const base = estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: { app: { prefix: "10.0.1.0/24", table: "rt" } },
    }),
    nic("nva", "net/app", "10.0.1.10", forwarding),
    nic("vm", "net/app", "10.0.1.20"),
    table("rt", ["10.0.1.0/24 VirtualAppliance 10.0.1.10"]),
  );
  expect(found(base)).toEqual(["TR306 error at rt for net/app: loop/-"]);
});

test("UDR-8: several interfaces may lead on", () => {
  const base = estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: { app: { prefix: "10.0.1.0/24", table: "rt" }, out: "10.0.2.0/24" },
    }),
    nic("eth0", "net/app", "10.0.1.10", forwarding),
    nic("eth1", "net/out", "10.0.2.10", forwarding),
    machine("nva", ["eth0", "eth1"]),
    table("rt", ["0.0.0.0/0 VirtualAppliance 10.0.1.10"]),
  );
  expect(found(base)).toEqual([]);
});

/** Two hubs whose appliances send to each other what these routes say. */
function twoHubs(one: readonly string[], two: readonly string[]): Estate {
  const hub = (name: string, at: number) => [
    network(name, {
      space: [`10.${at}.0.0/16`],
      subnets: { nva: { prefix: `10.${at}.0.0/24`, table: `rt-${name}` } },
    }),
    nic(`nva-${name}`, `${name}/nva`, `10.${at}.0.9`, forwarding),
  ];
  return estate(
    hub("one", 1),
    hub("two", 2),
    peered("one", "two", { one: accepts, two: accepts }),
    network("spoke", { space: ["10.9.0.0/16"], subnets: { app: "10.9.0.0/24" } }),
    peered("one", "spoke", { one: accepts, spoke: accepts }),
    table("rt-one", one),
    table("rt-two", two),
  );
}

test("UDR-8: two appliances send to each other", () => {
  const wrong = twoHubs(
    ["0.0.0.0/0 VirtualAppliance 10.2.0.9"],
    ["0.0.0.0/0 VirtualAppliance 10.1.0.9"],
  );
  expect(found(wrong)).toEqual(["TR306 error at rt-one for one/nva+two/nva: loop/-"]);
});

test("UDR-8: summaries that lead to each other, and addresses that nobody has", () => {
  const summaries = twoHubs(
    ["10.0.0.0/8 VirtualAppliance 10.2.0.9"],
    ["10.0.0.0/8 VirtualAppliance 10.1.0.9"],
  );
  expect(found(summaries)).toEqual([]);
});

test("GW-16: an appliance learns the default route that it announces", () => {
  const heard = estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { nva: "10.4.2.0/24", RouteServerSubnet: "10.4.0.0/27" },
    }),
    nic("nva", "hub/nva", "10.4.2.4", forwarding),
    routeServer("rs", "hub", { peers: { nva: "10.4.2.4" } }),
    learned(["virtualHubs/bgpConnections", "rs/nva"], ["0.0.0.0/0 10.4.2.4 65010"]),
  );
  expect(found(heard)).toEqual(["TR306 error at hub for hub/nva: loop/-"]);
  expect(findingsOf(heard, "TR3")[0]?.repair).toMatchObject({ nextHop: { kind: "internet" } });
});

// TR307: black holes.

/** Two peered spokes; `rules` of a security group at spoke1/app. */
function guarded(rules: readonly string[], routes: readonly string[], ...more: readonly Part[]) {
  return estate(
    network("spoke1", {
      space: ["10.1.0.0/16"],
      subnets: {
        app: { prefix: "10.1.0.0/24", table: "rt", more: guardedBy("nsg") },
      },
    }),
    network("spoke2", { space: ["10.2.0.0/16"], subnets: { db: "10.2.0.0/24" } }),
    securityGroup("nsg", rules),
    table("rt", routes),
    nic("vm1", "spoke1/app", "10.1.0.4"),
    nic("vm2", "spoke2/db", "10.2.0.4"),
    ...more,
  );
}

const isolation = ["10.2.0.0/16 None"];

test.each<[string, readonly string[], readonly string[]]>([
  [
    "out",
    ["100 out allow Tcp * * 10.2.0.0/24 1433"],
    ["TR307 error at rt for spoke1/app: droppedByNoneRoute/-"],
  ],
  [
    "in",
    ["100 in allow Tcp 10.2.0.4/32 * * 443"],
    ["TR307 error at rt for spoke1/app: delivered/droppedByNoneRoute"],
  ],
  ["for everybody", ["100 out allow Tcp * * * 1433"], []],
  ["for more than the network", ["100 out allow Tcp * * 10.0.0.0/8 1433"], []],
  [
    "that another rule takes back",
    ["100 out deny * * * 10.2.0.0/16 *", "200 out allow Tcp * * 10.2.0.0/24 1433"],
    [],
  ],
])("UDR-7: a None route and a rule %s", (_, rules, lines) => {
  expect(found(guarded(rules, isolation, peered("spoke1", "spoke2")))).toEqual(lines);
});

test("PEER-4: a rule between networks without any route", () => {
  const base = guarded(["100 out allow Tcp * * 10.2.0.0/24 1433"], []);
  expect(found(base)).toEqual(["TR307 warning at spoke1 for spoke1/app: droppedByNoneRoute/-"]);
});

/** A tunnel to 192.168.0.0/16, and a rule that lets hub/app reach a part of it. */
function towardsSite(routes: readonly string[], properties: Json = {}): Estate {
  return estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: {
        app: { prefix: "10.4.1.0/24", table: "rt", more: guardedBy("nsg") },
        GatewaySubnet: "10.4.0.0/27",
      },
    }),
    vpnGateway("gw", "hub", { public: "40.0.0.1" }),
    localSite("dc", ["192.168.0.0/16"]),
    siteConnection("to-dc", "gw", "dc"),
    securityGroup("nsg", ["100 out allow Tcp * * 192.168.7.0/24 443"]),
    table("rt", routes, properties),
  );
}

test("UDR-7: a None route and a rule for on-premises", () => {
  expect(found(towardsSite(["192.168.0.0/16 None"]))).toEqual([
    "TR307 error at rt for hub/app: droppedByNoneRoute/-",
  ]);
  // Of a table that keeps the gateway's routes out TR512 speaks.
  expect(found(towardsSite([], { disableBgpRoutePropagation: true }))).toEqual([]);
});

test("a firewall at the next hop is none of this", () => {
  const base = landscape(to("10.4.5.4"), firewall("fw", "hub/AzureFirewallSubnet", "10.4.5.4"));
  const withSubnet = {
    ...base,
    resources: base.resources.map((one) =>
      one["name"] === "hub"
        ? network("hub", {
            space: ["10.4.0.0/16"],
            subnets: { nva: "10.4.2.0/24", AzureFirewallSubnet: "10.4.5.0/26" },
          })
        : one,
    ),
  };
  expect(found(withSubnet)).toEqual([]);
});
