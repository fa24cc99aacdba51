import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { nextHop } from "./next-hop.ts";

const machineId = (name: string) => idOf(`virtualMachines/${name}`).replace("Network/", "Compute/");
const of = (name: string) => ({ virtualMachine: { id: machineId(name) } });
const estate = estateOf([
  network("v", "10.0.0.0/16", {
    subnets: {
      a: { addressPrefix: "10.0.0.0/24", routeTable: to("routeTables/rt") },
      b: "10.0.1.0/24",
    },
  }),
  resource("routeTables/rt", {
    routes: [
      {
        name: "out",
        properties: {
          addressPrefix: "0.0.0.0/0",
          nextHopType: "VirtualAppliance",
          nextHopIpAddress: "10.0.1.9",
        },
      },
    ],
  }),
  nic("one", "v/subnets/a", "10.0.0.4", of("vm")),
  nic("two", "v/subnets/b", "10.0.1.4", of("vm")),
  nic("relay", "v/subnets/b", "10.0.1.9", { ...of("nva"), enableIPForwarding: true }),
  { id: machineId("vm"), properties: {} },
  { id: machineId("bare"), properties: {} },
]);

function asked(from: string, to: string, more: object = {}, machine = "vm") {
  const body = {
    targetResourceId: machineId(machine),
    sourceIPAddress: from,
    destinationIPAddress: to,
    ...more,
  };
  return ask(nextHop, estate, "networkWatchers/w", { body });
}

// The interface that has the source decides, so that a machine with two has two answers.
test.each([
  ["10.0.0.4", "10.0.1.4", '{"nextHopType":"VirtualNetwork","routeTableId":"System Route"}'],
  [
    "10.0.0.4",
    "8.8.8.8",
    `{"nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.1.9","routeTableId":"${idOf("routeTables/rt")}"}`,
  ],
  ["10.0.1.4", "8.8.8.8", '{"nextHopType":"Internet","routeTableId":"System Route"}'],
  ["10.0.1.4", "10.9.0.4", '{"nextHopType":"None","routeTableId":"System Route"}'],
])("from %s to %s: %s", (from, destination, expected) => {
  expect(JSON.stringify(bodyOf(asked(from, destination)))).toBe(expected);
});

test("ERR-85: an address that no interface has is refused in Azure's words", () => {
  const words =
    "400 SourceIpDoesNotMatchNicIp: Source IP address 10.0.0.9 for the inbound packet does not match " +
    "any IP address on the network interface.";
  expect(refusalOf(asked("10.0.0.9", "8.8.8.8"))).toBe(words);
  // The interface that is named counts alone.
  const other = { targetNicResourceId: idOf("networkInterfaces/two") };
  expect(refusalOf(asked("10.0.0.4", "8.8.8.8", other))).toBe(words.replace("0.9 for", "0.4 for"));
});

test("an interface that forwards sends from any address", () => {
  expect(bodyOf(asked("192.0.2.1", "8.8.8.8", {}, "nva")).nextHopType).toBe("Internet");
});

test.each<[object, RegExp]>([
  [{ targetResourceId: machineId("none") }, /^404 ResourceNotFound: .*virtualMachines\/none/],
  [{ targetResourceId: machineId("bare") }, /virtualMachines\/bare has no network interface/],
  [{ targetResourceId: undefined }, /has no targetResourceId/],
  [{ sourceIPAddress: "here" }, /sourceIPAddress is 'here'/],
  [{ destinationIPAddress: "there" }, /destinationIPAddress is 'there'/],
  [{ targetNicResourceId: idOf("networkInterfaces/relay") }, /no network interface .*relay/],
])("%j is refused", (more, words) => {
  expect(refusalOf(asked("10.0.0.4", "8.8.8.8", more))).toMatch(words);
});
