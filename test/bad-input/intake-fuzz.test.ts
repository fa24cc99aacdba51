// Damaged templates, plans, states and exports through everything that reads them: nothing throws,
// nothing grows without bound, and no secret comes out.
import { readdirSync, readFileSync, statSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, type ReadResult, readText } from "../../src/intake/index.ts";
import { azureHubRows, azureRows } from "../../src/report/index.ts";
import { listTargets, Router } from "../../src/route/index.ts";
import { configurations, factsOf, type Text, textsOf, ways } from "../four-ways/landscapes.ts";
import { subscription } from "../four-ways/terraform/place.ts";
import { findSharedFile } from "../shared-file.ts";
import { anyDamage, type Damage, damage } from "./expression-damage.ts";
import { anyMutation, type Mutation, mutate } from "./mutation.ts";

// More with TRUEROUTE_FUZZ_RUNS=20000; another corner with TRUEROUTE_FUZZ_SEED=1.
const numRuns = Number(process.env["TRUEROUTE_FUZZ_RUNS"] ?? 300);
const seed = Number(process.env["TRUEROUTE_FUZZ_SEED"] ?? 20261121);

/** Stands in every secret of the landscapes, and must never be seen again. */
const canary = "canary-0f3a";

/** Texts that are read together as one layer. */
interface Document {
  readonly name: string;
  readonly texts: readonly Text[];
}

const landscapes: readonly Document[] = [...configurations.keys()].flatMap((landscape) =>
  ways.map((way) => ({ name: `${landscape} ${way}`, texts: textsOf(landscape, way) })),
);

/** Real ones from many hands, where they lie beside the checkout. */
function readCorpus(): readonly Document[] {
  const folder = findSharedFile("corpus");
  if (folder === undefined) return [];
  const files = ["arm", "terraform", "exports"].flatMap((kind) =>
    readdirSync(`${folder}/${kind}`, { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${kind}/${name}`)
      .filter((file) => /\.(json|tfstate)$/.test(file) && statSync(file).size < 200_000),
  );
  return files.sort().map((file) => ({
    name: file.slice(folder.length),
    texts: [{ file: file.slice(folder.length), text: readFileSync(file, "utf8") }],
  }));
}

const documents = [...landscapes, ...readCorpus()].map(({ name, texts }) => ({
  name,
  texts,
  // What cannot be parsed is damaged as text only.
  values: texts.map(({ text }) => parse(text)),
}));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Mutant {
  /** Index of the document. */
  readonly of: number;
  /** Which of its texts is damaged. */
  readonly which: number;
  readonly mutations: readonly Mutation[];
  readonly damages: readonly Damage[];
  /** Where the text breaks off, in thousandths of it; beyond 1000 it does not. */
  readonly cut: number;
  /** Whether parameters that are gone get stand-ins, and what a plan names is taken whole. */
  readonly isLenient: boolean;
}

const anyMutant: fc.Arbitrary<Mutant> = fc.record({
  of: fc.nat(documents.length - 1),
  which: fc.nat(20),
  mutations: fc.array(anyMutation, { maxLength: 4 }),
  damages: fc.array(anyDamage, { maxLength: 4 }),
  cut: fc.oneof(
    { weight: 1, arbitrary: fc.nat(1000) },
    { weight: 12, arbitrary: fc.constant(2000) },
  ),
  isLenient: fc.boolean(),
});

function textsOfMutant({ of, which, mutations, damages, cut }: Mutant): readonly Text[] {
  const { texts, values } = documents[of]!;
  const at = which % texts.length;
  return texts.map((one, index) => {
    if (index !== at) return one;
    const value = values[at];
    const text = value === undefined ? one.text : damaged(value, mutations, damages);
    return { ...one, text: text.slice(0, Math.floor((text.length * cut) / 1000)) };
  });
}

function damaged(
  value: unknown,
  mutations: readonly Mutation[],
  damages: readonly Damage[],
): string {
  // The top may have been replaced by something else.
  const holder = { document: mutate(value, mutations) };
  damage(holder, damages);
  return JSON.stringify(holder.document) ?? "";
}

interface Outcome {
  readonly codes: readonly string[];
  readonly printed: string;
  readonly resourceCount: number;
  readonly rowCount: number;
}

function run(texts: readonly Text[], isLenient: boolean): Outcome {
  const results: readonly ReadResult[] = texts.map((text) => readText(text));
  const facts = factsOf("hub-spoke-vpn").map((text) => readText(text));
  const snapshot = createSnapshot([results, facts], {
    mode: isLenient ? "complete" : "incremental",
    deployment: {
      subscription,
      resourceGroup: "network",
      location: "westeurope",
      assumesDefaults: isLenient,
    },
  });
  const { model, diagnostics, coverage } = compileSnapshot(snapshot);
  const rows = rowsOf(model);
  const all = [...snapshot.diagnostics, ...diagnostics];
  const bodies = [...snapshot.resources.values()].map(({ body }) => body);
  return {
    codes: all.map(({ code }) => code),
    printed: JSON.stringify([bodies, all, rows, coverage, snapshot.captures]),
    resourceCount: snapshot.resources.size,
    rowCount: rows.length,
  };
}

function rowsOf(model: ReturnType<typeof compileSnapshot>["model"]): readonly unknown[] {
  const router = new Router(model);
  return listTargets(model).flatMap((target): readonly unknown[] => {
    if (target.kind === "hub") {
      return target.named.routeTables.flatMap((table) => azureHubRows(model, target.named, table));
    }
    const table = router.tableOf(target.view);
    return table === undefined ? [] : azureRows(table, model.behavior);
  });
}

test("whatever happened to a template, plan or export, it is read or refused", () => {
  const seen = { answered: 0, empty: 0, said: 0, silent: 0 };
  const codes = new Set<string>();
  const whole = new Map<number, Outcome>();
  fc.assert(
    fc.property(anyMutant, (mutant) => {
      const texts = textsOfMutant(mutant);
      const size = texts.reduce((sum, { text }) => sum + text.length, 0);
      const outcome = run(texts, mutant.isLenient);
      for (const code of outcome.codes) codes.add(code);
      seen[outcome.rowCount > 0 ? "answered" : "empty"] += 1;
      seen[outcome.codes.length > 0 ? "said" : "silent"] += 1;
      expect(outcome.printed).not.toContain(canary);
      // One copy loop makes at most 800 resources; what was read bounds everything else.
      expect(outcome.resourceCount).toBeLessThan(2000 + size / 10);
      expect(outcome.codes.length).toBeLessThan(2000 + size / 10);
      const before = whole.get(mutant.of) ?? run(documents[mutant.of]!.texts, true);
      whole.set(mutant.of, before);
      expect(outcome.printed.length).toBeLessThan(10_000_000 + 200 * before.printed.length);
    }),
    { seed, numRuns },
  );
  const atLeast = (share: number): number => Math.floor(numRuns * share);
  expect(seen.answered).toBeGreaterThan(atLeast(0.4));
  expect(seen.said).toBeGreaterThan(atLeast(0.4));
  expect(codes.size).toBeGreaterThan(30);
});

test("no secret of a landscape comes out of any way of writing it", () => {
  let held = 0;
  for (const { name, texts } of landscapes) {
    held += texts.reduce((sum, { text }) => sum + text.split(canary).length - 1, 0);
    expect([name, run(texts, false).printed.includes(canary)]).toEqual([name, false]);
  }
  expect(held).toBeGreaterThan(20);
});
