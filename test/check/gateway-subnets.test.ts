// TR512 to TR515, TR518 to TR523, TR526: subnets of gateways and devices, and what stands in them.
import { expect, test } from "vitest";
import { gateway, network, peering, publicIp, resource, to } from "../resources.ts";
import {
  expressRoute,
  firewall,
  gatewaySubnet,
  group,
  hubFor,
  routeServer,
  site,
  spoke,
  table,
  vpn,
  withGroup,
  withTable,
} from "./estate-parts.ts";
import { briefly, findingsOf, findingsWith } from "./findings-of.ts";

const dc = site("dc", "192.168.0.0/16", "vpn");
const off = { disableBgpRoutePropagation: true };

function spokeWith(lines: readonly string[], gateways: readonly object[]): readonly object[] {
  const mine = spoke("spoke", { app: withTable("10.1.0.0/24", "rt") });
  return [hubFor("spoke"), mine, table("rt", lines, off), ...gateways];
}

// GW-14, X-31: what a table without gateway routes loses, and what takes its place.
const hidden: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["nothing takes its place", spokeWith([], [...vpn(), ...dc]), ["TR512 warning"]],
  [
    "an appliance takes its place",
    spokeWith(["dc 192.168.0.0/16 VirtualAppliance 10.0.1.4"], [...vpn(), ...dc]),
    [],
  ],
  [
    "everything goes to an appliance",
    spokeWith(["all 0.0.0.0/0 VirtualAppliance 10.0.1.4"], [...vpn(), ...dc]),
    [],
  ],
  ["somebody drops it", spokeWith(["dc 192.168.0.0/16 None"], [...vpn(), ...dc]), []],
  [
    "it goes to the Internet with the rest",
    spokeWith(["all 0.0.0.0/0 Internet"], [...vpn(), ...dc]),
    ["TR512 warning"],
  ],
  [
    "public prefixes of a site go to the Internet",
    spokeWith(["all 0.0.0.0/0 Internet"], [...vpn(), ...site("dc", "198.51.100.0/24", "vpn")]),
    [],
  ],
  [
    "it was a default route",
    spokeWith([], [...vpn(), ...site("p", "0.0.0.0/1 128.0.0.0/1", "vpn")]),
    [],
  ],
  ["there are no gateways", spokeWith([], []), ["TR503 warning"]],
];

test.each(hidden)("GW-14: propagation is off and %s", (_, resources, expected) => {
  expect(briefly(findingsOf(resources))).toEqual(expected);
});

test("GW-14: nobody tells what ExpressRoute brings", () => {
  const [finding] = findingsWith("TR512", spokeWith([], [publicIp, ...expressRoute("")]));
  expect(finding?.message).toContain("reach nothing of what to-circuit brings");
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["nothingLearned"]);
  const covered = spokeWith(["all 10.0.0.0/8 VirtualAppliance 10.0.1.4"], expressRoute(""));
  expect(findingsWith("TR512", [publicIp, ...covered])).toEqual([]);
});

// GW-14: what the repair writes beside the switch, for tables with these routes.
test.each([
  [[], ["0.0.0.0/1", "128.0.0.0/1"], "internet"],
  [["all 0.0.0.0/0 VirtualAppliance 10.0.1.4"], undefined, undefined],
  [["low 0.0.0.0/1 Internet", "high 128.0.0.0/1 Internet"], undefined, undefined],
] as const)("GW-14: a table with %j keeps halves of a default route out", (lines, written, to) => {
  const halves = site("p", "0.0.0.0/1 128.0.0.0/1", "vpn");
  const [finding] = findingsWith("TR512", spokeWith(lines, [...vpn(), ...dc, ...halves]));
  const repair = finding?.repair;
  const routes = repair?.kind === "setPropagation" ? repair.routes : undefined;
  const names = routes?.destinations.map((one) =>
    one.kind === "prefix" ? one.prefix.length : one.tag,
  );
  expect(names).toEqual(written?.map(() => 1));
  expect(routes?.nextHop.kind).toBe(to);
});

// GW-15, UDR-11: tables on GatewaySubnet, alone there or shared.
const shared = { app: withTable("10.0.1.0/24", "rt") };
const onGateway = (lines: readonly string[], properties: object, more: object = {}) => [
  network("hub", "10.0.0.0/16", {
    subnets: { GatewaySubnet: withTable("10.0.255.0/27", "rt"), ...more },
  }),
  table("rt", lines, properties),
  ...vpn(),
  ...dc,
];
const gatewayTables = [
  [
    "the spokes through a firewall",
    onGateway(["a 10.1.0.0/16 VirtualAppliance 10.0.1.4"], {}),
    [],
    undefined,
  ],
  ["nothing, and no propagation", onGateway([], off), ["TR512 error"], "setPropagation"],
  [
    "no propagation, shared",
    onGateway(["dc 192.168.0.0/16 VirtualAppliance 10.0.1.4"], off, shared),
    ["TR512 error"],
    undefined,
  ],
  ["a default route", onGateway(["d 0.0.0.0/0 Internet"], {}), ["TR513 error"], "removeRoutes"],
  [
    "a default route, shared",
    onGateway(["d 0.0.0.0/0 Internet"], {}, shared),
    ["TR513 error"],
    undefined,
  ],
  ["a route inside", onGateway(["in 10.0.255.0/28 None"], {}), ["TR513 error"], "removeRoutes"],
] as const;

test.each(gatewayTables)(
  "UDR-11: a table of GatewaySubnet with %s",
  (_, resources, codes, repair) => {
    const findings = findingsOf(resources);
    expect(briefly(findings)).toEqual(codes);
    expect(findings[0]?.repair?.kind).toBe(repair);
  },
);

// UDR-11, ERR-48, ERR-50, ERR-52: what reserved subnets take.
const alone = (subnets: object) => network("hub", "10.0.0.0/16", { subnets: { ...subnets } });
const reserved: readonly (readonly [string, readonly object[], string | undefined])[] = [
  [
    "a table on Bastion",
    [alone({ AzureBastionSubnet: withTable("10.0.1.0/26", "rt") }), table("rt", [])],
    "detachRouteTable",
  ],
  [
    "a table with routes on the Route Server",
    [
      alone({ RouteServerSubnet: withTable("10.0.1.0/26", "rt") }),
      table("rt", ["r 10.9.0.0/16 None"]),
    ],
    "detachRouteTable",
  ],
  [
    "an empty table on the Route Server",
    [alone({ RouteServerSubnet: withTable("10.0.1.0/26", "rt") }), table("rt", [])],
    undefined,
  ],
  [
    "a group on the gateways",
    [alone({ GatewaySubnet: withGroup("10.0.1.0/26", "g") }), group("g")],
    "detachSecurityGroup",
  ],
  [
    "a group on the Route Server",
    [alone({ RouteServerSubnet: withGroup("10.0.1.0/26", "g") }), group("g")],
    "detachSecurityGroup",
  ],
];

test.each(reserved)("UDR-11: %s", (_, resources, repair) => {
  const findings = findingsWith("TR514", resources);
  expect(findings.map((finding) => finding.repair?.kind)).toEqual(
    repair === undefined ? [] : [repair],
  );
});

const managed = {
  managementIpConfiguration: {
    name: "m",
    properties: { subnet: to("virtualNetworks/hub/subnets/AzureFirewallManagementSubnet") },
  },
};
const management = "10.0.2.0/26";
const toSite = { gatewayDefaultSite: to("localNetworkGateways/dc") };
const fwHub = (fw: object | string, more: object = {}) =>
  alone({ ...gatewaySubnet, AzureFirewallSubnet: fw, ...more });
const plain = "10.0.1.0/26";
const learnsDefault = [...vpn("hub", toSite), ...dc];

type FirewallRow = readonly [
  name: string,
  resources: readonly object[],
  codes: readonly string[],
  repair: string | undefined,
];

// UDR-11, FWD-25: where the default route of a firewall leads.
const firewalls: readonly FirewallRow[] = [
  ["nothing is learned", [fwHub(plain), firewall(), ...vpn(), ...dc], [], undefined],
  [
    "a default route is learned",
    [fwHub(plain), firewall(), ...learnsDefault],
    ["TR515 error"],
    "addRoutes",
  ],
  ["no firewall stands there", [fwHub(plain), ...learnsDefault], [], undefined],
  [
    "a route leads to the Internet",
    [
      fwHub(withTable(plain, "rt")),
      table("rt", ["d 0.0.0.0/0 Internet"]),
      firewall(),
      ...learnsDefault,
    ],
    [],
    undefined,
  ],
  [
    "a route leads to an appliance",
    [
      fwHub(withTable(plain, "rt")),
      table("rt", ["d 0.0.0.0/0 VirtualAppliance 10.0.9.4"]),
      firewall(),
    ],
    ["TR515 error"],
    "setNextHop",
  ],
  [
    "that route serves others, too",
    [
      fwHub(withTable(plain, "rt"), { app: withTable("10.0.3.0/24", "rt") }),
      table("rt", ["d 0.0.0.0/0 VirtualAppliance 10.0.9.4"]),
      firewall(),
    ],
    ["TR515 error"],
    undefined,
  ],
  [
    "its table hides what is learned",
    [
      fwHub(withTable(plain, "rt")),
      table("rt", ["dc 192.168.0.0/16 None"], off),
      firewall(),
      ...learnsDefault,
    ],
    [],
    undefined,
  ],
  [
    "the management interface learns it",
    [
      fwHub(plain, { AzureFirewallManagementSubnet: management }),
      firewall("hub", managed),
      ...learnsDefault,
    ],
    ["TR515 error"],
    "addRoutes",
  ],
  [
    "the management interface might learn it",
    [
      fwHub(plain, { AzureFirewallManagementSubnet: withTable(management, "rt") }),
      table("rt", []),
      firewall("hub", managed),
      ...vpn(),
      ...dc,
    ],
    ["TR515 warning"],
    "setPropagation",
  ],
  [
    "the management interface goes its own way",
    [
      fwHub(plain, { AzureFirewallManagementSubnet: withTable(management, "rt") }),
      table("rt", ["d 0.0.0.0/0 Internet"], off),
      firewall("hub", managed),
      ...learnsDefault,
    ],
    [],
    undefined,
  ],
];

test.each(firewalls)("UDR-11: a firewall where %s", (_, resources, codes, repair) => {
  const findings = findingsOf(resources).filter(({ code }) => code === "TR515");
  expect(briefly(findings)).toEqual(codes);
  expect(findings[0]?.repair?.kind).toBe(repair);
});

test("UDR-11: halves of a default route are answered by halves", () => {
  const halves = site("p", "0.0.0.0/1 128.0.0.0/1", "vpn");
  const [finding] = findingsWith("TR515", [fwHub(plain), firewall(), ...vpn(), ...halves]);
  expect(finding?.message).toContain("learns 0.0.0.0/1 and 128.0.0.0/1 from to-p");
  const repair = finding?.repair;
  expect(repair?.kind === "addRoutes" && repair.destinations.map((one) => one.kind)).toEqual([
    "prefix",
    "prefix",
  ]);
});

const basic = { sku: { name: "Basic" } };

// ER-7, GW-31, ERR-60 to ERR-66.
const refused: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["a second gateway", [alone(gatewaySubnet), ...vpn(), gateway("w")], ["TR520 warning"]],
  [
    "a gateway in an ordinary subnet",
    [
      alone({ app: "10.0.1.0/27" }),
      publicIp,
      gateway("g", {
        ipConfigurations: [
          {
            name: "c",
            properties: {
              subnet: to("virtualNetworks/hub/subnets/app"),
              publicIPAddress: to("publicIPAddresses/p"),
            },
          },
        ],
      }),
    ],
    ["TR520 warning"],
  ],
  [
    "a policy-based Basic gateway beside ExpressRoute is refused once",
    [
      alone(gatewaySubnet),
      ...vpn("hub", { ...basic, vpnType: "PolicyBased" }),
      ...expressRoute(""),
    ],
    ["TR520 warning"],
  ],
  [
    "a small GatewaySubnet",
    [alone({ GatewaySubnet: "10.0.255.0/28" }), ...vpn()],
    ["TR521 warning"],
  ],
  ["a small one for Basic", [alone({ GatewaySubnet: "10.0.255.0/29" }), ...vpn("hub", basic)], []],
];

test.each(refused)("GW-31: %s", (_, resources, codes) => {
  expect(briefly(findingsOf(resources))).toEqual(codes);
});

test("ERR-63: a site with the default route cannot be written", () => {
  const [finding] = findingsWith("TR518", [
    alone(gatewaySubnet),
    ...vpn(),
    ...site("dc", "0.0.0.0/0", "vpn"),
  ]);
  expect(finding?.message).toContain("has 0.0.0.0/0, which Azure refuses");
  expect(finding?.affected).toHaveLength(1);
});

const both = (lng: string, preference?: string) => [
  alone({ ...gatewaySubnet, app: "10.0.1.0/24", RouteServerSubnet: "10.0.2.0/26" }),
  ...expressRoute("10.200.0.0/16"),
  ...vpn(),
  ...site("dc", lng, "vpn"),
  ...(preference === undefined ? [] : [routeServer("hub", { hubRoutingPreference: preference })]),
];

// GW-17, GW-18: a tunnel beside ExpressRoute.
test.each([
  ["10.200.0.0/16", undefined, 1],
  ["10.200.0.0/16 10.200.7.0/24", undefined, 0],
  ["10.201.0.0/16", undefined, 0],
  ["10.200.0.0/16", "ExpressRoute", 1],
  ["10.200.0.0/16", "VpnGateway", 0],
])("GW-17: a tunnel for %s, preference %s", (lng, preference, count) => {
  expect(findingsWith("TR522", both(lng, preference))).toHaveLength(count);
});

const wan = (spaces: string, more: readonly object[] = []) => [
  resource("virtualWans/w"),
  resource("virtualHubs/vhub", { virtualWan: to("virtualWans/w"), addressPrefix: "10.9.0.0/24" }),
  resource("virtualHubs/vhub/hubVirtualNetworkConnections/c", {
    remoteVirtualNetwork: to("virtualNetworks/hub"),
  }),
  network("hub", spaces, { subnets: gatewaySubnet }),
  ...more,
];

// VW-8, VW-12.
test.each([
  ["an ordinary network", wan("10.0.0.0/16"), []],
  ["a gateway", wan("10.0.0.0/16", vpn()), ["TR523 warning"]],
  ["IPv6", wan("10.0.0.0/16 fd00::/48"), ["TR523 info"]],
  ["both", wan("10.0.0.0/16 fd00::/48", vpn()), ["TR523 info", "TR523 warning"]],
])("VW-8: a hub's connection to a network with %s", (_, resources, codes) => {
  expect(briefly(findingsOf(resources))).toEqual(codes);
});

test("PEER-1, ERR-7: the second peering to a network is the one to remove", () => {
  const second = resource("virtualNetworks/a/virtualNetworkPeerings/zz", {
    remoteVirtualNetwork: to("virtualNetworks/b"),
  });
  const [finding] = findingsWith("TR525", [
    network("a", "10.1.0.0/16", { peerings: [peering("a", "b"), second] }),
    network("b", "10.2.0.0/16", { peerings: [peering("b", "a")] }),
  ]);
  expect(finding?.repair).toMatchObject({ kind: "removePeering" });
  expect(finding?.message).toContain("to-b and zz");
});
