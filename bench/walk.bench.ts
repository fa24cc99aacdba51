// Walks through a hub and spoke estate: how many a second, and what the first one costs in the
// promised estate and in smaller ones.
import { readFileSync } from "node:fs";
import { compileSnapshot } from "../src/compile/index.ts";
import type { Model } from "../src/model/index.ts";
import {
  type Bench,
  type BenchOptions,
  formatNumber,
  median,
  printGoals,
  printRace,
  printTable,
  race,
  timePasses,
} from "./bench.ts";
import { type EstateSize, generatedTags, promisedEstate } from "./estate.ts";
import { generateWalkEstate } from "./walk-estate.ts";
import { type AskedFlow, askedFlows, checkTrace, freshWalker, walk } from "./walk-flows.ts";
import { kernelPath } from "./walk-kernel.ts";

/** Walks one by one. */
export const walks: Bench = {
  name: "walk",
  title: "flows followed there and back through firewalls and security groups",
  run: runWalks,
};

function runWalks(options: BenchOptions): void {
  const spokes = options.isQuick ? 100 : promisedEstate.spokes;
  raceWalks(options);
  const sizes = [spokes / 100, spokes / 10, spokes].map((count) => Math.max(8, count));
  const growth = sizes.map((count) => measure({ ...promisedEstate, spokes: count }, options));
  printFirst(growth);
  const largest = growth.at(-1);
  printGoals(
    (largest?.flows ?? []).map(({ flow, cpuMs }) => ({
      what: `first walk in the largest estate, CPU ms: ${flow.name}`,
      value: cpuMs,
      atMost: 50,
    })),
  );
}

// A walk with an estate of 40 spokes and all indexes there, against the kernel's own path.
function raceWalks({ rounds, minMs }: BenchOptions): void {
  const model = modelOf({ ...promisedEstate, spokes: 40 });
  const kernel = kernelPath();
  const contenders = askedFlows.map((flow) => {
    const walker = freshWalker(model);
    const pass = (): number => {
      const trace = walk(walker, flow);
      checkTrace(flow, trace);
      return trace.journeys.length;
    };
    return { name: flow.name, expected: 1, measure: () => timePasses(pass, 1, minMs) };
  });
  const result = race([kernel.contender, ...contenders], rounds);
  printRace("one walk there and back, all that it looks up being there", result, kernel.name);
  const rates = [...result.times].map(([name, times]) => [name, formatNumber(1e9 / median(times))]);
  printTable(["contender", "a second"], rates);
}

interface FirstWalk {
  readonly flow: AskedFlow;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly secondMs: number;
  /** Heap that it leaves behind, in bytes. */
  readonly heap: number;
}

interface Measured {
  readonly nics: number;
  readonly subnets: number;
  readonly flows: readonly FirstWalk[];
}

function measure(size: EstateSize, options: BenchOptions): Measured {
  const model = modelOf(size);
  return {
    nics: model.nics.size,
    subnets: model.subnets.size,
    flows: askedFlows.map((flow) => measureFirst(model, flow, options)),
  };
}

// On the clock the time of the machine's other users counts, and in CPU time of the thread it does
// not, nor that of helpers (compiler, garbage collector). Heap is measured in rounds of its own:
// collecting all garbage keeps the other cores busy for longer than a walk takes.
function measureFirst(model: Model, flow: AskedFlow, { rounds }: BenchOptions): FirstWalk {
  // The first round compiles the code.
  timeFirst(model, flow);
  const timed = Array.from({ length: rounds }, () => timeFirst(model, flow));
  const heap = Array.from({ length: 3 }, () => heapOfFirst(model, flow));
  return {
    flow,
    wallMs: median(timed.map(({ first }) => first.wallMs)),
    cpuMs: median(timed.map(({ first }) => first.cpuMs)),
    secondMs: median(timed.map(({ second }) => second.cpuMs)),
    heap: median(heap),
  };
}

function timeFirst(model: Model, flow: AskedFlow) {
  const walker = freshWalker(model);
  // What making the walker threw away is not the walk's to clean up.
  collectYoung();
  const first = timed(() => walk(walker, flow));
  const second = timed(() => walk(walker, flow));
  checkTrace(flow, first.value);
  checkTrace(flow, second.value);
  return { first, second };
}

function heapOfFirst(model: Model, flow: AskedFlow): number {
  const walker = freshWalker(model);
  const before = usedHeap();
  const trace = walk(walker, flow);
  const left = usedHeap() - before;
  checkTrace(flow, trace);
  checkTrace(flow, walk(walker, flow));
  return left;
}

function timed<T>(work: () => T) {
  const start = performance.now();
  const before = threadMs();
  const value = work();
  const cpuMs = threadMs() - before;
  return { value, wallMs: performance.now() - start, cpuMs };
}

// Linux tells it to a few milliseconds; elsewhere the clock has to do.
function threadMs(): number {
  try {
    const [ns] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ");
    return Number(ns) / 1e6;
  } catch {
    return performance.now();
  }
}

function modelOf(size: EstateSize): Model {
  return compileSnapshot(generateWalkEstate(size), { serviceTags: generatedTags }).model;
}

type Collect = (options?: { type: "minor" }) => void;
const collect = (globalThis as { gc?: Collect }).gc;

function collectYoung(): void {
  collect?.({ type: "minor" });
}

function usedHeap(): number {
  collect?.();
  collect?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

function printFirst(estates: readonly Measured[]): void {
  console.log("");
  printTable(
    ["first walk of a walker", "subnets", "NICs", "on the clock", "CPU", "second, CPU", "leaves"],
    estates.flatMap(({ nics, subnets, flows }) =>
      flows.map(({ flow, wallMs, cpuMs, secondMs, heap }) => [
        flow.name,
        `${subnets}`,
        `${nics}`,
        `${formatNumber(wallMs)} ms`,
        `${formatNumber(cpuMs)} ms`,
        `${formatNumber(secondMs)} ms`,
        `${(heap / 2 ** 20).toFixed(2)} MiB`,
      ]),
    ),
  );
}
