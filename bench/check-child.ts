// Checks one generated estate in a process of its own, so that its peak of memory is its own:
// node --import tsx bench/check-child.ts SPOKES perHub|perSpoke. Prints one line of JSON.
import { checkRules, runChecks } from "../src/check/index.ts";
import { compileSnapshot } from "../src/compile/index.ts";
import { families } from "../src/finding/index.ts";
import { Router } from "../src/route/index.ts";
import { Walker } from "../src/walk/index.ts";
import { generatedTags, promisedEstate } from "./estate.ts";
import { generateWalkEstate } from "./walk-estate.ts";

const [spokes = "100", tables = "perHub"] = process.argv.slice(2);
const routeTables = tables === "perSpoke" ? "perSpoke" : "perHub";
const snapshot = generateWalkEstate({ ...promisedEstate, spokes: Number(spokes), routeTables });

const json = JSON.stringify([...snapshot.resources.values()].map(({ body }) => body));
const parseMs = timed(() => JSON.parse(json)).ms;
const compiled = timed(() => compileSnapshot(snapshot, { serviceTags: generatedTags }));
const { model, diagnostics } = compiled.value;

const before = peak();
const all = timed(() => runChecks(groundOf()));
const checkPeak = peak();
const byFamily = families.map((family) => {
  const rules = checkRules.filter((rule) => rule.family === family);
  return { family, ms: timed(() => runChecks(groundOf(), rules)).ms };
});

console.log(
  JSON.stringify({
    subnets: model.subnets.size,
    nics: model.nics.size,
    findings: all.value.length,
    codes: [...new Set(all.value.map(({ code }) => code))].sort(),
    parseMs,
    compileMs: compiled.ms,
    checkMs: all.ms,
    byFamily,
    peakBefore: before,
    peak: checkPeak,
  }),
);

function groundOf() {
  const walker = new Walker(new Router(model));
  return { model, router: walker.router, walker, diagnostics };
}

function timed<T>(act: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = act();
  return { value, ms: performance.now() - start };
}

// In bytes, of the whole process so far.
function peak(): number {
  return process.resourceUsage().maxRSS * 1024;
}
