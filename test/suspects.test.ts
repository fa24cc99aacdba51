// Flows are suspected by what has changed: following the suspects must find what following all
// flows finds. Shown on the examples, of which each step is a change.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compileSnapshot } from "../src/compile/index.ts";
import { type Difference, differenceOf, type Side } from "../src/difference/index.ts";
import { createSnapshot, readText } from "../src/intake/index.ts";
import { Router } from "../src/route/index.ts";
import { Walker } from "../src/walk/index.ts";

const folder = fileURLToPath(new URL("../examples/", import.meta.url));

function sideOf(example: string, files: string): Side {
  const layers = files.split(" ").map((name) => {
    const file = `${folder}${example}/${name}.json`;
    return [readText({ file, text: readFileSync(file, "utf8") })];
  });
  const { resources, captures, diagnostics } = createSnapshot(layers);
  const { model } = compileSnapshot({ resources, captures, diagnostics });
  return { resources, walker: new Walker(new Router(model)) };
}

// Each kind of change as often as it is told; sets may be cut in another order.
function brief({ flows }: Difference): readonly string[] {
  expect(flows.unexamined).toEqual([]);
  return flows.changes.map(({ kind }) => kind);
}

test.each([
  ["private-link", "base", "base stage-b"],
  ["private-link", "base stage-b", "base stage-c"],
  ["private-link", "base stage-c", "base stage-d"],
  ["private-link", "base", "base policy-only"],
  ["private-link", "base", "base expressroute"],
  ["private-link", "base", "base spoke"],
  ["kms-activation", "base", "base kms-routes"],
  ["kms-activation", "base", "base not-forced"],
  ["forced-tunnel", "base", "base user-route"],
  ["forced-tunnel", "base", "base bgp-default"],
  ["service-endpoints", "test-1", "test-1 test-2"],
  ["service-endpoints", "test-1", "test-1 nva"],
  ["gateway-coexistence", "base", "base solution-4"],
  ["gateway-coexistence", "base solution-4", "base solution-4 propagation-off"],
])("%s: from %s to %s", (example, old, now) => {
  const compare = (flows: "all" | "suspected") =>
    differenceOf(sideOf(example, old), sideOf(example, now), { flows, mostFlows: 20_000 });
  expect(brief(compare("suspected"))).toEqual(brief(compare("all")));
});
