// TR101: which machines and subnets count (FWD-21), and how they are told of.
import { expect, test } from "vitest";
import { nic, resource, to } from "../resources.ts";
import { findingsWith } from "./findings-of.ts";
import { activationRoutes, forced, hub, machine, open } from "./platform-parts.ts";

const windows = machine("win", "Windows");
const tunnel = forced(open);
const scaleSet = {
  id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/set",
  properties: {
    virtualMachineProfile: {
      storageProfile: { imageReference: { publisher: "MicrosoftWindowsServer" } },
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            properties: {
              ipConfigurations: [{ properties: { subnet: to("virtualNetworks/hub/subnets/app") } }],
            },
          },
        ],
      },
    },
  },
};

// Who lives in the subnet, and what is said of it.
const tenants: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["Windows", windows, ["error"]],
  ["a scale set of Windows", [scaleSet], ["error"]],
  ["Linux", machine("lin", "Linux"), []],
  [
    "Windows beside Linux",
    [...machine("lin", "Linux", { address: "10.0.2.5" }), ...windows],
    ["error"],
  ],
  ["a machine of which nothing is known", machine("some", undefined), ["warning systemUnknown"]],
  [
    "an interface without a machine",
    [nic("card", "hub/subnets/app", "10.0.2.4")],
    ["warning systemUnknown"],
  ],
  [
    "an appliance of which nothing is known",
    [nic("nva", "hub/subnets/app", "10.0.2.4", { enableIPForwarding: true })],
    [],
  ],
  ["nobody yet", [], ["info machinesUnknown"]],
];

test.each(tenants)("FWD-21: a tunneled subnet with %s", (_, living, expected) => {
  const findings = findingsWith("TR101", [...hub([]), ...tunnel, ...living]);
  const told = findings.map(({ severity, assumptions }) =>
    [severity, ...assumptions.map(({ code }) => code)].join(" "),
  );
  expect(told).toEqual(expected);
});

test.each([
  [
    "given to a service",
    { delegations: [{ name: "d", properties: { serviceName: "Microsoft.Web/serverFarms" } }] },
  ],
])("an empty subnet that is %s is left alone", (_, app) => {
  expect(findingsWith("TR101", [...hub([], { app }), ...tunnel])).toEqual([]);
});

test("a machine sends by its primary interface", () => {
  const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/two";
  const cards = [
    { ...to("networkInterfaces/first"), properties: { primary: true } },
    { ...to("networkInterfaces/second"), properties: { primary: false } },
  ];
  const resources = [
    ...hub([], {
      others: { free: { addressPrefix: "10.0.4.0/24", routeTable: to("routeTables/out") } },
    }),
    resource("routeTables/out", { disableBgpRoutePropagation: true, routes: [] }),
    ...tunnel,
    nic("first", "hub/subnets/free", "10.0.4.4", { virtualMachine: { id } }),
    nic("second", "hub/subnets/app", "10.0.2.4", { virtualMachine: { id } }),
    {
      id,
      properties: {
        storageProfile: { osDisk: { osType: "Windows" } },
        networkProfile: { networkInterfaces: cards },
      },
    },
  ];
  expect(findingsWith("TR101", resources)).toEqual([]);
});

test("FWD-21: each cloud has its own servers", () => {
  const [finding] = findingsWith("TR101", [
    ...hub(activationRoutes, { region: "usgovvirginia" }),
    ...tunnel,
    ...windows,
  ]);
  expect(finding?.message).toContain("azkms.core.usgovcloudapi.net and kms.core.usgovcloudapi.net");
  expect(finding?.repair).toMatchObject({
    destinations: [{ name: "kms-52-126-105-2" }, { name: "kms-23-97-0-13" }],
  });
});

test("one finding a cause, with all that suffer from it", () => {
  const subnets = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`s${at}`, `10.0.${at + 10}.0/24`]),
  );
  const machines = Object.keys(subnets).flatMap((name, at) =>
    machine(`m${at}`, "Windows", { at: `hub/${name}`, address: `10.0.${at + 10}.4` }),
  );
  const findings = findingsWith("TR101", [...hub([], { others: subnets }), ...tunnel, ...machines]);
  expect(findings).toHaveLength(1);
  expect(findings[0]?.affected).toHaveLength(12);
  expect(findings[0]?.message).toContain("hub/s0, hub/s1, hub/s10 and 9 more");
});
