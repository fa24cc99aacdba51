// What a change leaves alone still stands where it was written; what it writes stands in no file.
import { expect, test } from "vitest";
import { estate, ids } from "../../test/changes/estate.ts";
import { kms } from "../../test/changes/rows.ts";
import { compileSnapshot } from "../compile/index.ts";
import type { Place } from "../diagnostic/index.ts";
import { createSnapshot, readText } from "../intake/index.ts";
import { keyOf, type Model } from "../model/index.ts";
import { applyChanges, type Change } from "./index.ts";

const text = JSON.stringify(estate);
// The table's third route again, from a file that was laid over the first one.
const over = JSON.stringify({
  id: ids.table,
  properties: { routes: [{ name: "third", properties: { nextHopType: "Internet" } }] },
});

function after(...changes: readonly Change[]): Model {
  const layers = [
    [readText({ file: "estate.json", text })],
    [readText({ file: "over.json", text: over })],
  ];
  const { snapshot, failures } = applyChanges(createSnapshot(layers), changes);
  expect(failures).toEqual([]);
  return compileSnapshot(snapshot).model;
}

function placesOf(model: Model): Readonly<Record<string, string>> {
  const routes = model.routeTables.get(keyOf(ids.table))?.routes ?? [];
  return Object.fromEntries(routes.map(({ name, place }) => [name, textOf(place)]));
}

function textOf({ file, pointer }: Place): string {
  return `${file}#${pointer}`;
}

test("routes before and behind one that goes", () => {
  expect(placesOf(after())).toEqual({
    first: "estate.json#/properties/routes/0",
    second: "estate.json#/properties/routes/1",
    third: "estate.json#/properties/routes/2",
  });
  const gone: Change = { kind: "removeRoutes", table: ids.table, names: ["second"] };
  expect(placesOf(after(gone))).toEqual({
    first: "estate.json#/properties/routes/0",
    third: "estate.json#/properties/routes/2",
  });
  const [third] = after(gone).routeTables.get(keyOf(ids.table))?.routes.slice(-1) ?? [];
  expect(third?.nextHop).toEqual({ kind: "internet" });
});

test("a new route", () => {
  const places = placesOf(after({ kind: "addRoutes", table: ids.table, routes: [kms] }));
  expect(places["kms"]).toBe("#");
  expect(places["first"]).toBe("estate.json#/properties/routes/0");
});

test("a property that is set", () => {
  const table = after({ kind: "setPropagation", table: ids.table, propagates: false });
  const { place, propagationPlace } = table.routeTables.get(keyOf(ids.table))!;
  expect([textOf(place), textOf(propagationPlace)]).toEqual([
    "estate.json#",
    "#/properties/disableBgpRoutePropagation",
  ]);
});

test("a property of a child inside its parent", () => {
  const policies = { subnet: ids.subnet, value: "Enabled" } as const;
  const model = after({ kind: "setPrivateEndpointPolicies", ...policies });
  const { place, privateEndpointPolicyPlace } = model.subnets.get(keyOf(ids.subnet))!;
  expect([textOf(place), textOf(privateEndpointPolicyPlace)]).toEqual([
    "estate.json#/properties/subnets/0",
    "#/properties/privateEndpointNetworkPolicies",
  ]);
});
