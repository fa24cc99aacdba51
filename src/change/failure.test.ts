// Changes that cannot be made: each says why, and the others are made all the same.
import { expect, test } from "vitest";
import { estate, ids } from "../../test/changes/estate.ts";
import { kms } from "../../test/changes/rows.ts";
import { idOf } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { parsePrefix } from "../net/index.ts";
import { applyChanges, type Change, describeObstacle, formatChanges } from "./index.ts";

const other = {
  ...kms,
  destination: { kind: "prefix", prefix: parsePrefix("10.9.0.0/16")! },
} as const;

/** A change, the kind of what is in the way, and the last names of its id. */
const rows: readonly (readonly [string, Change, string, string])[] = [
  [
    "a table that is not there",
    { kind: "addRoutes", table: idOf("routeTables/none"), routes: [kms] },
    "missing",
    "routeTables/none",
  ],
  [
    "a child that is not there",
    { kind: "setPrivateEndpointPolicies", subnet: `${ids.subnet}x`, value: "Enabled" },
    "missing",
    "subnets/appsx",
  ],
  [
    "a route that is not there",
    { kind: "setRoute", table: ids.table, name: "none", nextHop: { kind: "none" } },
    "missing",
    "routes/none",
  ],
  [
    "a network that would be peered and is not there",
    {
      kind: "createPeering",
      peering: idOf("virtualNetworks/none/virtualNetworkPeerings/p"),
      remote: idOf("virtualNetworks/hub"),
      flags: {},
    },
    "missing",
    "virtualNetworks/none",
  ],
  [
    "a resource of another type",
    { kind: "addRoutes", table: ids.subnet, routes: [kms] },
    "unsuitable",
    "subnets/apps",
  ],
  [
    "a text that is no id",
    { kind: "createRouteTable", table: "rt", location: "x", routes: [], propagates: true },
    "unsuitable",
    "rt",
  ],
  [
    "a new table with the id of something else",
    { kind: "createRouteTable", table: ids.nic, location: "x", routes: [kms], propagates: true },
    "unsuitable",
    "networkInterfaces/nva",
  ],
  [
    "a new table with two routes of one name",
    {
      kind: "createRouteTable",
      table: idOf("routeTables/new"),
      location: "x",
      routes: [kms, { ...other, name: "KMS" }],
      propagates: true,
    },
    "taken",
    "routes/kms",
  ],
  [
    "a route with a name that another one has",
    { kind: "addRoutes", table: ids.table, routes: [{ ...kms, name: "FIRST" }] },
    "taken",
    "routes/first",
  ],
  [
    "a route with a destination that another one has",
    { kind: "addRoutes", table: ids.table, routes: [other] },
    "taken",
    "routes/first",
  ],
  [
    "two new routes with one destination",
    { kind: "addRoutes", table: ids.table, routes: [kms, { ...kms, name: "again" }] },
    "taken",
    "routes/kms",
  ],
  [
    "a route that would get the destination of another one",
    { kind: "setRoute", table: ids.table, name: "second", destination: other.destination },
    "taken",
    "routes/first",
  ],
  [
    "a second peering with one network",
    {
      kind: "createPeering",
      peering: idOf("virtualNetworks/hub/virtualNetworkPeerings/again"),
      remote: idOf("virtualNetworks/spoke"),
      flags: {},
    },
    "taken",
    "virtualNetworkPeerings/to-spoke",
  ],
  [
    "a security rule with a priority that another one has",
    {
      kind: "addSecurityRule",
      group: ids.group,
      rule: {
        name: "new",
        direction: "inbound",
        access: "allow",
        priority: 100,
        protocol: "any",
        sources: ["*"],
        sourcePorts: ["*"],
        destinations: ["*"],
        destinationPorts: ["*"],
      },
    },
    "taken",
    "securityRules/old",
  ],
];

test.each(rows)("%s", (_, change, kind, id) => {
  const snapshot = snapshotOf(estate);
  const flag: Change = { kind: "setIpForwarding", nic: ids.nic, isOn: true };
  const { snapshot: after, failures } = applyChanges(snapshot, [change, flag]);
  expect(failures.map(({ change: failed, obstacle }) => [failed, obstacle.kind])).toEqual([
    [change, kind],
  ]);
  const [failure] = failures;
  expect(failure?.obstacle.id.split("/").slice(-2).join("/")).toBe(id);
  expect(describeObstacle(failure!.obstacle)).toMatch(/^.*\.$/);

  // Nothing but the other change was made.
  expect(after).toEqual(applyChanges(snapshot, [flag]).snapshot);
  const text = formatChanges([change, flag], snapshot.resources, "az");
  expect(text).toMatch(/^# Enable IP forwarding/);
  expect(text).toContain("# Left out: ");
});

test("an empty list changes nothing, and no object is made anew", () => {
  const { snapshot } = applyChanges(snapshotOf(estate), []);
  const same = applyChanges(snapshot, []);
  expect(same.snapshot.resources).toBe(snapshot.resources);
  expect(formatChanges([], snapshot.resources, "az")).toBe("");
});
