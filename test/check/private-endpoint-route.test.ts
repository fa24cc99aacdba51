// Routes to private endpoints that count, and those that do not: what each rule says and when it is silent.
import { expect, test } from "vitest";
import type { Behavior } from "../../src/model/index.ts";
import { reference } from "../rules/arm-json.ts";
import {
  expressRouteGateway,
  localSite,
  siteConnection,
  vpnGateway,
} from "../rules/build-gateway.ts";
import {
  circuitBranch,
  hubConnection,
  hubFirewall,
  hubTable,
  routingIntent,
  virtualHub,
} from "../rules/build-hub.ts";
import { endpoint, network, nic, peered, type SubnetParts, table } from "../rules/build-network.ts";
import { type Estate, estate, extend, type Part } from "../rules/estate.ts";
import { findingsOf, linesOf } from "./estate-findings.ts";

const hop = "10.0.1.4";

interface Layout {
  readonly policy?: SubnetParts["policy"];
  /** Routes of the spoke's machines, `PREFIX TYPE [ADDRESS]`. */
  readonly routes: readonly string[];
  /** Where the endpoints are: in the hub, or beside the machines. */
  readonly at?: "hub" | "spoke";
  readonly more?: readonly Part[];
}

// hub 10.0.0.0/16 with an appliance at 10.0.1.4, spoke 10.1.0.0/16 with machines in app.
function hubAndSpoke({ policy = "Disabled", routes, at = "hub", more = [] }: Layout): Estate {
  const endpoints = (prefix: string) => ({ endpoints: { prefix, policy } });
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { nva: "10.0.1.0/24", ...(at === "hub" ? endpoints("10.0.2.0/24") : {}) },
    }),
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: {
        app: { prefix: "10.1.0.0/24", table: "rt" },
        ...(at === "spoke" ? endpoints("10.1.2.0/24") : {}),
      },
    }),
    peered("hub", "spoke", {
      hub: { allowForwardedTraffic: true },
      spoke: { allowForwardedTraffic: true },
    }),
    table("rt", routes),
    nic("app-nic", "spoke/app", "10.1.0.4"),
    endpoint("sql", at === "hub" ? "hub/endpoints" : "spoke/endpoints", [
      at === "hub" ? "10.0.2.4" : "10.1.2.4",
    ]),
    ...more,
  );
}

const exact = `10.0.2.4/32 VirtualAppliance ${hop}`;
const equal = `10.0.0.0/16 VirtualAppliance ${hop}`;
const longer = `10.0.2.0/24 VirtualAppliance ${hop}`;
const shorter = `10.0.0.0/8 VirtualAppliance ${hop}`;
const everything = `0.0.0.0/0 VirtualAppliance ${hop}`;

test.each<readonly [string, string, Layout, readonly string[]]>([
  ["TR201", "a route as long as the peering, policy off", { routes: [equal] }, ["warning TR201"]],
  ["TR201", "a route as long as the subnet, policy off", { routes: [longer] }, ["warning TR201"]],
  ["TR201", "the same with the policy", { routes: [longer], policy: "RouteTableEnabled" }, []],
  [
    "TR201",
    "the policy for security groups is not enough",
    { routes: [longer], policy: "NetworkSecurityGroupEnabled" },
    ["warning TR201"],
  ],
  ["TR201", "an exact route wins without the policy", { routes: [exact] }, []],
  ["TR201", "no user route, no wish", { routes: [] }, []],
  ["TR201", "a route to nowhere names no appliance", { routes: ["10.0.2.0/24 None"] }, []],
  ["TR201", "endpoints are carved out by hand", { routes: [equal, "10.0.2.0/24 VnetLocal"] }, []],
  [
    "TR201",
    "nobody has approved the endpoint",
    { routes: [equal], more: [endpoint("sql", "hub/endpoints", ["10.0.2.4"], "Pending")] },
    [],
  ],
  ["TR202", "a private range, shorter than the peering", { routes: [shorter] }, ["warning TR202"]],
  [
    "TR202",
    "the same with the policy",
    { routes: [shorter], policy: "Enabled" },
    ["warning TR202"],
  ],
  ["TR202", "a default route, policy off", { routes: [everything] }, ["warning TR202"]],
  [
    "TR202",
    "a default route, policy on",
    { routes: [everything], policy: "Enabled" },
    ["warning TR202"],
  ],
  [
    "TR202",
    "both halves of it",
    { routes: [`0.0.0.0/1 VirtualAppliance ${hop}`], policy: "Enabled" },
    ["warning TR202"],
  ],
  [
    "TR202",
    "the longest user route counts",
    { routes: [everything, longer], policy: "Enabled" },
    [],
  ],
  [
    "TR202",
    "own network, default route, policy off",
    { routes: [everything], at: "spoke" },
    ["info TR202"],
  ],
  [
    "TR202",
    "own network, default route, policy on",
    { routes: [everything], at: "spoke", policy: "Enabled" },
    ["info TR202"],
  ],
  [
    "TR202",
    "own network, private range, policy on",
    { routes: [shorter], at: "spoke", policy: "Enabled" },
    ["warning TR202"],
  ],
  [
    "TR201",
    "own network, a route for the endpoints",
    { routes: [`10.1.2.0/24 VirtualAppliance ${hop}`], at: "spoke" },
    ["warning TR201"],
  ],
])("%s: %s", (code, _, layout, expected) => {
  expect(linesOf(hubAndSpoke(layout), code)).toEqual(expected);
});

test("PE-11: neither endpoints nor appliances are callers", () => {
  const routes = [equal];
  const callers = (more: Part) =>
    linesOf(
      estate(
        hubAndSpoke({ routes }).resources.filter(({ name }) => name !== "app-nic"),
        more,
      ),
      "TR201",
    );
  expect(callers(nic("app-nic", "spoke/app", "10.1.0.4"))).toEqual(["warning TR201"]);
  expect(callers(nic("nva-nic", "spoke/app", "10.1.0.4", { enableIPForwarding: true }))).toEqual(
    [],
  );
  expect(callers(endpoint("other", "spoke/app", ["10.1.0.9"]))).toEqual([]);
});

test("one finding for an endpoint subnet, with all that go past the appliance", () => {
  const base = hubAndSpoke({
    routes: [equal],
    more: [
      endpoint("vault", "hub/endpoints", ["10.0.2.5"]),
      network("spoke2", {
        space: ["10.2.0.0/16"],
        subnets: { app: { prefix: "10.2.0.0/24", table: "rt2" } },
      }),
      peered("hub", "spoke2"),
      table("rt2", [longer]),
    ],
  });
  const [finding, ...others] = findingsOf(base, "TR201");
  expect(others).toEqual([]);
  expect(finding?.affected.map((id) => id.split("/").at(-3))).toEqual(["spoke", "spoke2"]);
  expect(finding?.message).toContain("sql and vault in hub/endpoints");
  expect(finding?.message).toContain("The same holds for 1 other subnet.");
  expect(finding?.repair).toMatchObject({ kind: "letRoutesReachEndpoints" });
  expect(finding?.walks.map(({ trace }) => trace.disposition)).toEqual(["delivered"]);
});

test("the policy keeps what it lets through already", () => {
  const remedy = (policy: SubnetParts["policy"]) =>
    findingsOf(hubAndSpoke({ routes: [longer], policy }), "TR201")[0]?.remedy;
  expect(remedy("Disabled")).toContain("to RouteTableEnabled.");
  expect(remedy("NetworkSecurityGroupEnabled")).toContain("to Enabled.");
});

test("TR202: the repair brings the policy along where it is off", () => {
  const repair = (policy: Policy) =>
    findingsOf(hubAndSpoke({ routes: [shorter], policy }), "TR202")[0]?.repair;
  const routes = { kind: "addRoutes", destinations: [{ name: "hub-endpoints" }] };
  expect(repair("Enabled")).toMatchObject({ ...routes, endpointSubnets: [] });
  expect(repair("Disabled")).toMatchObject({ ...routes, endpointSubnets: { length: 1 } });
});

test("PE-2: a second peering hop has no /32, and nothing is missed there", () => {
  const base = hubAndSpoke({
    routes: [],
    more: [
      network("far", {
        space: ["10.9.0.0/16"],
        subnets: { app: { prefix: "10.9.0.0/24", table: "far" } },
      }),
      peered("far", "spoke"),
      table("far", ["10.0.0.0/16 VirtualAppliance 10.1.9.9"]),
    ],
  });
  expect(linesOf(base, "TR2")).toEqual([]);
});

type Policy = NonNullable<SubnetParts["policy"]>;

// The GatewaySubnet of the hub has the table; the endpoints are in the spoke.
function behindGateway(gateway: Part, routes: readonly string[], policy: Policy) {
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { GatewaySubnet: { prefix: "10.0.0.0/27", table: "gw" }, nva: "10.0.1.0/24" },
    }),
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: { endpoints: { prefix: "10.1.2.0/24", policy } },
    }),
    peered("hub", "spoke"),
    table("gw", routes),
    endpoint("sql", "spoke/endpoints", ["10.1.2.4"]),
    gateway,
  );
}

const activeActive = vpnGateway("gw", "hub", { instances: ["10.0.0.4", "10.0.0.5"] });
const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });
const express = expressRouteGateway("gw", "hub");
const host = `10.1.2.4/32 VirtualAppliance ${hop}`;
const spoke = `10.1.0.0/16 VirtualAppliance ${hop}`;
const wide = `10.0.0.0/8 VirtualAppliance ${hop}`;

test.each<readonly [string, Part, string, Policy, Partial<Behavior>, string | undefined]>([
  ["PE-9: it ignores the exact route", activeActive, host, "Disabled", {}, "hostRouteIgnored"],
  ["PE-9: but not with the policy", activeActive, host, "RouteTableEnabled", {}, undefined],
  [
    "PE-9: nor where the switch says so",
    activeActive,
    host,
    "Disabled",
    { gatewayIgnoresPe32Udr: "never" },
    undefined,
  ],
  ["X-2: nobody knows of active-standby", standby, host, "Disabled", {}, "hostRouteUnproven"],
  ["X-2: nobody knows of ExpressRoute", express, host, "Disabled", {}, "hostRouteUnproven"],
  [
    "X-2: the switch tells",
    express,
    host,
    "Disabled",
    { gatewayIgnoresPe32Udr: "allGateways" },
    "hostRouteIgnored",
  ],
  [
    "X-2: the switch tells otherwise",
    express,
    host,
    "Disabled",
    { gatewayIgnoresPe32Udr: "never" },
    undefined,
  ],
  ["PE-4: a covering route without the policy", express, spoke, "Disabled", {}, "policyOff"],
  ["PE-4: a covering route with the policy", express, spoke, "Enabled", {}, undefined],
  ["X-11: a route that is too short", activeActive, wide, "Enabled", {}, "tooShort"],
  ["X-11: too short, and without the policy", activeActive, wide, "Disabled", {}, "tooShort"],
  ["a table without appliances", activeActive, "10.1.0.0/16 None", "Disabled", {}, undefined],
])("TR203, %s", (_, gateway, route, policy, switches, cause) => {
  const found = findingsOf(behindGateway(gateway, [route], policy), "TR203", switches);
  expect(found.map(({ subject }) => subject[2])).toEqual(cause === undefined ? [] : [cause]);
  expect(found.flatMap(({ assumptions }) => assumptions.map(({ code }) => code))).toEqual(
    cause === "hostRouteUnproven" ? ["gatewayIgnoresHostRoutes"] : [],
  );
});

test("TR203: nobody comes in while all tunnels are down", () => {
  const status = (connectionStatus: string) =>
    linesOf(
      extend(
        behindGateway(activeActive, [host], "Disabled"),
        localSite("dc", ["192.168.0.0/24"]),
        siteConnection("to-dc", "gw", "dc", { connectionStatus }),
      ),
      "TR203",
    );
  expect(status("Connected")).toEqual(["warning TR203"]);
  expect(status("NotConnected")).toEqual([]);
});

test("TR203: the gateway's own table is no table of machines", () => {
  const base = behindGateway(activeActive, [spoke], "Disabled");
  expect(linesOf(base, "TR20")).toEqual(["warning TR203"]);
});

test.each<readonly [string, readonly string[], readonly Part[], readonly string[]]>([
  ["all have one", [exact], [], []],
  [
    "two of two",
    [exact, `10.0.2.5/32 VirtualAppliance ${hop}`],
    [endpoint("vault", "hub/endpoints", ["10.0.2.5"])],
    ["info TR205"],
  ],
  ["one of two", [exact], [endpoint("vault", "hub/endpoints", ["10.0.2.5"])], ["warning TR205"]],
  [
    "one of three: somebody wants it so",
    [exact],
    [endpoint("vault", "hub/endpoints", ["10.0.2.5", "10.0.2.6"])],
    [],
  ],
  [
    "the other one is covered by a route that does not count",
    [exact, longer],
    [endpoint("vault", "hub/endpoints", ["10.0.2.5"])],
    ["warning TR205"],
  ],
  [
    "routes to nowhere",
    ["10.0.2.4/32 None", "10.0.2.5/32 None"],
    [endpoint("vault", "hub/endpoints", ["10.0.2.5"])],
    [],
  ],
])("TR205: %s", (_, routes, more, expected) => {
  expect(linesOf(hubAndSpoke({ routes, more }), "TR205")).toEqual(expected);
});

test("TR205: routes to several appliances have no summary", () => {
  const vault = endpoint("vault", "hub/endpoints", ["10.0.2.5"]);
  const repair = (other: string) =>
    findingsOf(
      hubAndSpoke({ routes: [exact, `10.0.2.5/32 VirtualAppliance ${other}`], more: [vault] }),
      "TR205",
    )[0]?.repair;
  expect(repair(hop)).toMatchObject({ kind: "summarizeRoutes", routes: ["r0", "r1"] });
  expect(repair("10.0.1.5")).toBeUndefined();
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["a route to an appliance", [`10.1.0.0/16 VirtualAppliance ${hop}`], ["info TR208"]],
  ["a default route, as many attach everywhere", [everything], []],
  ["no routes", [], []],
])("TR208, PE-15: %s", (_, routes, expected) => {
  const base = estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { endpoints: { prefix: "10.0.2.0/24", table: "rt" } },
    }),
    table("rt", routes),
    endpoint("sql", "hub/endpoints", ["10.0.2.4"]),
  );
  expect(linesOf(base, "TR208")).toEqual(expected);
});

interface Wan {
  readonly policy?: SubnetParts["policy"];
  readonly parts: readonly Part[];
}

const branch = circuitBranch("dc", "vhub");
const intent = routingIntent("vhub", "fw", ["PrivateTraffic"]);

test.each<readonly [string, Wan, readonly string[]]>([
  ["routing intent", { parts: [branch, intent] }, ["warning TR206"]],
  ["with the policy", { parts: [branch, intent], policy: "RouteTableEnabled" }, []],
  [
    "intent for the Internet alone",
    { parts: [branch, routingIntent("vhub", "fw", ["Internet"])] },
    [],
  ],
  ["no branches", { parts: [intent] }, []],
  ["no firewall in the way", { parts: [branch] }, []],
  [
    "a static route",
    {
      parts: [
        branch,
        hubTable("vhub", "defaultRouteTable", {
          routes: [`10.1.0.0/16 ${reference("azureFirewalls", "fw")["id"]}`],
        }),
      ],
    },
    ["warning TR206"],
  ],
])("TR206, PE-13: %s", (_, { policy = "Disabled", parts }, expected) => {
  const base = estate(
    virtualHub("vhub", { prefix: "10.100.0.0/23", router: "20.9.9.9" }),
    hubFirewall("fw", "vhub", "10.100.0.132"),
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: { endpoints: { prefix: "10.1.2.0/24", policy } },
    }),
    hubConnection("vhub", "spoke"),
    endpoint("sql", "spoke/endpoints", ["10.1.2.4"]),
    ...parts,
  );
  expect(linesOf(base, "TR206")).toEqual(expected);
});
