import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../../test/answers/ask.ts";
import { fact, idOf, network, nic, peering, resource, to } from "../../../../../test/resources.ts";
import { connectivity } from "./connectivity.ts";

const machineId = (name: string) => idOf(`virtualMachines/${name}`).replace("Network/", "Compute/");
const of = (name: string) => ({ virtualMachine: { id: machineId(name) } });
const group = (name: string, ...securityRules: object[]) =>
  resource(`networkSecurityGroups/${name}`, { securityRules });
const deny80 = {
  name: "Port80",
  properties: {
    priority: 100,
    direction: "Inbound",
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "80",
  },
};
const to0 = (nextHopType: string, nextHopIpAddress?: string, addressPrefix = "0.0.0.0/0") => ({
  name: `r${addressPrefix.length}`,
  properties: { addressPrefix, nextHopType, ...(nextHopIpAddress ? { nextHopIpAddress } : {}) },
});

const estate = estateOf([
  network("v", "10.0.0.0/16", {
    subnets: {
      a: { addressPrefix: "10.0.0.0/24", routeTable: to("routeTables/rt") },
      nva: "10.0.1.0/24",
      db: { addressPrefix: "10.0.2.0/24", networkSecurityGroup: to("networkSecurityGroups/db") },
    },
    peerings: [peering("v", "w")],
  }),
  network("w", "10.1.0.0/16", { subnets: { a: "10.1.0.0/24" }, peerings: [peering("w", "v")] }),
  resource("routeTables/rt", {
    routes: [
      to0("VirtualAppliance", "10.0.1.4", "10.1.0.0/16"),
      to0("None", undefined, "13.107.0.0/16"),
      to0("VirtualAppliance", "10.0.1.99", "198.51.100.0/24"),
    ],
  }),
  group("db", deny80),
  nic("app", "v/subnets/a", "10.0.0.4", of("app")),
  nic("nva", "v/subnets/nva", "10.0.1.4", { ...of("nva"), enableIPForwarding: true }),
  nic("db", "v/subnets/db", "10.0.2.4", of("db")),
  nic("far", "w/subnets/a", "10.1.0.4", of("far")),
  fact("publicHosts", "bing", { fqdns: ["www.bing.com"], ipAddresses: ["204.79.197.200"] }),
]);

function checked(destination: object, more: object = {}) {
  const body = { source: { resourceId: machineId("app") }, destination, ...more };
  return ask(connectivity, estate, "networkWatchers/w", { body });
}

/** The status, then one line a hop: type, address, way on, issue. */
function story(destination: object, more: object = {}): readonly string[] {
  const { connectionStatus, hops } = bodyOf(checked(destination, more));
  return [
    connectionStatus,
    ...hops.map(({ type, address, links, issues }) =>
      [
        type,
        address ?? "-",
        ...links.map(({ linkType }) => `-> ${linkType}`),
        ...issues.map(
          (one) => `! ${one.origin} ${one.type} ${one.context.map(({ value }) => value).join()}`,
        ),
      ].join(" "),
    ),
  ];
}

test("a machine in the same network", () => {
  expect(story({ resourceId: machineId("db"), port: 1433 })).toEqual([
    "Reachable",
    "Source 10.0.0.4 -> VirtualNetwork",
    "VnetLocal 10.0.2.4",
  ]);
});

test("a rule that denies stands at the destination with its name", () => {
  expect(story({ resourceId: machineId("db"), port: 80 })).toEqual([
    "Unreachable",
    "Source 10.0.0.4 -> VirtualNetwork",
    "VnetLocal 10.0.2.4 ! Inbound NetworkSecurityRule UserRule_Port80",
  ]);
});

test("an appliance on the way is a hop", () => {
  expect(story({ address: "10.1.0.4", port: 22 })).toEqual([
    "Reachable",
    "Source 10.0.0.4 -> VirtualAppliance",
    "VirtualAppliance 10.0.1.4 -> VNetPeering",
    "VnetLocal 10.1.0.4",
  ]);
});

// The destination is listed although nothing arrives there.
test("a route of a person that leads nowhere", () => {
  expect(story({ address: "13.107.21.200", port: 80 })).toEqual([
    "Unreachable",
    "Source 10.0.0.4 -> None ! Outbound UserDefinedRoute User",
    "Destination 13.107.21.200",
  ]);
  expect(story({ address: "198.51.100.7", port: 80 })).toEqual([
    "Unreachable",
    "Source 10.0.0.4 -> VirtualAppliance ! Outbound UserDefinedRoute User",
    "Destination 198.51.100.7",
  ]);
});

test("a name of the Internet, also as a URL", () => {
  const expected = ["Reachable", "Source 10.0.0.4 -> Internet", "Internet 204.79.197.200"];
  expect(story({ address: "www.bing.com", port: 443 })).toEqual(expected);
  expect(story({ address: "https://www.bing.com/search?q=1" })).toEqual(expected);
});

test("a name without an address", () => {
  const [status, source] = story({ address: "nobody.example.com", port: 443 });
  expect([status, source]).toEqual([
    "Unreachable",
    expect.stringMatching(/^Source 10\.0\.0\.4 ! Local DnsResolution .*nobody\.example\.com/),
  ]);
});

test("hops are linked both ways, and machines stand for their interfaces", () => {
  const { hops } = bodyOf(checked({ address: "10.1.0.4", port: 22 }));
  expect(hops.map(({ resourceId }) => resourceId)).toEqual(["app", "nva", "far"].map(machineId));
  const ids = hops.map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(hops.map(({ nextHopIds }) => nextHopIds)).toEqual([[ids[1]], [ids[2]], []]);
  expect(hops.map(({ previousHopIds }) => previousHopIds)).toEqual([[], [ids[0]], [ids[1]]]);
  expect(hops[1]!.previousLinks[0]!.linkType).toBe("VirtualAppliance");
});

test.each<[object, object, RegExp]>([
  [{}, {}, /destination names nothing/],
  [{ address: "10.1.0.4", port: 70_000 }, {}, /port is '70000'/],
  [{ address: "10.1.0.4" }, { source: {} }, /no resourceId/],
  [{ address: "10.1.0.4" }, { source: { resourceId: machineId("none") } }, /^404 ResourceNotFound/],
  [{ address: "fd00::4", port: 80 }, {}, /no address of the family/],
])("to %j with %j is refused", (destination, more, words) => {
  expect(refusalOf(checked(destination, more))).toMatch(words);
});
