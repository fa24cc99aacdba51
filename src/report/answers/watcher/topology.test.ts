import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { topology } from "./topology.ts";

const machine = idOf("virtualMachines/vm").replace("Network/", "Compute/");
const estate = estateOf([
  network("v", "10.0.0.0/16", {
    subnets: {
      a: {
        addressPrefix: "10.0.0.0/24",
        networkSecurityGroup: to("networkSecurityGroups/sub"),
        routeTable: to("routeTables/rt"),
      },
      b: "10.0.1.0/24",
    },
  }),
  network("other", "10.1.0.0/16", { subnets: { a: "10.1.0.0/24" } }),
  resource("routeTables/rt", { routes: [] }),
  resource("networkSecurityGroups/sub"),
  resource("networkSecurityGroups/own"),
  resource("publicIPAddresses/pip", { ipAddress: "20.0.0.1" }),
  { id: machine, name: "vm", location: "westeurope", properties: {} },
  resource("networkInterfaces/n", {
    virtualMachine: { id: machine },
    networkSecurityGroup: to("networkSecurityGroups/own"),
    ipConfigurations: [
      {
        name: "i",
        properties: {
          privateIPAddress: "10.0.0.4",
          subnet: to("virtualNetworks/v/subnets/a"),
          publicIPAddress: to("publicIPAddresses/pip"),
        },
      },
    ],
  }),
  nic("far", "other/subnets/a", "10.1.0.4"),
]);

function drawn(body: object) {
  return bodyOf(ask(topology, estate, idOf("networkWatchers/w"), { body }));
}

/** One line a resource: its name, and whom it has to do with. */
function lines(body: object): readonly string[] {
  return drawn(body).resources.map(
    ({ name, associations }) =>
      `${name}:${associations.map((one) => ` ${one.associationType} ${one.name}`).join()}`,
  );
}

const ofNetwork = [
  "vm: Contains n",
  "n: Associated vm, Associated own, Associated a, Associated pip",
  "own:",
  "sub:",
  "pip: Associated n",
];

test("a group has everything in it", () => {
  expect(lines({ targetResourceGroupName: "RG" })).toEqual([
    "vm: Contains n",
    "far: Associated a",
    "n: Associated vm, Associated own, Associated a, Associated pip",
    "own:",
    "sub:",
    "pip: Associated n",
    "other: Contains a",
    "v: Contains a, Contains b",
    "a:",
    "a: Associated sub, Associated rt",
    "b:",
  ]);
});

test("a network has what stands in it and what belongs to that", () => {
  expect(lines({ targetVirtualNetwork: to("virtualNetworks/v") })).toEqual([
    ...ofNetwork,
    "v: Contains a, Contains b",
    "a: Associated sub, Associated rt",
    "b:",
  ]);
});

test("a subnet has itself in its network", () => {
  expect(lines({ targetSubnet: to("virtualNetworks/v/subnets/a") })).toEqual([
    ...ofNetwork,
    "v: Contains a",
    "a: Associated sub, Associated rt",
  ]);
});

test("where something is comes from its body, a subnet's from its network", () => {
  const { resources, createdDateTime } = drawn({ targetSubnet: to("virtualNetworks/v/subnets/a") });
  expect(resources.map(({ name, location }) => `${name} ${location}`)).toEqual([
    "vm westeurope",
    "n undefined",
    "own undefined",
    "sub undefined",
    "pip undefined",
    "v westeurope",
    "a westeurope",
  ]);
  expect(createdDateTime).toBe("2026-01-02T03:04:05.0000000Z");
});

test.each([
  [{}, /names nothing/],
  [{ targetSubnet: to("virtualNetworks/v/subnets/z") }, /^404 ResourceNotFound/],
  [{ targetVirtualNetwork: to("virtualNetworks/z") }, /^404 ResourceNotFound/],
])("%j is refused", (body, words) => {
  expect(refusalOf(ask(topology, estate, "networkWatchers/w", { body }))).toMatch(words);
});
