// Every behavior switch, with the answer under each of its values. The type of `shown` demands all
// of them.
import { expect, test } from "vitest";
import { findService, judgeAccess } from "../src/access/index.ts";
import { type Behavior, type BehaviorKey, behaviorSwitches } from "../src/model/index.ts";
import { parseIp } from "../src/net/index.ts";
import { reference } from "./rules/arm-json.ts";
import { brief, firewall, group, policy, publicIp, verdictOf } from "./rules/build-firewall.ts";
import {
  expressRouteGateway,
  learned,
  localSite,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./rules/build-gateway.ts";
import { endpoint, loadBalancer, network, nic, peered, table } from "./rules/build-network.ts";
import {
  carrierOf,
  compile,
  dropsOf,
  type Estate,
  estate,
  notesAt,
  type Part,
  rows,
  withTags,
} from "./rules/estate.ts";
import { endingOf, trace } from "./rules/walks.ts";

type Switches = Partial<Behavior>;

interface Shown<Value extends string> {
  readonly ask: (switches: Switches) => unknown;
  readonly answers: { readonly [V in Value]: unknown };
}

const hub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    GatewaySubnet: { prefix: "10.0.255.0/27", table: "rt" },
    RouteServerSubnet: "10.0.254.0/27",
  },
});
const peer = network("peer", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } });
const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });
const pair = vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] });

function routed(lines: readonly string[], ...more: readonly Part[]): Estate {
  return estate(hub, table("rt", lines), more);
}

/** A firewall whose policy has nothing but a base policy with a DNAT rule. */
const inheriting = estate(
  hub,
  publicIp("fw-ip", "20.0.0.1"),
  firewall("fw", "hub/app", "10.0.0.68", { firewallPolicy: reference("firewallPolicies", "p") }),
  policy("p", { basePolicy: reference("firewallPolicies", "base") }),
  policy("base"),
  group("base/root", 100, {
    in: { kind: "nat", rules: ["tcp * 20.0.0.1 443 -> 10.0.0.4:443"] },
  }),
);

/** A standby gateway with a tunnel to a site that has these prefixes. */
function tunnel(prefixes: readonly string[], more: Readonly<Record<string, unknown>> = {}): Part {
  return [standby, localSite("site", prefixes), siteConnection("conn", "gw", "site", more)];
}

/** A Route Server whose peer announces these prefixes. */
function server(prefixes: readonly string[]): Part {
  return [
    routeServer("rs", "hub", { peers: { nva: "10.0.0.5" } }),
    learned(
      peerOf("rs", "nva"),
      prefixes.map((prefix) => `${prefix} 10.0.0.5 65001`),
    ),
  ];
}

/** Rows of the hub's subnet that contain a text. */
function rowsWith(base: Estate, text: string) {
  return (switches: Switches): readonly string[] =>
    rows(base, "hub/app", switches).filter((row) => row.includes(text));
}

/** Notes that name a rule, as yes or no to what the default says. */
function noted(base: Estate, asked: string, rule: string) {
  return (switches: Switches): readonly string[] =>
    notesAt(base, "hub/app", { asked, rule }, switches).map((note) => note.split(/[:;,]/)[0]!);
}

const viaFirst = "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway";

function exactRouteFor(gateway: Part): Estate {
  return routed(
    ["10.1.0.9/32 VirtualAppliance 10.0.0.9"],
    gateway,
    peer,
    peered("hub", "peer"),
    endpoint("pe", "peer/app", ["10.1.0.9"]),
  );
}

const serving = withTags(
  estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: {
        app: {
          prefix: "10.0.0.0/24",
          table: "rt",
          endpoints: ["Microsoft.Storage@westeurope+northeurope"],
        },
      },
    }),
    table("rt", ["20.150.74.9/32 None"]),
  ),
  { "Storage.WestEurope": ["20.150.74.0/24"], "Storage.NorthEurope": ["20.150.47.0/24"] },
);

const throughEndpoint = "Default 20.150.74.0/24 VirtualNetworkServiceEndpoint";

// There through one appliance and back through another.
const twoAppliances = estate(
  network("net", {
    space: ["10.0.0.0/16"],
    subnets: {
      a: { prefix: "10.0.0.0/24", table: "to2" },
      b: { prefix: "10.0.1.0/24", table: "to1" },
      nva: "10.0.2.0/24",
    },
  }),
  table("to2", ["10.0.1.0/24 VirtualAppliance 10.0.2.4"]),
  table("to1", ["10.0.0.0/24 VirtualAppliance 10.0.2.5"]),
  nic("vm", "net/a", "10.0.0.4"),
  nic("vm2", "net/b", "10.0.1.4"),
  nic("nva1", "net/nva", "10.0.2.4", { enableIPForwarding: true }),
  nic("nva2", "net/nva", "10.0.2.5", { enableIPForwarding: true }),
);

const shown: { readonly [K in BehaviorKey]: Shown<Behavior[K]> } = {
  noneProfile: {
    ask: (switches) => {
      const drops = dropsOf(routed([]), "hub/app", switches);
      return [drops.length, drops.includes("127.0.0.0/8"), drops.at(-1)];
    },
    answers: {
      "2025": [21, true, "20.35.252.0/22"],
      doc: [4, false, "100.64.0.0/10"],
      "2019": [3, false, "192.168.0.0/16"],
      "2021": [5, false, "25.41.3.0/25"],
      "2022": [15, false, "20.35.252.0/22"],
      "2023": [17, true, "20.35.252.0/22"],
      "2023h": [16, false, "20.35.252.0/22"],
    },
  },
  noneKeptForUserInternetDefault: {
    ask: (switches) => dropsOf(routed(["0.0.0.0/0 Internet"]), "hub/app", switches).length,
    answers: { true: 21, false: 0 },
  },
  ecmpRows: {
    ask: rowsWith(
      routed([], pair, localSite("site", ["192.168.0.0/24"]), siteConnection("c", "gw", "site")),
      "192.168.0.0/24",
    ),
    answers: {
      split: [`${viaFirst} 10.0.255.4`, `${viaFirst} 10.0.255.5`],
      merged: [`${viaFirst} 10.0.255.4,10.0.255.5`],
    },
  },
  gatewayRowSource: {
    ask: rowsWith(routed([], tunnel(["192.168.0.0/24"])), "192.168.0.0/24"),
    answers: {
      VirtualNetworkGateway: [`${viaFirst} 20.0.0.1`],
      Default: ["Default Active 192.168.0.0/24 VirtualNetworkGateway 20.0.0.1"],
    },
  },
  bgpDefaultHidesSystemDefault: {
    ask: rowsWith(routed([], server(["0.0.0.0/0"])), "0.0.0.0/0"),
    answers: {
      true: ["VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.0.5"],
      false: [
        "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.0.5",
        "Default Invalid 0.0.0.0/0 Internet",
      ],
    },
  },
  suppressBgpInsideSystemSpace: {
    ask: (switches) =>
      carrierOf(
        routed([], peer, peered("hub", "peer"), tunnel(["10.1.7.0/24"])),
        "hub/app",
        "10.1.7.4",
        switches,
      ),
    answers: {
      true: "Default 10.1.0.0/16 VNetPeering",
      false: "VirtualNetworkGateway 10.1.7.0/24 VirtualNetworkGateway 20.0.0.1",
    },
  },
  losingBgpRowDisplay: {
    ask: rowsWith(routed([], peer, peered("hub", "peer"), tunnel(["10.1.7.0/24"])), "10.1.7.0/24"),
    answers: {
      hidden: [],
      invalid: ["VirtualNetworkGateway Invalid 10.1.7.0/24 VirtualNetworkGateway 20.0.0.1"],
    },
  },
  seBeatsLongerUdr: {
    ask: (switches) => carrierOf(serving, "hub/app", "20.150.74.9", switches),
    answers: { false: "User 20.150.74.9/32 None", true: throughEndpoint },
  },
  seRowsPerLocation: {
    ask: rowsWith(serving, "VirtualNetworkServiceEndpoint"),
    answers: {
      true: [
        "Default Active 20.150.74.0/24 VirtualNetworkServiceEndpoint",
        "Default Active 20.150.47.0/24 VirtualNetworkServiceEndpoint",
      ],
      false: ["Default Active 20.150.74.0/24,20.150.47.0/24 VirtualNetworkServiceEndpoint"],
    },
  },
  gatewayIgnoresPe32Udr: {
    ask: (switches) =>
      [
        exactRouteFor(pair),
        exactRouteFor(standby),
        exactRouteFor(expressRouteGateway("gw", "hub")),
      ].map((base) => carrierOf(base, "gw", "10.1.0.9", switches).split(" ")[0]),
    answers: {
      activeActiveVpn: ["Default", "User", "User"],
      allGateways: ["Default", "Default", "Default"],
      never: ["User", "User", "User"],
    },
  },
  disablePeeringHidesPe: {
    ask: rowsWith(
      estate(
        hub,
        table("rt", [], { disablePeeringRoute: "All" }),
        peer,
        peered("hub", "peer"),
        endpoint("pe", "peer/app", ["10.1.0.9"]),
      ),
      "10.1.",
    ),
    answers: { true: [], false: ["Default Active 10.1.0.9/32 InterfaceEndpoint"] },
  },
  vnetAccessFalseHardDrop: {
    ask: (switches) =>
      notesAt(
        routed([], peer, peered("hub", "peer", { hub: { allowVirtualNetworkAccess: false } })),
        "hub/app",
        { asked: "10.1.0.4", rule: "X-6" },
        switches,
      ).map((note) => note.includes("by switch every flow over it is dropped")),
    answers: { false: [false], true: [true] },
  },
  forwardedTrafficModel: {
    ask: (switches) =>
      notesAt(
        routed([], peer, peered("hub", "peer")),
        "hub/app",
        { asked: "10.1.0.4", rule: "X-7" },
        switches,
      ).map((note) => note.includes("are dropped there")),
    answers: { receiverDrop: [true], tagOnly: [false] },
  },
  vnetTagIncludesDefaultRoute: {
    ask: noted(routed(["0.0.0.0/0 VirtualAppliance 10.0.0.9"]), "8.8.8.8", "NSG-7"),
    answers: {
      true: ["this subnet's VirtualNetwork tag takes in 0.0.0.0/0 (NSG-7)"],
      false: [],
    },
  },
  lngRowsWithdrawnWhenDown: {
    ask: rowsWith(
      routed([], tunnel(["192.168.0.0/24"], { connectionStatus: "NotConnected" })),
      "192.168.0.0/24",
    ),
    answers: { true: [], false: [`${viaFirst} 20.0.0.1`] },
  },
  udrVngOnNonVpn: {
    ask: (switches) =>
      notesAt(
        routed(["172.31.0.0/16 VirtualNetworkGateway"], expressRouteGateway("er", "hub")),
        "hub/app",
        { asked: "172.31.0.4", rule: "UDR-4" },
        switches,
      ).map((note) => note.includes("packets are lost")),
    answers: { drop: [true], forward: [false] },
  },
  arsDeadIlbAnomaly: {
    ask: rowsWith(
      routed(
        ["172.20.0.0/16 VirtualAppliance 10.0.0.10"],
        loadBalancer("ilb", "hub/app", { address: "10.0.0.10", members: [] }),
        server(["172.20.0.0/16"]),
      ),
      "172.20.0.0/16",
    ),
    answers: {
      false: [
        "VirtualNetworkGateway Invalid 172.20.0.0/16 VirtualNetworkGateway 10.0.0.5",
        "User Active 172.20.0.0/16 VirtualAppliance 10.0.0.10",
      ],
      true: [
        "VirtualNetworkGateway Active 172.20.0.0/16 VirtualNetworkGateway 10.0.0.5",
        "User Invalid 172.20.0.0/16 None",
      ],
    },
  },
  stalePeeringSnapshotDrivesRows: {
    ask: rowsWith(
      routed(
        [],
        peer,
        peered("hub", "peer", {
          hub: { remoteAddressSpace: { addressPrefixes: ["10.7.0.0/16"] } },
        }),
      ),
      "VNetPeering",
    ),
    answers: {
      true: ["Default Active 10.7.0.0/16 VNetPeering"],
      false: ["Default Active 10.1.0.0/16 VNetPeering"],
    },
  },
  splitDefaultInvalidatesDefault: {
    ask: rowsWith(routed([], tunnel(["0.0.0.0/1", "128.0.0.0/1"])), "0.0.0.0/0"),
    answers: {
      false: ["Default Active 0.0.0.0/0 Internet"],
      true: ["Default Invalid 0.0.0.0/0 Internet"],
    },
  },
  peNoSnatSameVnet: {
    ask: (switches) =>
      notesAt(
        exactRouteFor(standby),
        "hub/app",
        { asked: "10.1.0.9", rule: "PE-12" },
        switches,
      ).map((note) => note.includes("replies are lost")),
    answers: { drop: [true], warn: [false] },
  },
  privateSubnetDefault: {
    ask: noted(routed([]), "8.8.8.8", "FWD-15"),
    answers: { false: [], true: ["app is private"] },
  },
  guestsKeepState: {
    ask: (switches) => endingOf(trace(twoAppliances, "vm vm2", switches)),
    answers: { true: "delivered / statefulDrop", false: "delivered / delivered" },
  },
  natRulesInherited: {
    ask: (switches) => brief(verdictOf(inheriting, "tcp 8.8.8.8 20.0.0.1:443", { switches })),
    answers: { true: "allow root/in/r0 to 10.0.0.4:443 snat", false: "deny noRule" },
  },
  peeringSourceAccepted: {
    ask: (switches) => {
      const { model } = compile(routed([]), switches);
      const address = parseIp("23.102.135.246")!;
      const service = findService(model, { address, name: undefined });
      return judgeAccess(model, service, {
        path: "servicePeering",
        source: parseIp("203.0.113.7"),
        isAzureSource: false,
        region: undefined,
        subnet: undefined,
        privateEndpoint: undefined,
      }).verdict;
    },
    answers: { true: "allowed", false: "denied" },
  },
};

const keys = Object.keys(behaviorSwitches) as BehaviorKey[];

test("no switch lacks its answers, and every answer of a switch is another one", () => {
  expect(Object.keys(shown).sort()).toEqual(keys.toSorted());
  for (const key of keys) {
    const answers = shown[key].answers as Readonly<Record<string, unknown>>;
    expect(Object.keys(answers).sort(), key).toEqual([...behaviorSwitches[key].values].sort());
    const distinct = new Set(Object.values(answers).map((answer) => JSON.stringify(answer)));
    expect(distinct.size, key).toBe(behaviorSwitches[key].values.length);
  }
});

for (const key of keys) {
  const { ask, answers } = shown[key];
  for (const value of behaviorSwitches[key].values) {
    test(`${key}=${value}`, () => {
      const expected = (answers as Readonly<Record<string, unknown>>)[value];
      expect(ask({ [key]: value })).toEqual(expected);
    });
  }
  test(`${key} is ${behaviorSwitches[key].values[0]} unless it is set`, () => {
    const expected = (answers as Readonly<Record<string, unknown>>)[
      behaviorSwitches[key].values[0]
    ];
    expect(ask({})).toEqual(expected);
  });
}
