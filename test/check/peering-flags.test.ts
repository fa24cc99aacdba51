// TR506 to TR509, TR511, TR525: states, copies and flags of peerings, and shared addresses.
import { expect, test } from "vitest";
import { network, nic, peering, resource, to } from "../resources.ts";
import {
  firewall,
  group,
  letsIn,
  offers,
  site,
  table,
  uses,
  vpn,
  withGroup,
  withTable,
} from "./estate-parts.ts";
import { briefly, findingsOf, findingsWith } from "./findings-of.ts";

function synchronized(prefixes: string): object {
  return { remoteAddressSpace: { addressPrefixes: prefixes.split(" ") } };
}

// PEER-2: what the hub knows of a spoke that has 10.1.0.0/16 and 10.9.0.0/16, and what that costs.
const copies = [
  ["10.1.0.0/16 10.9.0.0/16", "10.9.0.0/24", [], ""],
  ["10.1.0.0/16", "10.9.0.0/24", ["TR506 error"], "from hub/tools to 10.9.0.0/16 are dropped"],
  ["10.1.0.0/16", "10.1.1.0/24", ["TR506 warning"], "from hub/tools to 10.9.0.0/16 are dropped"],
  [
    "10.1.0.0/16 10.9.0.0/16 10.8.0.0/16",
    "10.9.0.0/24",
    ["TR506 warning"],
    "Packets to 10.8.0.0/16 still go to spoke, which no longer has it",
  ],
] as const;

test.each(copies)("PEER-2: a copy %s of a spoke with a subnet %s", (known, subnet, codes, said) => {
  const findings = findingsOf([
    network("hub", "10.0.0.0/16", {
      subnets: { tools: "10.0.1.0/24" },
      peerings: [peering("hub", "spoke", synchronized(known))],
    }),
    network("spoke", "10.1.0.0/16 10.9.0.0/16", {
      subnets: { app: "10.1.0.0/24", data: subnet },
      peerings: [peering("spoke", "hub", synchronized("10.0.0.0/16"))],
    }),
  ]);
  expect(briefly(findings)).toEqual(codes);
  expect(findings.map(({ message }) => message).join()).toContain(said);
});

test("PEER-2: what a gateway brings from outside is lost, too", () => {
  const [finding] = findingsWith("TR506", [
    network("hub", "10.0.0.0/16", {
      subnets: { GatewaySubnet: "10.0.255.0/27" },
      peerings: [peering("hub", "spoke", { ...offers, ...synchronized("10.1.0.0/16") })],
    }),
    network("spoke", "10.1.0.0/16 10.9.0.0/16", {
      subnets: { data: "10.9.0.0/24" },
      peerings: [peering("spoke", "hub", uses)],
    }),
    ...vpn(),
    ...site("dc", "192.168.0.0/16", "vpn"),
  ]);
  expect(finding?.message).toContain("from hub/GatewaySubnet to 10.9.0.0/16");
  expect(finding?.walks[0]?.from).toBe("vpn");
});

function sides(here: string, there: string): readonly object[] {
  const side = (from: string, other: string, state: string) =>
    state === "missing" ? [] : [peering(from, other, { peeringState: state })];
  return [
    network("a", "10.1.0.0/16", {
      subnets: { app: "10.1.0.0/24" },
      peerings: side("a", "b", here),
    }),
    network("b", "10.2.0.0/16", {
      subnets: { db: "10.2.0.0/24" },
      peerings: side("b", "a", there),
    }),
  ];
}

// PEER-3: both sides, the finding, and what would mend it.
const states = [
  ["Connected", "Connected", [], undefined],
  ["Initiated", "missing", ["TR507 error"], "createReversePeering"],
  ["Disconnected", "missing", ["TR507 error"], "recreatePeering"],
  ["Disconnected", "Initiated", ["TR507 error"], "recreatePeering"],
  ["Initiated", "Disconnected", ["TR507 error"], "recreatePeering"],
  ["Disconnected", "Connected", ["TR507 error"], "recreatePeering"],
  ["Disconnected", "Disconnected", ["TR507 error"], "recreatePeering"],
  ["Initiated", "Initiated", ["TR507 error"], "recreatePeering"],
  ["Initiated", "Connected", ["TR507 warning"], undefined],
  ["Connected", "missing", ["TR507 info"], undefined],
] as const;

test.each(states)("PEER-3: %s here and %s there", (here, there, codes, repair) => {
  const findings = findingsOf(sides(here, there));
  expect(briefly(findings)).toEqual(codes);
  expect(findings[0]?.repair?.kind).toBe(repair);
});

test("PEER-3: a side that the snapshot lacks is taken for granted to be there", () => {
  const [finding] = findingsOf(sides("Connected", "missing"));
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["peeringsComplete"]);
});

// PEER-3: nobody can tell whether what is outside the snapshot is still needed.
test.each([
  ["Disconnected", "removePeering"],
  ["Initiated", undefined],
])("PEER-3: %s to a network outside the snapshot", (state, repair) => {
  const [a] = sides(state, "missing");
  const [finding, ...others] = findingsWith("TR507", [a as object]);
  expect(others).toEqual([]);
  expect(finding?.severity).toBe("warning");
  expect(finding?.repair?.kind).toBe(repair);
});

const closed = { allowVirtualNetworkAccess: false };

function closedPair(
  more: readonly object[],
  flags: object = {},
  back: object = {},
): readonly object[] {
  return [
    network("a", "10.1.0.0/16", {
      subnets: { app: withGroup("10.1.0.0/24", "g") },
      peerings: [peering("a", "b", { ...closed, ...flags })],
    }),
    network("b", "10.2.0.0/16", {
      subnets: { db: "10.2.0.0/24", GatewaySubnet: "10.2.255.0/27" },
      peerings: [peering("b", "a", back)],
    }),
    ...more,
  ];
}

const anyRule = {
  name: "any",
  properties: {
    direction: "Outbound",
    access: "Allow",
    priority: 100,
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  },
};

// PEER-5, X-6: when a closed peering is worth a word.
const closedPairs: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["nothing gives it a purpose", closedPair([group("g")]), ["TR508 warning"]],
  ["its gateway is used", closedPair([group("g"), ...vpn("b")], uses, offers), []],
  ["a rule lets everything out", closedPair([group("g", [anyRule])]), []],
  ["a rule names the peer", closedPair([group("g", [letsIn("b", "10.2.0.0/24")])]), []],
  [
    "a rule names a wider range",
    closedPair([group("g", [letsIn("all", "10.0.0.0/8")])]),
    ["TR508 warning"],
  ],
];

test.each(closedPairs)("X-6: a peering without access where %s", (_, resources, expected) => {
  expect(briefly(findingsOf(resources))).toEqual(expected);
});

test("PEER-15: a route that leads over a closed peering makes it an error", () => {
  const findings = findingsWith("TR508", [
    network("spoke", "10.1.0.0/16", {
      subnets: {
        app: withTable("10.1.0.0/24", "rt", {
          networkSecurityGroup: to("networkSecurityGroups/g"),
        }),
      },
      peerings: [peering("spoke", "hub", closed)],
    }),
    network("hub", "10.0.0.0/16", {
      subnets: { nva: withGroup("10.0.1.0/24", "g"), db: "10.0.2.0/24" },
      peerings: [peering("hub", "spoke", closed)],
    }),
    table("rt", ["db 10.0.2.0/24 VirtualAppliance 10.0.1.4"]),
    group("g"),
    nic("nva", "hub/subnets/nva", "10.0.1.4", { enableIPForwarding: true }),
  ]);
  // The route brings its prefix into the tag of the spoke; the hub's own side denies it.
  expect(briefly(findings)).toEqual(["TR508 error", "TR508 warning"]);
  expect(findings[0]?.subject).toEqual(["to-spoke"]);
  expect(findings[0]?.message).toContain(
    "route 'db' sends packets from spoke/app to 10.0.2.0/24 over it",
  );
  expect(findings[0]?.walks[0]?.trace.disposition).toBe("deniedByNsg");
});

function hubAndTwo(
  line: string,
  more: readonly object[] = [],
  subnets: object = {},
): readonly object[] {
  const accepts = { allowForwardedTraffic: true };
  return [
    network("hub", "10.0.0.0/16", {
      subnets: { nva: "10.0.1.0/24", ...subnets },
      peerings: [peering("hub", "a"), peering("hub", "b", offers)],
    }),
    network("a", "10.1.0.0/16", {
      subnets: { app: withTable("10.1.0.0/24", "rt") },
      peerings: [peering("a", "hub", accepts)],
    }),
    network("b", "10.2.0.0/16", {
      subnets: { db: withTable("10.2.0.0/24", "rt") },
      peerings: [peering("b", "hub")],
    }),
    table("rt", [line]),
    ...more,
  ];
}

const nva = nic("nva", "hub/subnets/nva", "10.0.1.4", { enableIPForwarding: true });
const throughNva = "all 10.0.0.0/8 VirtualAppliance 10.0.1.4";

// PEER-6, X-7: whose traffic counts.
const forwarded: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["an appliance hands it on", hubAndTwo(throughNva, [nva]), ["TR509 warning"]],
  ["nobody is at the next hop", hubAndTwo(throughNva), []],
  [
    "only a default route leads there",
    hubAndTwo("all 0.0.0.0/0 VirtualAppliance 10.0.1.4", [nva]),
    [],
  ],
  [
    "the route is for another network",
    hubAndTwo("c 10.3.0.0/16 VirtualAppliance 10.0.1.4", [nva]),
    [],
  ],
  [
    "a firewall denies it first",
    hubAndTwo(throughNva, [firewall()], { nva: "10.0.9.0/24", AzureFirewallSubnet: "10.0.1.0/26" }),
    [],
  ],
];

test.each(forwarded)(
  "PEER-6: a side that accepts nothing forwarded, where %s",
  (_, resources, expected) => {
    expect(briefly(findingsOf(resources).filter(({ code }) => code === "TR509"))).toEqual(expected);
  },
);

test("PEER-6: what comes from outside through an appliance counts, too", () => {
  const findings = findingsWith("TR509", [
    network("hub", "10.0.0.0/16", {
      subnets: { nva: "10.0.1.0/24", GatewaySubnet: withTable("10.0.255.0/27", "gw") },
      peerings: [peering("hub", "b", offers)],
    }),
    network("b", "10.2.0.0/16", {
      subnets: { db: "10.2.0.0/24" },
      peerings: [peering("b", "hub", uses)],
    }),
    table("gw", ["b 10.2.0.0/16 VirtualAppliance 10.0.1.4"]),
    nva,
    ...vpn(),
    ...site("dc", "192.168.0.0/16", "vpn"),
  ]);
  expect(findings.map(({ message }) => message)).toEqual([
    "Peering b/to-hub does not accept forwarded traffic, so what hub/GatewaySubnet send to b through nva (10.0.1.4) in hub is not let in: its source is in neither network.",
  ]);
});

test("PEER-9, ERR-6: two spokes with one range", () => {
  const findings = findingsOf([
    network("hub", "10.0.0.0/16", { peerings: [peering("hub", "a"), peering("hub", "b")] }),
    network("a", "10.1.0.0/16", { peerings: [peering("a", "hub")] }),
    network("b", "10.1.0.0/17", { peerings: [peering("b", "hub")] }),
  ]);
  expect(briefly(findings)).toEqual(["TR511 error"]);
  expect(findings[0]?.message).toContain(
    "Networks a and b are both peered with hub and both have 10.1.0.0/17",
  );
});

test("PEER-11: a mesh leaves a shared range out", () => {
  const member = (name: string) =>
    resource(`networkManagers/m/networkGroups/g/staticMembers/${name}`, {
      resourceId: to(`virtualNetworks/${name}`).id,
    });
  const findings = findingsOf([
    network("a", "10.1.0.0/16"),
    network("b", "10.1.0.0/17"),
    member("a"),
    member("b"),
    resource("networkManagers/m/connectivityConfigurations/c", {
      connectivityTopology: "Mesh",
      appliesToGroups: [
        {
          networkGroupId: to("networkManagers/m/networkGroups/g").id,
          groupConnectivity: "DirectlyConnected",
        },
      ],
    }),
  ]);
  expect([...new Set(briefly(findings))]).toEqual(["TR511 warning"]);
});
