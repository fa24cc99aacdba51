// Compares one generated estate with itself after one route has changed, in a process of its own:
// node --import tsx bench/diff-child.ts SPOKES. Prints one line of JSON.
import type { Resource, Snapshot } from "../src/arm/index.ts";
import { compileSnapshot } from "../src/compile/index.ts";
import { differenceOf } from "../src/difference/index.ts";
import { Router } from "../src/route/index.ts";
import { Walker } from "../src/walk/index.ts";
import { generatedTags, promisedEstate } from "./estate.ts";
import { generateWalkEstate } from "./walk-estate.ts";

const [spokes = "100"] = process.argv.slice(2);
const size = { ...promisedEstate, spokes: Number(spokes), routeTables: "perSpoke" } as const;
const snapshot = generateWalkEstate(size);
const before = sideOf(snapshot);
const after = sideOf(withOneRoute(snapshot));
const peakBefore = peak();
const start = performance.now();
const difference = differenceOf(before.side, after.side);
const ms = performance.now() - start;

console.log(
  JSON.stringify({
    subnets: before.subnets,
    compileMs: after.ms,
    diffMs: ms,
    tables: difference.tables.length,
    flows: difference.flows.changes.length,
    unexamined: difference.flows.unexamined.length,
    peakBefore,
    peak: peak(),
  }),
);

function sideOf(of: Snapshot) {
  const begin = performance.now();
  const { model } = compileSnapshot(of, { serviceTags: generatedTags });
  const spent = performance.now() - begin;
  const walker = new Walker(new Router(model));
  return { side: { resources: of.resources, walker }, subnets: model.subnets.size, ms: spent };
}

// One more route, to nowhere, in the table of one spoke.
function withOneRoute(of: Snapshot): Snapshot {
  const [key, table] = [...of.resources].find(([, one]) => isSpokeTable(one)) ?? [];
  if (key === undefined || table === undefined) throw new Error("no table of a spoke");
  const properties = table.body["properties"] as { readonly routes: readonly object[] };
  const route = {
    name: "changed",
    properties: { addressPrefix: "10.201.7.0/24", nextHopType: "None" },
  };
  const body = {
    ...table.body,
    properties: { ...properties, routes: [...properties.routes, route] },
  };
  return { ...of, resources: new Map(of.resources).set(key, { ...table, body }) };
}

function isSpokeTable({ typeKey, id }: Resource): boolean {
  return typeKey === "microsoft.network/routetables" && id.name === "rt-spoke0";
}

// In bytes, of the whole process so far.
function peak(): number {
  return process.resourceUsage().maxRSS * 1024;
}
