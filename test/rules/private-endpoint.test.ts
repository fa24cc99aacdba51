// Section 5 of the rules: private endpoints.
import { expect, test } from "vitest";
import {
  learned,
  localSite,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { hubConnection, virtualHub } from "./build-hub.ts";
import { endpoint, network, peered, type SubnetParts, table, transit } from "./build-network.ts";
import {
  carrierOf,
  type Estate,
  estate,
  explainAt,
  explained,
  hubRowsOf,
  messagesOf,
  notesAt,
  type Part,
  rows,
} from "./estate.ts";

type Policy = NonNullable<SubnetParts["policy"]>;

const hub = network("hub", {
  space: ["10.0.100.0/24"],
  subnets: {
    vm: { prefix: "10.0.100.0/26", table: "rt" },
    GatewaySubnet: { prefix: "10.0.100.64/26", table: "rt" },
    RouteServerSubnet: "10.0.100.128/26",
  },
});

function spokeWith(policy: Policy | undefined, space: readonly string[] = ["10.0.50.0/24"]): Part {
  return network("spoke", {
    space,
    subnets: {
      pe: { prefix: "10.0.50.0/26", ...(policy === undefined ? {} : { policy }) },
      vm: { prefix: "10.0.50.64/26", table: "rt" },
    },
  });
}

const pe = endpoint("pe", "spoke/pe", ["10.0.50.4"]);

/** A hub with a spoke that holds a private endpoint; both networks' VM subnets have the table. */
function landscape(
  policy: Policy | undefined,
  lines: readonly string[],
  ...more: readonly Part[]
): Estate {
  return estate(hub, spokeWith(policy), peered("hub", "spoke"), table("rt", lines), pe, more);
}

function endpointRows(base: Estate, target: string): readonly string[] {
  return rows(base, target).filter((row) => row.endsWith("InterfaceEndpoint"));
}

const active = ["Default Active 10.0.50.4/32 InterfaceEndpoint"];
const invalid = ["Default Invalid 10.0.50.4/32 InterfaceEndpoint"];

test("PE-1: one /32 per address on every subnet of its network and of direct peers", () => {
  const two = endpoint("pe", "spoke/pe", ["10.0.50.4", "10.0.50.5"]);
  const one = estate(hub, spokeWith(undefined), peered("hub", "spoke"), table("rt", []), two);
  for (const target of ["spoke/pe", "spoke/vm", "hub/vm"]) {
    expect(endpointRows(one, target)).toEqual([
      "Default Active 10.0.50.4/32 InterfaceEndpoint",
      "Default Active 10.0.50.5/32 InterfaceEndpoint",
    ]);
  }
});

test("PE-1: a global peering brings it too", () => {
  const far = network("far", {
    space: ["10.3.0.0/24"],
    region: "eastus",
    subnets: { vm: "10.3.0.0/26" },
  });
  expect(endpointRows(landscape(undefined, [], far, peered("spoke", "far")), "far/vm")).toEqual(
    active,
  );
});

test("PE-2: it goes neither over a second peering nor through a gateway", () => {
  const other = network("other", { space: ["10.0.60.0/24"], subnets: { vm: "10.0.60.0/26" } });
  const branch = network("branch", {
    space: ["10.9.0.0/24"],
    subnets: { vm: "10.9.0.0/26", GatewaySubnet: "10.9.0.64/26" },
  });
  const one = landscape(
    undefined,
    [],
    other,
    transit("hub", "other"),
    vpnGateway("gw", "hub", { public: "20.0.0.1" }),
  );
  expect(endpointRows(one, "other/vm")).toEqual([]);
  expect(endpointRows(estate(one.resources, branch), "branch/vm")).toEqual([]);
});

test.each([
  [undefined, "Active"],
  ["Disabled", "Active"],
  ["NetworkSecurityGroupEnabled", "Active"],
  ["RouteTableEnabled", "Invalid"],
  ["Enabled", "Invalid"],
] as const)(
  "PE-3: with policy %s on the endpoint's subnet a covering user route leaves it %s",
  (policy, state) => {
    const one = landscape(policy, ["10.0.50.0/24 VirtualAppliance 10.0.100.9"]);
    expect(endpointRows(one, "hub/vm")).toEqual([
      `Default ${state} 10.0.50.4/32 InterfaceEndpoint`,
    ]);
  },
);

test("PE-3: the policy of one subnet is that of all its endpoints, and of no others", () => {
  const wide = network("spoke", {
    space: ["10.0.50.0/24"],
    subnets: { pe: { prefix: "10.0.50.0/26", policy: "Enabled" }, rest: "10.0.50.128/26" },
  });
  const one = estate(
    hub,
    wide,
    peered("hub", "spoke"),
    table("rt", ["10.0.50.0/24 VirtualAppliance 10.0.100.9"]),
    endpoint("a", "spoke/pe", ["10.0.50.4"]),
    endpoint("b", "spoke/pe", ["10.0.50.5"]),
    endpoint("c", "spoke/rest", ["10.0.50.132"]),
  );
  expect(endpointRows(one, "hub/vm").toSorted()).toEqual([
    "Default Active 10.0.50.132/32 InterfaceEndpoint",
    "Default Invalid 10.0.50.4/32 InterfaceEndpoint",
    "Default Invalid 10.0.50.5/32 InterfaceEndpoint",
  ]);
});

// Of a user route only its length matters, against the best other route for the address.
const tree: readonly [line: string, off: readonly string[], on: readonly string[]][] = [
  ["10.0.50.4/32 VirtualAppliance 10.0.100.9", invalid, invalid],
  ["10.0.50.0/24 VirtualAppliance 10.0.100.9", active, invalid],
  ["10.0.50.0/26 VirtualAppliance 10.0.100.9", active, invalid],
  ["10.0.50.0/23 VirtualAppliance 10.0.100.9", active, active],
  ["10.0.0.0/8 VirtualAppliance 10.0.100.9", active, active],
  ["0.0.0.0/0 VirtualAppliance 10.0.100.9", active, active],
  ["10.0.60.0/24 VirtualAppliance 10.0.100.9", active, active],
];

test.each(tree)("PE-4, X-11: in a peer, under a user route %s", (line, off, on) => {
  expect(endpointRows(landscape("Disabled", [line]), "hub/vm")).toEqual(off);
  expect(endpointRows(landscape("Enabled", [line]), "hub/vm")).toEqual(on);
});

test.each(tree)(
  "PE-4, CAP-18: in the endpoint's own network, under a user route %s",
  (line, off, on) => {
    expect(endpointRows(landscape("Disabled", [line]), "spoke/vm")).toEqual(off);
    expect(endpointRows(landscape("Enabled", [line]), "spoke/vm")).toEqual(on);
  },
);

test("PE-4, CAP-8: a route for one of two ranges is enough where it covers the endpoint", () => {
  const lines = table("rt", ["10.0.50.0/24 VirtualAppliance 10.0.100.9"]);
  const two = spokeWith("Enabled", ["10.0.50.0/24", "10.0.51.0/24"]);
  const one = estate(hub, two, peered("hub", "spoke"), lines, pe);
  expect(endpointRows(one, "hub/vm")).toEqual(invalid);
});

test("PE-4: the explanation tells the questions that were asked", () => {
  const { privateEndpoint } = explainAt(
    landscape("Enabled", ["10.0.50.0/24 VirtualAppliance 10.0.100.9"]),
    "hub/vm",
    "10.0.50.4",
  );
  expect(privateEndpoint?.steps.map(({ answer }) => answer)).toEqual(["no", "yes", "yes"]);
  expect(privateEndpoint?.outcome).toContain("is Invalid");
});

test("PE-5, X-29: what was overridden is printed as Invalid, and names the route that did it", () => {
  const one = landscape("Enabled", ["10.0.50.0/24 VirtualAppliance 10.0.100.9"]);
  expect(rows(one, "hub/vm")).toEqual([
    "Default Active 10.0.100.0/24 VnetLocal",
    "Default Invalid 10.0.50.0/24 VNetPeering",
    "Default Active 0.0.0.0/0 Internet",
    "User Active 10.0.50.0/24 VirtualAppliance 10.0.100.9",
    "Default Invalid 10.0.50.4/32 InterfaceEndpoint",
  ]);
  const [row] = explained(one, "hub/vm", "10.0.50.4/32");
  expect(row?.explain.rules).toContain("PE-5");
  expect(row?.explain.overriddenBy?.addressPrefix).toEqual(["10.0.50.0/24"]);
});

test.each([
  "VirtualAppliance 10.0.100.9",
  "None",
  "Internet",
  "VnetLocal",
  "VirtualNetworkGateway",
])("PE-6: a user route to %s overrides like any other", (hop) => {
  expect(endpointRows(landscape("Enabled", [`10.0.50.0/24 ${hop}`]), "hub/vm")).toEqual(invalid);
});

test("PE-7: a learned route never overrides, however long it is", () => {
  const one = landscape(
    "Enabled",
    [],
    routeServer("rs", "hub", { peers: { nva: "10.0.100.9" } }),
    learned(peerOf("rs", "nva"), [
      "10.0.50.4/32 10.0.100.9 65001",
      "10.0.50.0/26 10.0.100.9 65001",
    ]),
  );
  expect(endpointRows(one, "hub/vm")).toEqual(active);
  expect(carrierOf(one, "hub/vm", "10.0.50.4")).toBe("Default 10.0.50.4/32 InterfaceEndpoint");
});

test("PE-8: the policy alone changes nothing for a subnet without user routes", () => {
  expect(endpointRows(landscape("Enabled", []), "hub/vm")).toEqual(active);
  expect(endpointRows(landscape("Enabled", []), "spoke/vm")).toEqual(active);
});

const pair = vpnGateway("gw", "hub", { instances: ["10.0.100.68", "10.0.100.69"] });
const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });
const exact = ["10.0.50.4/32 VirtualAppliance 10.0.100.9"];
const covering = ["10.0.50.0/24 VirtualAppliance 10.0.100.9"];

test.each([
  ["active-active", "Disabled", "Default 10.0.50.4/32 InterfaceEndpoint", pair, exact],
  ["active-active", "Enabled", "User 10.0.50.4/32 VirtualAppliance 10.0.100.9", pair, exact],
  ["active-standby", "Disabled", "User 10.0.50.4/32 VirtualAppliance 10.0.100.9", standby, exact],
  ["active-active", "Enabled", "User 10.0.50.0/24 VirtualAppliance 10.0.100.9", pair, covering],
  ["active-active", "Disabled", "Default 10.0.50.4/32 InterfaceEndpoint", pair, covering],
] as const)(
  "PE-9: an %s gateway under policy %s: %s carries",
  (_, policy, carrier, gateway, lines) => {
    const one = landscape(policy, lines, gateway);
    expect(carrierOf(one, "gw", "10.0.50.4")).toBe(carrier);
  },
);

test("PE-9, X-2, X-28: a VM in the same subnet is not affected, and the explanation names the gateway", () => {
  const one = landscape("Disabled", exact, pair);
  expect(carrierOf(one, "hub/vm", "10.0.50.4")).toContain("User 10.0.50.4/32");
  expect(endpointRows(one, "gw")).toEqual(active);
  const { privateEndpoint } = explainAt(one, "gw", "10.0.50.4");
  expect(privateEndpoint?.steps[0]?.rules).toContain("PE-9");
  expect(privateEndpoint?.steps[0]?.detail).toContain("gateway gw ignores it");
});

const question = (rule: string) => ({ asked: "10.0.50.4", rule });

test.each([
  [undefined, 1],
  ["Disabled", 1],
  ["RouteTableEnabled", 1],
  ["NetworkSecurityGroupEnabled", 0],
  ["Enabled", 0],
] as const)(
  "PE-10: with policy %s the answer says %i times that NSGs do not filter",
  (policy, count) => {
    expect(notesAt(landscape(policy, []), "hub/vm", question("PE-10"))).toHaveLength(count);
  },
);

test("PE-11: an endpoint only answers, and only when it is approved", () => {
  expect(notesAt(landscape(undefined, []), "hub/vm", question("PE-11"))).toEqual([
    "pe answers connections and never opens one (PE-11)",
  ]);
  const pending = endpoint("pe", "spoke/pe", ["10.0.50.4"], "Pending");
  const one = estate(hub, spokeWith(undefined), peered("hub", "spoke"), table("rt", []), pending);
  expect(notesAt(one, "hub/vm", question("PE-11"))).toContain(
    "the connection of pe is not approved, so nothing answers there (PE-11)",
  );
});

test("PE-12: where an appliance stands before the endpoint, the answer says what source translation decides", () => {
  const detour = landscape("Enabled", ["10.0.50.0/24 VirtualAppliance 10.0.100.9"]);
  const text =
    "through an appliance in the client's own network without source translation, replies are lost (PE-12, X-20)";
  expect(notesAt(detour, "hub/vm", question("PE-12"))).toEqual([text]);
  const [row] = explained(detour, "hub/vm", "10.0.50.4/32");
  expect(row?.explain.notes).toContain(text);
  const blocked = landscape("Enabled", ["10.0.50.0/24 None"]);
  for (const straight of [landscape("Enabled", []), blocked]) {
    expect(notesAt(straight, "hub/vm", question("PE-12"))).toEqual([]);
  }
});

test("PE-13: a virtual hub shows no /32 of the endpoints behind it", () => {
  const one = estate(
    virtualHub("vhub", { prefix: "10.100.0.0/23", router: "40.0.0.1" }),
    spokeWith("Enabled"),
    table("rt", []),
    pe,
    network("sibling", { space: ["10.0.60.0/24"], subnets: { vm: "10.0.60.0/26" } }),
    hubConnection("vhub", "spoke"),
    hubConnection("vhub", "sibling"),
  );
  expect(hubRowsOf(one, "vhub").map((row) => row.split(" ")[0])).toEqual([
    "10.0.50.0/24",
    "10.0.60.0/24",
  ]);
  expect(endpointRows(one, "spoke/vm")).toEqual(active);
});

test("PE-14: more than 1000 endpoints of one network are reported", () => {
  const many = (count: number): Estate =>
    estate(
      network("spoke", { space: ["10.0.48.0/20"], subnets: { pe: "10.0.48.0/20" } }),
      Array.from({ length: count }, (_, at) =>
        endpoint(`pe${at}`, "spoke/pe", [`10.0.${48 + Math.floor(at / 250)}.${4 + (at % 250)}`]),
      ),
    );
  expect(messagesOf(many(1000), "limit-exceeded")).toEqual([]);
  expect(messagesOf(many(1001), "limit-exceeded")).toHaveLength(1);
});

test("PE-15: a route table on the endpoint's own subnet does not steer its replies", () => {
  const steered = network("spoke", {
    space: ["10.0.50.0/24"],
    subnets: { pe: { prefix: "10.0.50.0/26", table: "rt" } },
  });
  const one = estate(hub, steered, peered("hub", "spoke"), table("rt", []), pe);
  expect(notesAt(one, "hub/vm", question("PE-15"))).toEqual([
    "the route table on pe does not steer the endpoint's replies (PE-15)",
  ]);
  expect(notesAt(landscape(undefined, []), "hub/vm", question("PE-15"))).toEqual([]);
});

test("PE-2: behind a gateway the endpoint is reached by its network's prefix", () => {
  const branch = network("branch", {
    space: ["10.9.0.0/24"],
    subnets: { vm: "10.9.0.0/26", GatewaySubnet: "10.9.0.64/26" },
  });
  const one = estate(
    spokeWith(undefined),
    table("rt", []),
    pe,
    branch,
    vpnGateway("gw", "branch", { public: "20.0.0.9" }),
    localSite("site", ["10.0.50.0/24"]),
    siteConnection("conn", "gw", "site"),
  );
  expect(carrierOf(one, "branch/vm", "10.0.50.4")).toContain("10.0.50.0/24 VirtualNetworkGateway");
});
