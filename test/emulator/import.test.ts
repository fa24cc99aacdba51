// A snapshot that is taken over says the same when it is shown again.
import { expect, test } from "vitest";
import { isJsonObject, type Snapshot, typeKeys } from "../../src/arm/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { Model } from "../../src/model/index.ts";
import { Draft, Estate, importResource, showRow, type World } from "../../src/provider/index.ts";
import { azureRows } from "../../src/report/index.ts";
import { findTarget, Router } from "../../src/route/index.ts";
import { caseNames, readCase } from "../golden/read-case.ts";
import { snapshotOf } from "../snapshot-of.ts";

const world: World = {
  guid: () => "00000000-0000-4000-8000-000000000000",
  now: () => "2026-11-21T10:00:00.0000000Z",
};

function takeOver(snapshot: Snapshot): Draft {
  const draft = new Draft(new Estate());
  for (const { id, body } of snapshot.resources.values())
    importResource(draft, { id, body }, world);
  return draft;
}

// What follows from the resources around: it is shown as they are, whatever somebody has written.
const derived: ReadonlySet<string> = new Set([
  "etag",
  "id",
  "type",
  "ipConfiguration",
  "virtualMachine",
  "privateEndpoint",
  "networkInterfaces",
  "peeringState",
  "peeringSyncLevel",
  "remoteVirtualNetworkAddressSpace",
  "vpnGateway",
  "expressRouteGateway",
  "azureFirewall",
  "ruleCollectionGroups",
]);

test.each(caseNames())("%s", (name) => {
  const { snapshot } = readCase(name);
  const draft = takeOver(snapshot);
  const lost: string[] = [];
  for (const { id, body, typeKey } of snapshot.resources.values()) {
    if (typeKey === typeKeys.subnet) continue;
    const row = draft.find(id.key);
    if (row === undefined) lost.push(`${id.text}: not there`);
    else findLost(body, showRow(draft, row), id.name, lost);
  }
  expect(snapshot.resources.size).toBeGreaterThan(0);
  expect(lost).toEqual([]);
});

function findLost(said: unknown, shown: unknown, at: string, lost: string[]): void {
  if (Array.isArray(said)) {
    const list = Array.isArray(shown) ? shown : [];
    for (const [index, one] of said.entries()) {
      findLost(one, match(one, list) ?? list[index], `${at}/${index}`, lost);
    }
    return;
  }
  if (!isJsonObject(said)) {
    if (!isSame(said, shown))
      lost.push(`${at}: ${JSON.stringify(said)} is ${JSON.stringify(shown)}`);
    return;
  }
  for (const [name, value] of Object.entries(said)) {
    if (derived.has(name)) continue;
    findLost(value, isJsonObject(shown) ? shown[name] : undefined, `${at}/${name}`, lost);
  }
}

function match(one: unknown, list: readonly unknown[]): unknown {
  const name = isJsonObject(one) ? one["name"] : undefined;
  if (typeof name !== "string") return undefined;
  return list.find((other) => isJsonObject(other) && other["name"] === name);
}

// `West Europe` and `westeurope` are one place, and words come in any casing.
function isSame(said: unknown, shown: unknown): boolean {
  if (said === shown || said === null) return true;
  const [left, right] = [said, shown].map((one) => String(one).toLowerCase().replaceAll(" ", ""));
  return typeof said === "string" && left === right;
}

test.each(caseNames())("%s has the same routes afterwards", (name) => {
  const { snapshot, model } = readCase(name);
  const draft = takeOver(snapshot);
  const rows = [...draft.changes.values()].filter((row) => row !== undefined);
  const shown = rows.map((row) => ({ id: row.id.text, ...showRow(draft, row, { isAlone: true }) }));
  const { model: after } = compileSnapshot(snapshotOf(shown));
  expect(tablesOf(after)).toEqual(tablesOf(model));
});

function tablesOf(model: Model): unknown {
  const router = new Router(model);
  return [...model.subnets.values()].map(({ id }) => {
    const target = findTarget(model, id);
    const view =
      target.kind === "found" && "view" in target.target ? target.target.view : undefined;
    const table = view === undefined ? undefined : router.tableOf(view);
    return [
      id.toLowerCase(),
      table === undefined ? undefined : sorted(azureRows(table, model.behavior)),
    ];
  });
}

// Rows of one kind stand in no order that means anything.
function sorted(rows: readonly unknown[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
