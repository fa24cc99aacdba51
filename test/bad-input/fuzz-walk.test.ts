// Damaged exports, and packets through what is left of them: every walk ends, nothing throws.
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { formatTrace, traceReport } from "../../src/report/index.ts";
import { listTargets, Router, targetName } from "../../src/route/index.ts";
import { parseServiceTags } from "../../src/servicetag/index.ts";
import { Walker } from "../../src/walk/index.ts";
import { tryTrace } from "../rules/walks.ts";
import { anyMutation, type Mutation, mutate } from "./mutation.ts";
import { richEstate, richFlows } from "./rich-estate.ts";

// More with TRUEROUTE_FUZZ_RUNS=20000; another corner with TRUEROUTE_FUZZ_SEED=1.
const numRuns = Number(process.env["TRUEROUTE_FUZZ_RUNS"] ?? 300);
const seed = Number(process.env["TRUEROUTE_FUZZ_SEED"] ?? 20261121);

const { index: serviceTags } = parseServiceTags({
  changeNumber: 1,
  cloud: "Public",
  values: [
    {
      name: "Storage.WestEurope",
      id: "Storage.WestEurope",
      properties: {
        region: "westeurope",
        systemService: "AzureStorage",
        addressPrefixes: ["20.150.74.0/24"],
      },
    },
  ],
});

interface Mutant {
  readonly mutations: readonly Mutation[];
  /** Which of the ends that are left are tried besides. */
  readonly turn: number;
}

const anyMutant: fc.Arbitrary<Mutant> = fc.record({
  mutations: fc.array(anyMutation, { minLength: 1, maxLength: 12 }),
  turn: fc.nat(1000),
});

function walkerOf(text: string): Walker {
  const snapshot = createSnapshot([[readText({ file: "a.json", text })]]);
  const options = serviceTags === undefined ? {} : { serviceTags };
  return new Walker(new Router(compileSnapshot(snapshot, options).model));
}

/** Some pairs of what is left, whatever it is called now. */
function leftOver({ router }: Walker, turn: number): readonly string[] {
  const { model } = router;
  const names = listTargets(model)
    .map((target) => targetName(model, target))
    .filter((name) => name !== "" && !name.includes(" "));
  return Array.from({ length: 4 }, (_, at) => {
    const pick = (step: number) => names[(turn + at * step) % names.length];
    return `${pick(7) ?? "internet"} ${pick(11) ?? "8.8.8.8"}:443`;
  });
}

test("whatever happened to an export, every walk through it ends", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anyMutant, ({ mutations, turn }) => {
      const text = JSON.stringify(mutate(richEstate.resources, mutations));
      const walker = walkerOf(text);
      const flows = richFlows.map(([from, to]) => `${from} ${to}`);
      for (const line of [...flows, ...leftOver(walker, turn)]) {
        const trace = tryTrace(walker, line);
        const report = trace === undefined ? undefined : traceReport(trace);
        const ending = report?.disposition ?? "refused";
        seen.set(ending, (seen.get(ending) ?? 0) + 1);
        if (report === undefined) continue;
        const told = formatTrace(report, { from: "a", to: "b" }, { hasAllPaths: true });
        expect(told).not.toMatch(/undefined|NaN|\[object/);
      }
    }),
    { seed, numRuns },
  );
  expect(seen.size).toBeGreaterThan(8);
  expect(seen.get("delivered")).toBeGreaterThan(numRuns);
});
