// Walks to places outside Azure and through them: forced tunneling, hairpins, service peerings
// (sections 3.6 and 9 of the rules).
import { expect, test } from "vitest";
import { fact, type Json, reference, resource } from "./arm-json.ts";
import {
  circuitLink,
  expressRouteGateway,
  learned,
  localSite,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { network, nic, table, transit } from "./build-network.ts";
import { type Estate, estate, extend, type Part, withTags } from "./estate.ts";
import {
  assumptionsAt,
  forwardLines,
  onlyJourney,
  remarksOf,
  rulesOf,
  walkLines,
} from "./walk-lines.ts";
import { sourceOf, trace } from "./walks.ts";

const kms = "23.102.135.246";
const storage = "20.150.74.9";
const tags = { Storage: ["20.150.74.0/24"], "Storage.WestEurope": ["20.150.74.0/24"] };

const land: readonly Part[] = [
  network("hub", { space: ["10.0.0.0/16"], subnets: { GatewaySubnet: "10.0.255.0/27" } }),
  network("spoke", {
    space: ["10.20.0.0/16"],
    subnets: {
      app: { prefix: "10.20.0.0/24", table: "rt", more: { defaultOutboundAccess: true } },
      se: { prefix: "10.20.1.0/24", endpoints: ["Microsoft.Storage@westeurope"] },
    },
  }),
  table("rt", []),
  transit("hub", "spoke"),
  nic("vm", "spoke/app", "10.20.0.4"),
  nic("sevm", "spoke/se", "10.20.1.4"),
  expressRouteGateway("er", "hub"),
  circuitLink("link", "er", "cir"),
];

function circuit(peerings: readonly Json[] = []): Json {
  return resource("expressRouteCircuits", "cir", {
    peerings: peerings.map((properties) => ({ name: properties["peeringType"], properties })),
  });
}

const microsoft = (more: Json = {}): Json => ({
  peeringType: "MicrosoftPeering",
  state: "Enabled",
  routeFilter: reference("routeFilters", "rf"),
  microsoftPeeringConfig: { advertisedPublicPrefixes: ["203.0.113.64/28"] },
  ...more,
});
const retired: Json = { peeringType: "AzurePublicPeering", state: "Enabled" };

function dc(more: Json = {}): Json {
  return fact("onPremisesSites", "dc", {
    addressPrefixes: ["172.31.0.0/16"],
    advertisedPrefixes: ["172.31.0.0/16", "0.0.0.0/0"],
    asn: 65010,
    connectedTo: [{ ...reference("expressRouteCircuits", "cir"), nextHop: "10.3.129.58" }],
    hosts: [{ name: "onprem", ipAddress: "172.31.0.4" }],
    ...more,
  });
}

const egress = { internetEgress: { publicIPAddress: "203.0.113.7" } };
const forced = (site: Json, peerings: readonly Json[] = []): Estate =>
  withTags(estate(land, circuit(peerings), site), tags);

test("WE-13, ER-3, GW-28: under a forced default everything public goes to the site and out there", () => {
  const base = forced(dc(egress));
  expect(walkLines(base, "vm 8.8.8.8")).toEqual([
    "vm > cir > dc > internet: exitsToInternet leftToInternet < internet > dc > cir > er > vm: delivered arrived",
  ]);
  const journey = onlyJourney(base, "vm 8.8.8.8");
  expect(remarksOf(journey.forward)).toEqual(["gatewayBypassed er", "siteEgress dc 203.0.113.7"]);
  expect(sourceOf(trace(base, "vm 8.8.8.8"))).toBe("203.0.113.7");
  expect(rulesOf(journey.forward)).toEqual(expect.arrayContaining(["GW-28", "FWD-11"]));
  // Azure's services follow the default as well (FWD-19), unless the subnet has an endpoint (SE-4).
  expect(forwardLines(base, `vm ${storage}`)[0]).toMatch(/^vm > cir > dc > /);
  expect(forwardLines(base, `sevm ${storage}`)[0]).toMatch(/^sevm > (?!cir)/);
});

test("WE-13, FWD-23: activation fails from a site's address, and works around it by user routes", () => {
  const base = forced(dc(egress));
  expect(forwardLines(base, `vm ${kms}:1688`)[0]).toMatch(
    /^vm > cir > dc > .*: deniedByService serviceRefuses$/,
  );
  const exempt = extend(base, table("rt", [`${kms}/32 Internet`]));
  expect(forwardLines(exempt, `vm ${kms}:1688`)[0]).toMatch(
    /^vm > [^>]*: deliveredToService answers$/,
  );
});

test("ER-3: a site without a line of its own loses what goes to the Internet", () => {
  const base = forced(dc());
  expect(walkLines(base, "vm 8.8.8.8")).toEqual(["vm > cir > dc: noOutbound siteWithoutEgress"]);
});

test("ER-2, ER-4: with Microsoft peering the hairpin is at the customer's side", () => {
  const base = forced(dc(egress), [microsoft()]);
  const journey = onlyJourney(base, `vm ${storage}`);
  expect(journey.forward.hops.map(({ node }) => node.name).slice(0, 3)).toEqual([
    "vm",
    "cir",
    "dc",
  ]);
  expect(remarksOf(journey.forward)).toContain("siteEgress dc cir 203.0.113.64/28");
  expect(remarksOf(journey.forward)).toContain("hairpin dc");
  expect(rulesOf(journey.forward)).toEqual(expect.arrayContaining(["ER-2", "ER-4"]));
  expect(journey.reply?.disposition).toBe("delivered");
  // One of the customer's addresses is behind it, and nobody knows which.
  expect(sourceOf(trace(base, `vm ${storage}`))).toBe("unknown");
  // What is not Azure's goes out by the site's own line.
  expect(remarksOf(onlyJourney(base, "vm 8.8.8.8").forward)).toContain("siteEgress dc 203.0.113.7");
});

test.each([
  ["one address", ["203.0.113.64/32"], "203.0.113.64"],
  ["a range with the site's own address", ["203.0.113.0/24"], "203.0.113.7"],
  ["two addresses", ["203.0.113.64/32", "203.0.113.65/32"], "unknown"],
])("ER-2: the source behind %s of the customer", (_, advertisedPublicPrefixes, want) => {
  const peering = microsoft({ microsoftPeeringConfig: { advertisedPublicPrefixes } });
  expect(sourceOf(trace(forced(dc(egress), [peering]), `vm ${storage}`))).toBe(want);
});

test.each([
  ["without a route filter", microsoft({ routeFilter: undefined })],
  ["that is switched off", microsoft({ state: "Disabled" })],
])("ER-2: Microsoft peering %s brings nothing", (_, peering) => {
  const remarks = remarksOf(onlyJourney(forced(dc(egress), [peering]), `vm ${storage}`).forward);
  expect(remarks).toContain("siteEgress dc 203.0.113.7");
});

test("ER-2, X-17: public peering still carries, and is said to be retired", () => {
  const { warnings, disposition } = trace(forced(dc(), [retired]), `vm ${storage}`);
  expect(disposition).toBe("deliveredToService");
  expect(warnings.map(({ code, about }) => [code, ...about].join(" "))).toContain(
    "retiredPeering cir",
  );
  const { forward } = onlyJourney(forced(dc(), [retired]), `vm ${storage}`);
  expect(remarksOf(forward).slice(1, 3)).toEqual(["hairpin dc", "circuit cir"]);
  expect(trace(forced(dc(), [microsoft()]), `vm ${storage}`).warnings).toEqual([]);
});

test("ER-4: without forced tunneling nothing public sees the circuit", () => {
  const base = forced(dc({ ...egress, advertisedPrefixes: ["172.31.0.0/16"] }), [microsoft()]);
  expect(forwardLines(base, `vm ${storage}`)[0]).not.toContain("cir");
  expect(forwardLines(base, "vm 172.31.0.4")).toEqual(["vm > cir > onprem: delivered arrived"]);
});

test("ER-2: a host of the site itself reaches Azure's services over the peering, too", () => {
  const base = forced(dc(egress), [microsoft()]);
  expect(remarksOf(onlyJourney(base, `onprem ${storage}`).forward)).toContain(
    "siteEgress dc cir 203.0.113.64/28",
  );
  expect(walkLines(base, "onprem 8.8.8.8")).toEqual([
    "onprem > internet: exitsToInternet leftToInternet < internet > onprem: delivered arrived",
  ]);
});

test("FWD-13: a flow from the Internet to a public address does not get its reply past a forced default", () => {
  const base = extend(
    forced(dc(egress)),
    resource("publicIPAddresses", "pip", { ipAddress: "20.0.0.9" }, { sku: { name: "Basic" } }),
    nic("vm", "spoke/app", "10.20.0.4", {
      ipConfigurations: [
        {
          name: "ip",
          properties: {
            privateIPAddress: "10.20.0.4",
            subnet: reference("virtualNetworks/subnets", "spoke/app"),
            publicIPAddress: reference("publicIPAddresses", "pip"),
          },
        },
      ],
    }),
  );
  const [line] = walkLines(base, "internet 20.0.0.9:22");
  expect(line).toMatch(/: delivered arrived < vm > cir > dc: statefulDrop noSession$/);
  expect(trace(base, "internet 20.0.0.9:22").isSymmetric).toBe(false);
  expect(trace(base, "vm 8.8.8.8").isSymmetric).toBe(true);
});

test("WE-14, GW-29: a split default takes what has no longer match to the site behind the tunnel", () => {
  const base = estate(
    land,
    circuit(),
    dc({ advertisedPrefixes: ["10.200.0.0/16"], addressPrefixes: ["10.200.0.0/16"], hosts: [] }),
    vpnGateway("gw", "hub", { public: "40.0.0.10" }),
    localSite("proxy", ["0.0.0.0/1", "128.0.0.0/1"]),
    siteConnection("tunnel", "gw", "proxy"),
    fact("onPremisesSites", "proxy", {
      addressPrefixes: ["172.16.9.0/24"],
      connectedTo: [reference("connections", "tunnel")],
      ...egress,
    }),
  );
  for (const to of ["8.8.8.8", "200.1.1.1"]) {
    expect(walkLines(base, `vm ${to}`)).toEqual([
      "vm > gw > proxy > internet: exitsToInternet leftToInternet < internet > proxy > gw > vm: delivered arrived",
    ]);
  }
  expect(forwardLines(base, "vm 10.200.1.1")).toEqual([
    "vm > cir > 10.200.1.1: exitsToOnPremises leftToSite",
  ]);
  expect(forwardLines(base, "vm 10.99.0.1")).toEqual(["vm: droppedByNoneRoute noneRoute"]);
  const exempt = extend(base, table("rt", ["0.0.0.0/1 Internet", "128.0.0.0/1 Internet"]));
  expect(forwardLines(exempt, "vm 8.8.8.8")).toEqual([
    "vm > internet: exitsToInternet leftToInternet",
  ]);
  const wrong = extend(base, table("rt", ["0.0.0.0/0 Internet"]));
  expect(forwardLines(wrong, "vm 8.8.8.8")[0]).toMatch(/^vm > gw > proxy/);
});

test("GW-23: a site does not find what nobody announces to it", () => {
  const lonely = network("lonely", { space: ["10.77.0.0/16"], subnets: { app: "10.77.0.0/24" } });
  const base = estate(land, circuit(), dc(), lonely, nic("lvm", "lonely/app", "10.77.0.4"));
  expect(forwardLines(base, "onprem 10.77.0.4")).toEqual([
    "onprem: noRouteInGateway notAdvertised",
  ]);
});

test("GW-23: a site between two circuits passes on what both announce to it", () => {
  const base = estate(
    land,
    circuit(),
    network("far", {
      space: ["10.8.0.0/16"],
      subnets: { app: "10.8.0.0/24", GatewaySubnet: "10.8.255.0/27" },
    }),
    nic("fvm", "far/app", "10.8.0.4"),
    expressRouteGateway("far-er", "far"),
    circuitLink("far-link", "far-er", "cir2"),
    resource("expressRouteCircuits", "cir2", {}),
    dc({
      advertisedPrefixes: ["172.31.0.0/16", "10.0.0.0/8"],
      connectedTo: [
        reference("expressRouteCircuits", "cir"),
        reference("expressRouteCircuits", "cir2"),
      ],
    }),
  );
  expect(walkLines(base, "vm 10.8.0.4")).toEqual([
    "vm > cir > dc > cir2 > far-er > fvm: delivered arrived < fvm > cir2 > dc > cir > er > vm: delivered arrived",
  ]);
});

test("GW-23: two equal circuits are two ways, there and back", () => {
  const base = extend(
    estate(
      land,
      circuit(),
      dc({
        connectedTo: [
          reference("expressRouteCircuits", "cir"),
          reference("expressRouteCircuits", "cir2"),
        ],
      }),
    ),
    resource("expressRouteCircuits", "cir2", {}),
    circuitLink("link2", "er", "cir2"),
  );
  expect(walkLines(base, "vm 172.31.0.4")).toHaveLength(4);
  expect(forwardLines(base, "onprem 10.20.0.4")).toEqual([
    "onprem > cir > er > vm: delivered arrived",
    "onprem > cir2 > er > vm: delivered arrived",
  ]);
});

test("ER-1: a list of what was learned tells of a place that no fact describes", () => {
  const base = estate(
    land,
    circuit(),
    learned(
      ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
      ["172.31.0.0/16 10.3.129.58 65010"],
    ),
  );
  expect(walkLines(base, "vm 172.31.0.4")).toEqual([
    "vm > cir > 172.31.0.4: exitsToOnPremises leftToSite < 172.31.0.4 > cir > er > vm: delivered arrived",
  ]);
  expect(assumptionsAt(base, "vm 172.31.0.4")).toEqual(["siteUnknown cir 172.31.0.4"]);
});
