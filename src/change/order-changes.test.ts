import { expect, test } from "vitest";
import { ids } from "../../test/changes/estate.ts";
import { idOf } from "../../test/resources.ts";
import type { Change, ChangeKind } from "./index.ts";
import { orderChanges } from "./order-changes.ts";

const table = idOf("routeTables/new");
const peering = ids.hubToSpoke;
const remote = idOf("virtualNetworks/spoke");

const rows: readonly (readonly [string, readonly Change[], readonly ChangeKind[]])[] = [
  [
    "a table is made before it is used",
    [
      { kind: "associateRouteTable", subnet: ids.subnet, table },
      { kind: "createRouteTable", table, location: "x", routes: [], propagates: true },
    ],
    ["createRouteTable", "associateRouteTable"],
  ],
  [
    "an endpoint is there before a service lets it in",
    [
      { kind: "addSubnetRule", service: ids.storage, subnet: ids.subnet },
      { kind: "setServiceEndpoints", subnet: ids.subnet, services: ["Microsoft.Storage"] },
    ],
    ["setServiceEndpoints", "addSubnetRule"],
  ],
  [
    "a peering goes before it comes again",
    [
      { kind: "createPeering", peering, remote, flags: {} },
      { kind: "removePeering", peering },
    ],
    ["removePeering", "createPeering"],
  ],
  [
    "a gateway is used after it is offered, and no more before it is taken back",
    [
      {
        kind: "createPeering",
        peering: ids.spokeToHub,
        remote,
        flags: { usesRemoteGateway: true },
      },
      { kind: "setPeeringFlags", peering, flags: { offersGateway: false } },
      { kind: "setPeeringFlags", peering, flags: { usesRemoteGateway: false } },
    ],
    ["setPeeringFlags", "setPeeringFlags", "createPeering"],
  ],
  [
    "edits stay in their order",
    [
      { kind: "removeRoutes", table, names: ["a"] },
      { kind: "setPropagation", table, propagates: true },
      { kind: "addRoutes", table, routes: [] },
    ],
    ["removeRoutes", "setPropagation", "addRoutes"],
  ],
];

test.each(rows)("%s", (_, changes, kinds) => {
  expect(orderChanges(changes).map(({ kind }) => kind)).toEqual(kinds);
});

test("what is used no more goes first", () => {
  const [first] = orderChanges(rows[3]?.[1] ?? []);
  expect(first).toMatchObject({ flags: { usesRemoteGateway: false } });
});
