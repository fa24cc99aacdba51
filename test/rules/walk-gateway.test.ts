// Walks over gateways: tunnels and circuits (section 8.5 of the rules).
import { expect, test } from "vitest";
import { fact, reference } from "./arm-json.ts";
import {
  circuitConnection,
  circuitLink,
  expressRouteGateway,
  learned,
  localSite,
  networkConnection,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { endpoint, network, nic, peered, table, transit } from "./build-network.ts";
import { type Estate, estate, extend, type Part } from "./estate.ts";
import {
  assumptionsAt,
  forwardLines,
  onlyJourney,
  remarksOf,
  rulesOf,
  tracerouteOf,
  walkLines,
} from "./walk-lines.ts";

const hub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    nva: "10.0.2.0/24",
    GatewaySubnet: { prefix: "10.0.255.0/27", table: "gw-rt" },
    RouteServerSubnet: "10.0.254.0/27",
  },
});
const spoke = network("spoke", {
  space: ["10.1.0.0/16"],
  subnets: { app: { prefix: "10.1.0.0/24", table: "spoke-rt" } },
});
const other = network("other", {
  space: ["10.2.0.0/16"],
  subnets: { app: { prefix: "10.2.0.0/24", table: "other-rt" } },
});
const far = network("far", {
  space: ["10.8.0.0/16"],
  subnets: { app: "10.8.0.0/24", GatewaySubnet: "10.8.255.0/27" },
});
const vms: Part = [
  nic("vm", "hub/app", "10.0.0.4"),
  nic("svm", "spoke/app", "10.1.0.4"),
  nic("ovm", "other/app", "10.2.0.4"),
];
const noRoutes = ["rt", "gw-rt", "spoke-rt", "other-rt"].map((name) => table(name, []));
const land = estate(
  hub,
  spoke,
  other,
  far,
  vms,
  noRoutes,
  transit("hub", "spoke"),
  transit("hub", "other"),
);

const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });
const pair = vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] });

function place(
  name: string,
  parts: { readonly links: readonly string[]; readonly [property: string]: unknown },
) {
  const { links, ...more } = parts;
  return fact("onPremisesSites", name, {
    addressPrefixes: ["192.168.0.0/16"],
    asn: 65010,
    connectedTo: links.map((link) => {
      const [type = "", own = ""] = link.split(" ");
      return reference(type, own);
    }),
    hosts: [{ name: "onprem", ipAddress: "192.168.0.4" }],
    ...more,
  });
}

const dc = place("dc", { links: ["connections conn"] });
const staticVpn = estate(
  ...land.resources,
  pair,
  localSite("lng", ["192.168.0.0/16"]),
  siteConnection("conn", "gw", "lng"),
);
const withSite = extend(staticVpn, dc);

test("FWD-9, FWD-10: a tunnel carries a flow to a listed host and its reply back", () => {
  expect(walkLines(withSite, "vm 192.168.0.4")).toEqual([
    "vm > gw > onprem: delivered arrived < onprem > gw > vm: delivered arrived",
  ]);
  expect(walkLines(withSite, "svm 192.168.0.4")).toEqual([
    "svm > gw > onprem: delivered arrived < onprem > gw > svm: delivered arrived",
  ]);
});

test("FWD-44: both instances of an active-active gateway are one way", () => {
  const walked = onlyJourney(withSite, "vm 192.168.0.4");
  expect(tracerouteOf(walked.forward)).toEqual(["10.0.255.4|10.0.255.5", "192.168.0.4"]);
  expect(remarksOf(walked.forward)).toEqual(["tunnel conn"]);
  // Inbound the gateway answers no traceroute.
  expect(tracerouteOf(walked.reply!)).toEqual(["10.0.0.4"]);
});

test("FWD-9: an address of the site that no host has leaves Azure all the same", () => {
  expect(walkLines(withSite, "vm 192.168.7.7")).toEqual([
    "vm > gw > 192.168.7.7: exitsToOnPremises leftToSite < 192.168.7.7 > gw > vm: delivered arrived",
  ]);
});

test("FWD-9: without any word about the place behind the tunnel an assumption says so", () => {
  const walked = onlyJourney(staticVpn, "vm 192.168.0.4");
  expect(walked.forward.disposition).toBe("exitsToOnPremises");
  expect(walked.reply?.disposition).toBe("delivered");
  expect(assumptionsAt(staticVpn, "vm 192.168.0.4")).toEqual([
    "siteUnknown conn 192.168.0.4",
    "siteRoutesTunnel conn",
  ]);
});

test("FWD-10: a host of an unknown place is found by the prefix of its tunnel", () => {
  expect(forwardLines(staticVpn, "192.168.0.9 10.0.0.4")).toEqual([
    "192.168.0.9 > gw > vm: delivered arrived",
  ]);
  expect(forwardLines(staticVpn, "172.20.0.9 10.0.0.4")).toEqual([
    "172.20.0.9: insufficientInfo missing",
  ]);
});

test("FWD-10: from the site the table of the GatewaySubnet decides", () => {
  const steered = extend(
    withSite,
    table("gw-rt", ["10.0.0.0/24 VirtualAppliance 10.0.2.4"]),
    nic("nva", "hub/nva", "10.0.2.4", { enableIPForwarding: true }),
  );
  expect(forwardLines(steered, "192.168.0.4 10.0.0.4")).toEqual([
    "onprem > gw > nva > vm: delivered arrived",
  ]);
});

test.each([
  ["activeActiveVpn", pair, "onprem > gw > pe"],
  ["never", pair, "onprem > gw > fw-nva > pe"],
  ["activeActiveVpn", standby, "onprem > gw > fw-nva > pe"],
] as const)("FWD-10, PE-9: a host route with %s", (gatewayIgnoresPe32Udr, gateway, want) => {
  const base = estate(
    ...land.resources,
    gateway,
    localSite("lng", ["192.168.0.0/16"]),
    siteConnection("conn", "gw", "lng"),
    dc,
    endpoint("pe", "spoke/app", ["10.1.0.9"]),
    table("gw-rt", ["10.1.0.9/32 VirtualAppliance 10.0.2.4"]),
    nic("fw-nva", "hub/nva", "10.0.2.4", { enableIPForwarding: true }),
  );
  const [line] = forwardLines(base, "192.168.0.4 10.1.0.9", { gatewayIgnoresPe32Udr });
  expect(line).toContain(want);
});

test("CAP-13: a tunnel that is down carries nothing, whichever side asks", () => {
  const down = extend(
    withSite,
    siteConnection("conn", "gw", "lng", { connectionStatus: "NotConnected" }),
  );
  const forced = extend(down, table("rt", ["192.168.0.0/16 VirtualNetworkGateway"]));
  expect(forwardLines(forced, "vm 192.168.0.4")).toEqual(["vm > gw: noRouteInGateway tunnelDown"]);
  expect(forwardLines(down, "192.168.0.4 10.0.0.4")).toEqual([
    "onprem: noRouteInGateway tunnelDown",
  ]);
});

const policies = [{ localAddressRanges: ["10.0.0.0/24"], remoteAddressRanges: ["192.168.0.0/24"] }];
const selective = extend(
  withSite,
  siteConnection("conn", "gw", "lng", {
    usePolicyBasedTrafficSelectors: true,
    trafficSelectorPolicies: policies,
  }),
);

test.each([
  ["vm", "192.168.0.4", "vm > gw > onprem: delivered arrived"],
  ["vm", "192.168.1.4", "vm > gw: noRouteInGateway selectorsExclude"],
  ["svm", "192.168.0.4", "svm > gw: noRouteInGateway selectorsExclude"],
  ["192.168.1.4", "10.0.0.4", "192.168.1.4 > gw: noRouteInGateway selectorsExclude"],
])("GW-34: selectors and the flow %s to %s", (from, to, want) => {
  expect(forwardLines(selective, `${from} ${to}`)).toEqual([want]);
});

test("GW-7: the default site takes what goes to the Internet, and nobody else does", () => {
  const forced = (defaultSite: string | undefined) =>
    estate(
      ...land.resources,
      vpnGateway("gw", "hub", { public: "20.0.0.1", ...(defaultSite && { defaultSite }) }),
      localSite("lng", ["192.168.0.0/16"]),
      localSite("lng2", ["192.169.0.0/16"]),
      siteConnection("conn", "gw", "lng"),
      siteConnection("conn2", "gw", "lng2"),
      table("rt", ["0.0.0.0/0 VirtualNetworkGateway"]),
    );
  const [line] = forwardLines(forced("lng2"), "vm 8.8.8.8");
  expect(line).toBe("vm > gw > conn2: exitsToOnPremises leftToSite");
  // GW-27: a user route alone brings packets to a gateway that knows no way to the Internet.
  expect(forwardLines(forced(undefined), "vm 8.8.8.8")).toEqual([
    "vm > gw: noRouteInGateway notLearned",
  ]);
});

test("GW-19, FWD-9: equal tunnels are several ways, a shorter path is the only one", () => {
  const over = (second: string) =>
    estate(
      ...land.resources,
      pair,
      localSite("lng", [], "192.168.0.254"),
      localSite("lng2", [], "192.168.1.254"),
      siteConnection("one", "gw", "lng", { enableBgp: true }),
      siteConnection("two", "gw", "lng2", { enableBgp: true }),
      learned(["connections", "one"], ["172.16.0.0/16 192.168.0.254 65010"]),
      learned(["connections", "two"], [`172.16.0.0/16 192.168.1.254 ${second}`]),
    );
  const asked = "vm 172.16.0.4";
  expect(assumptionsAt(over("65011"), asked)).toEqual([
    "siteUnknown one 172.16.0.4",
    "siteUnknown two 172.16.0.4",
  ]);
  expect(assumptionsAt(over("65011-65012"), asked)).toEqual(["siteUnknown one 172.16.0.4"]);
});

test("GW-4: clients of a gateway are reached by their pool", () => {
  const base = estate(
    ...land.resources,
    vpnGateway("gw", "hub", { public: "20.0.0.1", pool: "172.30.0.0/24" }),
  );
  expect(walkLines(base, "vm 172.30.0.9")).toEqual([
    "vm > gw > 172.30.0.9: exitsToOnPremises leftToSite < 172.30.0.9 > gw > vm: delivered arrived",
  ]);
});

test("GW-3: a tunnel between two networks needs a way back of its own", () => {
  const one = estate(
    ...land.resources,
    nic("fvm", "far/app", "10.8.0.4"),
    standby,
    vpnGateway("far-gw", "far", { public: "20.0.0.8" }),
    networkConnection("to-far", "gw", "far-gw"),
  );
  expect(walkLines(one, "vm 10.8.0.4")).toEqual([
    "vm > gw > far-gw > fvm: delivered arrived < fvm: droppedByNoneRoute noneRoute",
  ]);
  const both = extend(one, networkConnection("to-hub", "far-gw", "gw"));
  expect(walkLines(both, "vm 10.8.0.4")).toEqual([
    "vm > gw > far-gw > fvm: delivered arrived < fvm > far-gw > gw > vm: delivered arrived",
  ]);
});

const hairpin = extend(
  land,
  standby,
  table("spoke-rt", ["0.0.0.0/0 VirtualNetworkGateway"]),
  table("other-rt", ["0.0.0.0/0 VirtualNetworkGateway"]),
);

test("WE-20, UDR-4: a VPN gateway turns packets round between spokes", () => {
  expect(walkLines(hairpin, "svm 10.2.0.4")).toEqual([
    "svm > gw > ovm: delivered arrived < ovm > gw > svm: delivered arrived",
  ]);
  const walked = onlyJourney(hairpin, "svm 10.2.0.4");
  expect(remarksOf(walked.forward)).toEqual(["hairpin gw"]);
  // Without the user route the None row takes them.
  expect(forwardLines(extend(land, standby), "svm 10.2.0.4")).toEqual([
    "svm: droppedByNoneRoute noneRoute",
  ]);
});

test("UDR-3: the address of a gateway instance is a next hop between spokes", () => {
  const routes = ["10.0.0.0/8 VirtualAppliance 10.0.255.4"];
  const base = extend(land, pair, table("spoke-rt", routes), table("other-rt", routes));
  expect(walkLines(base, "svm 10.2.0.4")).toEqual([
    "svm > gw > ovm: delivered arrived < ovm > gw > svm: delivered arrived",
  ]);
});

test.each([
  ["no gateway", [], "noGateway"],
  ["an ExpressRoute gateway", [expressRouteGateway("er", "hub")], "gatewayKindUnserved"],
  [
    "an ExpressRoute gateway beside a VPN gateway",
    [expressRouteGateway("er", "hub"), standby],
    "gatewayKindUnserved",
  ],
  [
    "a Route Server beside a VPN gateway",
    [routeServer("rs", "hub", {}), standby],
    "gatewayKindUnserved",
  ],
])("UDR-4, ER-5, X-13: a user route to the gateway where there is %s", (_, gateways, reason) => {
  const base = extend(land, gateways, table("spoke-rt", ["0.0.0.0/0 VirtualNetworkGateway"]));
  expect(forwardLines(base, "svm 8.8.8.8")).toEqual([`svm: nextHopUnreachable ${reason}`]);
});

const overCircuit = estate(
  ...land.resources,
  expressRouteGateway("er", "hub"),
  circuitConnection("cir", "er"),
  place("dc", { links: ["expressRouteCircuits cir"] }),
);

test("FWD-11: outbound a packet goes past the gateway to the edge, inbound through it", () => {
  expect(walkLines(overCircuit, "svm 192.168.0.4")).toEqual([
    "svm > cir > onprem: delivered arrived < onprem > cir > er > svm: delivered arrived",
  ]);
  const walked = onlyJourney(overCircuit, "svm 192.168.0.4");
  expect(remarksOf(walked.forward)).toEqual(["gatewayBypassed er"]);
});

test("UDR-4: a user route to an ExpressRoute gateway where the switch lets it through", () => {
  const base = extend(overCircuit, table("spoke-rt", ["192.168.0.0/16 VirtualNetworkGateway"]));
  const asked = "svm 192.168.0.4";
  expect(forwardLines(base, asked)).toEqual(["svm: nextHopUnreachable gatewayKindUnserved"]);
  expect(forwardLines(base, asked, { udrVngOnNonVpn: "forward" })).toEqual([
    "svm > cir > onprem: delivered arrived",
  ]);
});

test.each([
  ["provider", {}, "10.0.0.4", ["circuit cir", "fastPath cir"]],
  ["provider", {}, "10.1.0.4", ["circuit cir"]],
  [
    "Direct",
    { expressRoutePort: reference("expressRoutePorts", "p") },
    "10.1.0.4",
    ["circuit cir", "fastPath cir"],
  ],
])("FWD-12: FastPath on a %s circuit %j to %s", (_, circuit, to, want) => {
  const base = extend(
    overCircuit,
    circuitLink("cir", "er", "cir", { expressRouteGatewayBypass: true }),
    { ...circuitConnection("cir", "er")[0]!, properties: circuit },
  );
  const walked = onlyJourney(base, `192.168.0.4 ${to}`);
  expect(remarksOf(walked.forward)).toEqual(want);
});

test("GW-17, GW-24: VPN is the way where only it brings the prefix, each way by itself", () => {
  const both = extend(
    overCircuit,
    standby,
    localSite("lng", ["192.168.0.0/24"], "192.168.255.254"),
    siteConnection("conn", "gw", "lng"),
    place("dc", { links: ["expressRouteCircuits cir", "connections conn"] }),
  );
  // Towards Azure both announce the same; ExpressRoute comes first.
  expect(walkLines(both, "vm 192.168.0.4")).toEqual([
    "vm > gw > onprem: delivered arrived < onprem > cir > er > vm: delivered arrived",
  ]);
  expect(forwardLines(both, "vm 192.168.7.7")).toEqual([
    "vm > cir > 192.168.7.7: exitsToOnPremises leftToSite",
  ]);
});

const twoOnOne = (allowed: boolean, more: readonly Part[] = []): Estate =>
  extend(
    overCircuit,
    nic("fvm", "far/app", "10.8.0.4"),
    expressRouteGateway("er", "hub", { allowRemoteVnetTraffic: allowed }),
    expressRouteGateway("far-er", "far", { allowRemoteVnetTraffic: allowed }),
    circuitLink("far-link", "far-er", "cir"),
    ...more,
  );

test("GW-33, ER-8, X-24: networks on one circuit reach each other at the edge where both allow it", () => {
  expect(walkLines(twoOnOne(true), "vm 10.8.0.4")).toEqual([
    "vm > cir > far-er > fvm: delivered arrived < fvm > cir > er > vm: delivered arrived",
  ]);
  const walked = onlyJourney(twoOnOne(true), "vm 10.8.0.4");
  expect(rulesOf(walked.forward)).toEqual(expect.arrayContaining(["ER-8", "GW-33"]));
  expect(forwardLines(twoOnOne(false), "vm 10.8.0.4")).toEqual([
    "vm: droppedByNoneRoute noneRoute",
  ]);
});

test("ER-8: a peering comes before the edge", () => {
  const base = twoOnOne(true, [peered("hub", "far")]);
  expect(forwardLines(base, "vm 10.8.0.4")).toEqual(["vm > fvm: delivered arrived"]);
});

test("ER-11: a summary from the site turns packets between spokes round at the edge", () => {
  const base = extend(
    overCircuit,
    place("dc", {
      links: ["expressRouteCircuits cir"],
      advertisedPrefixes: ["192.168.0.0/16", "10.0.0.0/8"],
    }),
  );
  expect(walkLines(base, "svm 10.2.0.4")).toEqual([
    "svm > cir > er > ovm: delivered arrived < ovm > cir > er > svm: delivered arrived",
  ]);
  expect(rulesOf(onlyJourney(base, "svm 10.2.0.4").forward)).toContain("ER-11");
});

test("ER-10: from a circuit a route steers to an endpoint only where the endpoint's subnet says so", () => {
  const steered = (policy: "Disabled" | "RouteTableEnabled") =>
    extend(
      overCircuit,
      network("spoke", {
        space: ["10.1.0.0/16"],
        subnets: { app: { prefix: "10.1.0.0/24", table: "spoke-rt", policy } },
      }),
      endpoint("pe", "spoke/app", ["10.1.0.9"]),
      table("gw-rt", ["10.1.0.0/16 VirtualAppliance 10.0.2.4"]),
      nic("nva", "hub/nva", "10.0.2.4", { enableIPForwarding: true }),
    );
  const way = (policy: "Disabled" | "RouteTableEnabled") =>
    forwardLines(steered(policy), "192.168.0.4 10.1.0.9")[0];
  expect(way("Disabled")).toBe("onprem > cir > er > pe: delivered answers");
  expect(way("RouteTableEnabled")).toContain("onprem > cir > er > nva > ");
});

const joining = (joinsBranches: boolean): Estate =>
  extend(
    overCircuit,
    routeServer("rs", "hub", { joinsBranches, peers: { nva: "10.0.2.4" } }),
    pair,
    localSite("lng", [], "172.16.0.254"),
    siteConnection("conn", "gw", "lng", { enableBgp: true }),
    place("branch", {
      links: ["connections conn"],
      addressPrefixes: ["172.16.0.0/16"],
      hosts: [{ name: "branch-host", ipAddress: "172.16.0.4" }],
    }),
  );

test("GW-21, ER-6: two sites reach each other over VPN and ExpressRoute only through a Route Server", () => {
  expect(walkLines(joining(true), "172.16.0.4 192.168.0.4")).toEqual([
    "branch-host > gw > cir > onprem: delivered arrived < onprem > cir > er > gw > branch-host: delivered arrived",
  ]);
  expect(forwardLines(joining(false), "172.16.0.4 192.168.0.4")).toEqual([
    "branch-host: noRouteInGateway notAdvertised",
  ]);
});

test("GW-6: a route that a Route Server has heard leads to the appliance", () => {
  const base = extend(
    land,
    routeServer("rs", "hub", { peers: { nva: "10.0.2.4" } }),
    learned(peerOf("rs", "nva"), ["172.20.0.0/16 10.0.2.4 65001"]),
    nic("nva", "hub/nva", "10.0.2.4"),
  );
  expect(forwardLines(base, "svm 172.20.0.4")).toEqual(["svm > nva: ipForwardingDisabled flagOff"]);
});

const twoTunnels = (remote: string): Estate =>
  extend(
    land,
    vpnGateway("gw", "hub", { public: "20.0.0.1", more: { enableBgp: true } }),
    localSite("lng", ["192.168.0.0/16"], "192.168.255.254"),
    localSite("lng2", [remote], "172.16.255.254"),
    siteConnection("conn", "gw", "lng", { enableBgp: true }),
    siteConnection("conn2", "gw", "lng2", { enableBgp: true }),
    place("dc", { links: ["connections conn"], addressPrefixes: ["192.168.0.0/24"] }),
  );

test.each([
  ["what another site has", "172.16.0.0/16", "172.16.0.4", "onprem > gw > 172.16.0.4"],
  ["nothing that overlaps the network", "10.0.0.0/8", "10.99.0.4", "onprem: noRouteInGateway"],
  [
    "nothing of what the site has said itself",
    "172.16.0.0/16",
    "192.168.9.9",
    "onprem: noRouteInGateway",
  ],
  ["no default route", "0.0.0.0/0", "172.20.0.4", "onprem: noRouteInGateway"],
])("GW-24: over BGP a site hears %s", (_, remote, to, want) => {
  expect(forwardLines(twoTunnels(remote), `192.168.0.4 ${to}`)[0]).toContain(want);
});
