// TR501 to TR505, TR510, TR524: who may use whose gateways.
import { expect, test } from "vitest";
import { gateway, network, peering, publicIp, resource, to } from "../resources.ts";
import {
  expressRoute,
  gatewaySubnet,
  group,
  hubFor,
  letsIn,
  offers,
  routeServer,
  site,
  spoke,
  table,
  uses,
  vpn,
  withGroup,
  withTable,
} from "./estate-parts.ts";
import { briefly, findingsOf, findingsWith } from "./findings-of.ts";

const dc = site("dc", "192.168.0.0/16", "vpn");

interface Row {
  readonly uses: boolean;
  readonly offers: boolean;
  readonly localGateway?: boolean;
  readonly remoteGateway: boolean;
  readonly otherUses?: boolean;
}

function estateOf(row: Row): readonly object[] {
  const own = { GatewaySubnet: "10.1.255.0/27" };
  const other = network("other", "10.2.0.0/16", {
    subnets: { GatewaySubnet: "10.2.255.0/27" },
    peerings: [peering("other", "spoke", offers)],
  });
  const toOther = peering("spoke", "other", uses);
  return [
    hubFor("spoke", { allowGatewayTransit: row.offers }),
    network("spoke", "10.1.0.0/16", {
      subnets: { app: "10.1.0.0/24", ...(row.localGateway === true ? own : {}) },
      // The first peering counts, and by name this one comes behind `to-another`.
      peerings: [
        ...(row.otherUses === true ? [toOther] : []),
        peering("spoke", "hub", { useRemoteGateways: row.uses }),
      ],
    }),
    ...(row.remoteGateway ? [...vpn(), ...dc] : []),
    ...(row.localGateway === true ? [gateway("mine", {}, "spoke")] : []),
    ...(row.otherUses === true ? [other, gateway("theirs", {}, "other")] : []),
    publicIp,
  ].filter((one, at, all) => all.indexOf(one) === at);
}

// The decision table of section 10.1 of the rules.
const decisions: readonly (readonly [string, Row, readonly string[]])[] = [
  ["row 1: it does not ask", { uses: false, offers: false, remoteGateway: true }, []],
  [
    "row 1, with a gateway on both sides",
    { uses: false, offers: true, localGateway: true, remoteGateway: true },
    [],
  ],
  ["row 2: both agree", { uses: true, offers: true, remoteGateway: true }, []],
  [
    "row 3, ERR-4: a gateway of its own",
    { uses: true, offers: true, localGateway: true, remoteGateway: true },
    ["TR504 error"],
  ],
  [
    "row 4, ERR-1: another peering asks, too",
    { uses: true, offers: true, remoteGateway: true, otherUses: true },
    ["TR501 error"],
  ],
  [
    "row 5, ERR-2: not offered",
    { uses: true, offers: false, remoteGateway: true },
    ["TR502 error"],
  ],
  [
    "row 6, ERR-3: nothing there",
    { uses: true, offers: true, remoteGateway: false },
    ["TR503 warning"],
  ],
];

test.each(decisions)("10.1: %s", (_, row, expected) => {
  expect(briefly(findingsOf(estateOf(row)))).toEqual(expected);
});

test("10.1, last row: without the peering back it is Initiated and carries nothing", () => {
  const hub = network("hub", "10.0.0.0/16", {
    subnets: { tools: "10.0.1.0/24", ...gatewaySubnet },
  });
  const alone = network("spoke", "10.1.0.0/16", {
    subnets: { app: "10.1.0.0/24" },
    peerings: [peering("spoke", "hub", { ...uses, peeringState: "Initiated" })],
  });
  const [finding, ...others] = findingsOf([hub, alone, ...vpn(), ...dc]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: "TR505", severity: "error" });
  expect(finding?.message).toContain("10.0.0.0/16 and 192.168.0.0/16 are dropped");
  expect(finding?.repair).toMatchObject({ kind: "createReversePeering", flags: offersBack });
});

const offersBack = { allowsAccess: true, offersGateway: true };

test("ERR-1: the words of Azure stand in the message, and what is lost before them", () => {
  const row = { uses: true, offers: true, remoteGateway: true, otherUses: true };
  const [finding] = findingsWith("TR501", estateOf(row));
  expect(finding?.message).toMatch(
    /^Peering spoke\/to-\w+ asks for the gateways of \w+, but spoke uses those of \w+ already, so packets from spoke\/app to .* are dropped instead of going through \w+ in \w+\. Azure refuses it: Peering spoke\/to-\w+ cannot have UseRemoteGateways flag set to true, because another peering \/subscriptions.* already has UseRemoteGateways flag set to true\.$/,
  );
});

test("ERR-2 without anything to lose is a warning", () => {
  const resources = [hubFor("spoke", {}), spoke("spoke"), ...vpn()];
  expect(briefly(findingsOf(resources))).toEqual(["TR502 warning"]);
});

test("ERR-3: a peering that Azure has synchronized has seen a gateway", () => {
  const synced = { ...uses, remoteAddressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
  const [finding] = findingsWith("TR503", [hubFor("spoke"), spoke("spoke", undefined, synced)]);
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["gatewaysComplete"]);
});

const twoSpokes = (more: object = {}, flags: object = {}) => [
  network("hub", "10.0.0.0/16", {
    subnets: gatewaySubnet,
    peerings: [peering("hub", "a", offers), peering("hub", "b", offers)],
  }),
  network("a", "10.1.0.0/16", {
    subnets: { app: "10.1.0.0/24" },
    peerings: [peering("a", "hub", flags)],
  }),
  network("b", "10.2.0.0/16", {
    subnets: { app: { addressPrefix: "10.2.0.0/24", ...more } },
    peerings: [peering("b", "hub")],
  }),
  ...vpn(),
];

// PEER-7: when an offer that nobody takes is worth a word about b.
const offersNotTaken: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["others take it", [...twoSpokes({}, uses), ...dc], ["TR510 info"]],
  ["nobody takes it", [...twoSpokes(), ...dc], []],
  ["nobody knows what is there", twoSpokes({}, uses), []],
  [
    "a security rule names what is there",
    [
      ...twoSpokes({ networkSecurityGroup: to("networkSecurityGroups/g") }),
      ...dc,
      group("g", [letsIn("dc", "192.168.7.0/24")]),
    ],
    ["TR510 warning"],
  ],
  [
    "a security rule names a wider range",
    [
      ...twoSpokes({ networkSecurityGroup: to("networkSecurityGroups/g") }),
      ...dc,
      group("g", [letsIn("private", "192.0.0.0/8")]),
    ],
    [],
  ],
  [
    "an appliance leads there",
    [
      ...twoSpokes({ routeTable: to("routeTables/rt") }, uses),
      ...dc,
      table("rt", ["dc 192.168.0.0/16 VirtualAppliance 10.0.1.4"]),
    ],
    [],
  ],
  [
    "its table wants no gateway routes",
    [
      ...twoSpokes({ routeTable: to("routeTables/rt") }, uses),
      ...dc,
      table("rt", [], { disableBgpRoutePropagation: true }),
    ],
    [],
  ],
  [
    "only a default route is there",
    [...twoSpokes({}, uses), ...site("p", "0.0.0.0/1 128.0.0.0/1", "vpn")],
    [],
  ],
];

test.each(offersNotTaken)("PEER-7: an offer not taken where %s", (_, resources, expected) => {
  const findings = findingsOf(resources).filter(({ code }) => code === "TR510");
  expect(briefly(findings)).toEqual(expected);
});

const forced = table("rt", ["all 0.0.0.0/0 VirtualNetworkGateway"]);
const app = { app: withTable("10.0.1.0/24", "rt") };
const hubAlone = (subnets: object) =>
  network("hub", "10.0.0.0/16", { subnets: { ...app, ...subnets } });

// UDR-4, X-13: which gateway Azure picks, and whether it takes user routes.
const hops: readonly (readonly [string, readonly object[], string | undefined])[] = [
  ["VPN", [hubAlone(gatewaySubnet), ...vpn(), ...dc], undefined],
  ["nothing", [hubAlone({})], "hub has no gateway and uses none of a peer"],
  [
    "ExpressRoute",
    [hubAlone(gatewaySubnet), publicIp, ...expressRoute("")],
    "ExpressRoute gateway er in hub",
  ],
  [
    "ExpressRoute beside VPN",
    [hubAlone(gatewaySubnet), ...vpn(), ...dc, ...expressRoute("")],
    "ExpressRoute gateway er in hub",
  ],
  [
    "a Route Server beside VPN",
    [
      hubAlone({ ...gatewaySubnet, RouteServerSubnet: "10.0.2.0/26" }),
      ...vpn(),
      ...dc,
      routeServer(),
    ],
    "Route Server rs in hub",
  ],
  [
    "a virtual hub",
    [
      hubAlone({}),
      resource("virtualWans/w"),
      resource("virtualHubs/vhub", {
        virtualWan: to("virtualWans/w"),
        addressPrefix: "10.9.0.0/24",
      }),
      resource("virtualHubs/vhub/hubVirtualNetworkConnections/c", {
        remoteVirtualNetwork: to("virtualNetworks/hub"),
      }),
    ],
    "virtual hub vhub takes no such routes",
  ],
];

test.each(hops)("UDR-4: a route to the gateway where there is %s", (_, resources, why) => {
  const findings = findingsWith("TR524", [...resources, forced]);
  expect(findings.map(({ message }) => message.includes(why ?? "?"))).toEqual(
    why === undefined ? [] : [true],
  );
});

test("UDR-4: a GatewaySubnet without a gateway may have one that the snapshot lacks", () => {
  const [finding] = findingsWith("TR524", [hubAlone(gatewaySubnet), forced]);
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["gatewaysComplete"]);
});

test("UDR-4: who asks for the gateways of a peer hears of that instead", () => {
  const resources = [
    hubFor("spoke"),
    spoke("spoke", { app: withTable("10.1.0.0/24", "rt") }),
    forced,
  ];
  expect(briefly(findingsOf(resources))).toEqual(["TR503 warning"]);
});

test("UDR-4: one finding for a route, whoever shares its table", () => {
  const two = hubAlone({ db: withTable("10.0.2.0/24", "rt") });
  const [finding, ...others] = findingsWith("TR524", [two, forced]);
  expect(others).toEqual([]);
  expect(finding?.affected).toHaveLength(2);
  expect(finding?.message).toContain("from hub/app and hub/db");
});

test("a security group takes no part in what is lost", () => {
  const filtered = spoke("spoke", { app: withGroup("10.1.0.0/24", "g") });
  const resources = [hubFor("spoke", {}), filtered, group("g"), ...vpn(), ...dc];
  expect(briefly(findingsOf(resources))).toEqual(["TR502 error"]);
});
