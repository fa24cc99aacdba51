// Damaged exports through everything that answers from them: nothing throws, and what is left is
// still answered.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import {
  azureRows,
  createSnapshot,
  explainDecision,
  explainRows,
  findTarget,
  listTargets,
  type Model,
  nextHopAnswer,
  parseIp,
  parseServiceTags,
  Router,
  readText,
  type Snapshot,
  verify,
} from "../../src/index.ts";
import { type Ip, type Prefix, parsePrefix } from "../../src/net/index.ts";
import { azureHubRows } from "../../src/report/index.ts";
import type { Target } from "../../src/route/index.ts";
import { caseFolder, caseNames } from "../golden/read-case.ts";
import { tagFile } from "../run-cli.ts";
import { anyMutation, type Mutation, mutate } from "./mutation.ts";

// More with TRUEROUTE_FUZZ_RUNS=20000; another corner with TRUEROUTE_FUZZ_SEED=1.
const numRuns = Number(process.env["TRUEROUTE_FUZZ_RUNS"] ?? 400);
const seed = Number(process.env["TRUEROUTE_FUZZ_SEED"] ?? 20261121);

const { index: serviceTags } = parseServiceTags(JSON.parse(readFileSync(tagFile, "utf8")));
if (serviceTags === undefined) throw new TypeError("the service tags of the tests cannot be read");
const options = { serviceTags };

interface Expected {
  readonly effectiveRoutes?: readonly { readonly target: string; readonly rows: unknown }[];
}

/** The resources of a case, and behind them what Azure answered, as captures. */
function documentOf(name: string): readonly unknown[] {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(`${caseFolder}${name}/${file}`, "utf8"));
  const { effectiveRoutes = [] } = read("expected.json") as Expected;
  const captures = effectiveRoutes.map(({ target, rows }) => ({ about: target, value: rows }));
  return [...(read("snapshot.json") as unknown[]), ...captures];
}

const documents: ReadonlyMap<string, readonly unknown[]> = new Map(
  caseNames().map((name) => [name, documentOf(name)]),
);

interface Mutant {
  /** Name of the case. */
  readonly of: string;
  readonly mutations: readonly Mutation[];
  /** Which of the slower questions are asked. */
  readonly turn: number;
  /** Where the text breaks off, in thousandths of it; beyond 1000 it does not. */
  readonly cut: number;
}

const anyMutant: fc.Arbitrary<Mutant> = fc.record({
  of: fc.constantFrom(...documents.keys()),
  mutations: fc.array(anyMutation, { minLength: 1, maxLength: 8 }),
  turn: fc.nat(1000),
  cut: fc.oneof(
    { weight: 1, arbitrary: fc.nat(1000) },
    { weight: 15, arbitrary: fc.constant(2000) },
  ),
});

function textOf({ of, mutations, cut }: Mutant): string {
  const text = JSON.stringify(mutate(documents.get(of), mutations), undefined, 1);
  return text.slice(0, Math.floor((text.length * cut) / 1000));
}

const addresses = [
  "10.0.0.4",
  "10.13.77.6",
  "192.168.0.4",
  "20.150.74.9",
  "168.63.129.16",
  "fd00::4",
];
const ips: readonly Ip[] = addresses.flatMap((text) => parseIp(text) ?? []);
const prefixes: readonly Prefix[] = ["0.0.0.0/0", "10.0.0.0/8"].flatMap(
  (text) => parsePrefix(text) ?? [],
);

function pickIp(turn: number): readonly Ip[] {
  return ips.slice(turn % ips.length).slice(0, 1);
}

/**
 * Asks about one target; gives the answers as the command line would print them. `asked` are
 * addresses and prefixes.
 */
function answersOf(
  router: Router,
  target: Target,
  asked: readonly (Ip | Prefix)[],
): readonly unknown[] {
  const { model } = router;
  if (target.kind === "hub") {
    return target.named.routeTables.flatMap((table) => azureHubRows(model, target.named, table));
  }
  const { view } = target;
  const table = router.tableOf(view);
  if (table === undefined) return [];
  const rows = azureRows(table, model.behavior);
  const hops = ips.map((ip) => nextHopAnswer(table, ip));
  if (asked.length === 0) return [...rows, ...hops];
  const explained = explainRows(router, view);
  expect(explained.map(({ explain: _, ...row }) => row)).toEqual(rows);
  const decisions = asked.map((one) => explainDecision(router, { view, name: "x", asked: one }));
  return [...explained, ...decisions, ...hops];
}

interface Outcome {
  readonly snapshot: Snapshot;
  readonly codes: readonly string[];
  readonly answers: readonly unknown[];
  readonly comparedCount: number;
}

function run(text: string, turn: number): Outcome {
  const snapshot = createSnapshot([[readText({ file: "a.json", text })]]);
  const { model, diagnostics } = compileSnapshot(snapshot, options);
  const answers = answersFrom(model, turn);
  // Trying the switches takes longer than all the rest.
  const { results } = verify(model, turn % 4 === 0 ? snapshot.captures : []);
  return {
    snapshot,
    codes: [...snapshot.diagnostics, ...diagnostics].map(({ code }) => code),
    answers,
    comparedCount: results.filter(({ kind }) => kind === "compared").length,
  };
}

// Every target has its table; to explain them all would take long, so some take turns.
function answersFrom(model: Model, turn: number): readonly unknown[] {
  const router = new Router(model);
  return listTargets(model).flatMap((target, number) => {
    // A name may have become ambiguous, an id never.
    expect(findTarget(model, target.named.id).kind).toBe("found");
    const isExplained = (number + turn) % 4 === 0;
    return answersOf(router, target, isExplained ? [...pickIp(turn), ...prefixes] : []);
  });
}

test("whatever happened to an export, its questions are answered or refused", () => {
  const seen = { tables: 0, empty: 0, said: 0, silent: 0, compared: 0 };
  const codes = new Set<string>();
  fc.assert(
    fc.property(anyMutant, (mutant) => {
      const text = textOf(mutant);
      const outcome = run(text, mutant.turn);
      for (const code of outcome.codes) codes.add(code);
      seen[outcome.answers.length > 0 ? "tables" : "empty"] += 1;
      seen[outcome.codes.length > 0 ? "said" : "silent"] += 1;
      if (outcome.comparedCount > 0) seen.compared += 1;
      // Bounded by what was read, not by how it refers to itself.
      expect(outcome.codes.length).toBeLessThanOrEqual(1 + text.length / 10);
      const printed = JSON.stringify(outcome.answers);
      expect(printed.length).toBeLessThan(500_000 + 300 * text.length);
      expect(/[:[,]null[,\]}]/.test(printed)).toBe(false);
    }),
    { seed, numRuns },
  );
  const atLeast = (share: number): number => Math.floor(numRuns * share);
  expect(seen.tables).toBeGreaterThan(atLeast(0.7));
  expect(seen.said).toBeGreaterThan(atLeast(0.5));
  expect(seen.silent).toBeGreaterThan(atLeast(0.02));
  expect(seen.compared).toBeGreaterThan(atLeast(0.1));
  expect(codes.size).toBeGreaterThan(20);
});
