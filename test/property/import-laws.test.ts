// The laws of taking a snapshot over: what it says is still there when it is shown again, and the
// routes are the same.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isJsonObject,
  type JsonObject,
  normalForm,
  type Resource,
  type Snapshot,
} from "../../src/arm/index.ts";
import { rowsOfTarget } from "../../src/cli/routes/target-rows.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import {
  Draft,
  Estate,
  importResource,
  isShownInParent,
  showRow,
  type World,
} from "../../src/provider/index.ts";
import { listTargets, Router } from "../../src/route/index.ts";
import { richEstate } from "../bad-input/rich-estate.ts";
import { caseNames, readCase } from "../golden/snapshots.ts";
import { randomEstate } from "../rules/random-estate.ts";

function read(values: readonly unknown[]): Snapshot {
  return createSnapshot([[readText({ file: "snapshot.json", text: JSON.stringify(values) })]]);
}

/** A snapshot as the control plane shows it, when it has taken it over. */
function takenOver(snapshot: Snapshot): readonly Resource[] {
  let count = 0;
  const world: World = {
    guid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
    },
    now: () => "2026-11-21T10:00:00.0000000Z",
  };
  const draft = new Draft(new Estate());
  for (const value of normalForm(snapshot.resources.values())) {
    const resource = [...read([value]).resources.values()].at(0);
    if (resource !== undefined) importResource(draft, { id: resource.id, body: value }, world);
  }
  const estate = new Estate();
  estate.apply(draft.changes);
  const apart = [...estate.rows()].filter((row) => !isShownInParent(row));
  return apart.map((row) => ({
    id: row.id,
    typeKey: row.typeKey,
    body: showRow(estate, row),
    place: { resource: row.id.text, pointer: "", file: "", filePointer: "" },
  }));
}

// What Azure writes anew, and what follows from the rest of the estate.
const anew: ReadonlySet<string> = new Set([
  "etag",
  "peeringState",
  "peeringSyncLevel",
  "remoteAddressSpace",
  "remoteVirtualNetworkAddressSpace",
  "defaultSecurityRules",
  "location",
  "type",
]);

/** What `before` says and `after` does not, as places. */
function lost(before: unknown, after: unknown, at = ""): readonly string[] {
  if (isDeepStrictEqual(before, after) || before === null) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((one: unknown, index) => {
      const twin = after.find((two: unknown) => isTwin(one, two)) ?? after[index];
      return lost(one, twin, `${at}/${index}`);
    });
  }
  if (isJsonObject(before) && isJsonObject(after)) {
    return Object.entries(before).flatMap(([name, value]) =>
      anew.has(name) ? [] : lost(value, after[name], `${at}/${name}`),
    );
  }
  const isSameText =
    typeof before === "string" &&
    typeof after === "string" &&
    before.toLowerCase() === after.toLowerCase();
  if (isSameText || (Array.isArray(before) && before.length === 0)) return [];
  return [`${at}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`];
}

function isTwin(one: unknown, two: unknown): boolean {
  if (!isJsonObject(one) || !isJsonObject(two)) return false;
  const [a, b] = [one, two].map((each) => each["id"] ?? each["name"]);
  return a !== undefined && String(a).toLowerCase() === String(b).toLowerCase();
}

function lostIn(values: readonly JsonObject[]): readonly string[] {
  const snapshot = read(values);
  const before = normalForm(snapshot.resources.values());
  const after = new Map(
    normalForm(takenOver(snapshot)).map((one) => [String(one["id"]).toLowerCase(), one]),
  );
  return before.flatMap((one) => {
    const id = String(one["id"]);
    return lost(one, after.get(id.toLowerCase())).map((place) => `${id}${place}`);
  });
}

function routesOf(resources: Iterable<Resource>): unknown {
  const all = new Map([...resources].map((one) => [one.id.key, one]));
  const { model } = compileSnapshot({ resources: all, captures: [], diagnostics: [] });
  const router = new Router(model);
  return listTargets(model).map((target) => rowsOfTarget(router, target, false));
}

test.each(caseNames)("%s: nothing that it says is lost", (name) => {
  expect(lostIn(readCase(name))).toEqual([]);
});

test.each(caseNames)("%s: its routes are the same", (name) => {
  const snapshot = read(readCase(name));
  expect(routesOf(takenOver(snapshot))).toEqual(
    routesOf(read(normalForm(snapshot.resources.values())).resources.values()),
  );
});

test("an estate with one of everything", () => {
  expect(lostIn(richEstate.resources)).toEqual([]);
});

test("random estates", () => {
  fc.assert(
    fc.property(randomEstate, ({ base }) => {
      expect(lostIn(base.resources)).toEqual([]);
    }),
    { seed: 20261122, numRuns: 30 },
  );
});
