// Effective routes of whole estates: time per subnet, growth, memory, and against one object per
// interface and route.

import { compileSnapshot } from "../src/compile/index.ts";
import { type Key, keyOf, type Model } from "../src/model/index.ts";
import { formatPrefix, type Ip4 } from "../src/net/index.ts";
import { listRoutes, lookupRoute, Router } from "../src/route/index.ts";
import {
  type Bench,
  type BenchOptions,
  type Goal,
  median,
  printGoals,
  printTable,
} from "./bench.ts";
import { type EstateSize, generatedTags, generateEstate, promisedEstate } from "./estate.ts";
import { createRandom } from "./random.ts";

/** Effective tables of generated estates. */
export const estate: Bench = {
  name: "estate",
  title: "effective routes of 10,000 subnets and 100,000 interfaces in 1,000 spokes",
  run: runEstate,
};

interface Measured {
  readonly subnets: number;
  readonly nics: number;
  /** All tables, from the model, in milliseconds. */
  readonly tablesMs: number;
  /** From resources to the model, in milliseconds. */
  readonly compileMs: number;
  /** Heap that the tables hold, in bytes. */
  readonly heap: number;
  readonly distinct: number;
  readonly routesPerNic: number;
}

function runEstate(options: BenchOptions): void {
  const spokes = options.isQuick ? 200 : promisedEstate.spokes;
  const size = { ...promisedEstate, spokes };
  const small = measure({ ...size, spokes: spokes / 10 }, options);
  const large = measure(size, options);
  const doubled = measure({ ...size, nicsPerSubnet: size.nicsPerSubnet * 2 }, options);
  const ownTables = measure({ ...size, routeTables: "perSpoke" }, options);
  printEstates([
    ["a tenth of the spokes", small],
    ["the estate", large],
    ["twice the interfaces", doubled],
    ["a route table for each spoke", ownTables],
  ]);
  const naive = measureNaive({ ...size, spokes: spokes / 10 });
  console.log(
    `\none object per interface and route, a tenth of the spokes: ${naive.ms.toFixed(0)} ms, ${(naive.heap / 2 ** 20).toFixed(0)} MiB`,
  );
  const doubling = alternate(size, { ...size, nicsPerSubnet: size.nicsPerSubnet * 2 }, options);
  printGoals(goals({ small, large, doubled, naive, doubling }));
}

function goals(found: {
  readonly small: Measured;
  readonly large: Measured;
  readonly doubled: Measured;
  readonly naive: { readonly ms: number; readonly heap: number };
  /** Time with twice the interfaces against once, in alternating rounds. */
  readonly doubling: number;
}): readonly Goal[] {
  const { small, large, doubled, naive } = found;
  return [
    {
      what: "P5: tables of the estate against one object per interface and route (a tenth, times ten)",
      value: (naive.ms * 10) / large.tablesMs,
      atLeast: 1000,
    },
    {
      what: "growth of time, ten times the spokes",
      value: large.tablesMs / small.tablesMs,
      atMost: 15,
    },
    {
      what: "time with twice the interfaces on the same subnets",
      value: found.doubling,
      atMost: 1.1,
    },
    { what: "memory with twice the interfaces", value: doubled.heap / large.heap, atMost: 1.05 },
    { what: "M1: bytes of tables per subnet", value: large.heap / large.subnets, atMost: 64 },
  ];
}

function modelOf(size: EstateSize): { readonly model: Model; readonly compileMs: number } {
  const snapshot = generateEstate(size);
  const start = performance.now();
  const { model } = compileSnapshot(snapshot, { serviceTags: generatedTags });
  return { model, compileMs: performance.now() - start };
}

function measure(size: EstateSize, { rounds }: BenchOptions): Measured {
  const { model, compileMs } = modelOf(size);
  const subnets = [...model.subnets.keys()];
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // What earlier rounds have left must not be cleared away on this round's time.
    usedHeap();
    const start = performance.now();
    allTables(new Router(model), subnets);
    times.push(performance.now() - start);
  }
  const before = usedHeap();
  const router = new Router(model);
  allTables(router, subnets);
  const heap = usedHeap() - before;
  checkAgainstScan(router, subnets);
  return {
    subnets: subnets.length,
    nics: model.nics.size,
    tablesMs: median(times),
    compileMs,
    heap,
    distinct: router.tableCount,
    routesPerNic: rowCount(router, subnets.at(-1) ?? keyOf("")),
  };
}

// Both estates are in memory and take turns, so that the size of the heap weighs on both alike.
function alternate(one: EstateSize, other: EstateSize, { rounds }: BenchOptions): number {
  const models = [one, other].map((size) => modelOf(size).model);
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [first = 1, second = 1] = models.map((model) => {
      usedHeap();
      const start = performance.now();
      allTables(new Router(model), [...model.subnets.keys()]);
      return performance.now() - start;
    });
    if (round > 0) ratios.push(second / first);
  }
  return median(ratios);
}

function allTables(router: Router, subnets: readonly Key[]): void {
  for (const subnet of subnets) router.tableOf({ subnet, gateway: undefined });
}

function rowCount(router: Router, subnet: Key): number {
  const table = router.tableOf({ subnet, gateway: undefined });
  return table === undefined ? 0 : listRoutes(table, router.model.behavior).length;
}

function usedHeap(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  collect?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

// Times of wrong answers are void: the tables must say what a scan of their Active rows says.
function checkAgainstScan(router: Router, subnets: readonly Key[]): void {
  const random = createRandom(11);
  for (let round = 0; round < 20; round += 1) {
    const subnet = subnets[random() % subnets.length];
    const table = subnet && router.tableOf({ subnet, gateway: undefined });
    if (!table) continue;
    const rows = listRoutes(table, router.model.behavior).filter(({ state }) => state === "active");
    for (let at = 0; at < 50; at += 1) {
      const prefixes = rows[random() % rows.length]?.route.prefixes ?? [];
      const address = (((prefixes[0]?.address ?? 0) as number) + (random() % 200)) >>> 0;
      const fast = lookupRoute(table.groups, address as Ip4);
      const slow = longestByScan(rows, address);
      if ((fast && formatPrefix(fast.prefix)) !== slow) {
        throw new Error(`${subnet} ${address}: ${fast && formatPrefix(fast.prefix)}, want ${slow}`);
      }
    }
  }
}

function longestByScan(rows: ReturnType<typeof listRoutes>, address: number): string | undefined {
  let best: { readonly text: string; readonly length: number } | undefined;
  for (const { route } of rows) {
    for (const prefix of route.prefixes) {
      if (prefix.family !== 4) continue;
      const mask = prefix.length === 0 ? 0 : (-1 << (32 - prefix.length)) >>> 0;
      if ((address & mask) >>> 0 !== (prefix.address as number)) continue;
      if (best === undefined || prefix.length > best.length) {
        best = { text: formatPrefix(prefix), length: prefix.length };
      }
    }
  }
  return best?.text;
}

// What a straightforward program does: every interface gets a list of its own, every row an object
// of its own.
function measureNaive(size: EstateSize): { readonly ms: number; readonly heap: number } {
  const { model } = modelOf(size);
  const router = new Router(model);
  const before = usedHeap();
  const start = performance.now();
  const lists = [...model.nics.values()].map(({ id, subnet }) => {
    const table = subnet && router.tableOf({ subnet, gateway: undefined });
    const rows = table ? listRoutes(table, model.behavior) : [];
    return {
      id,
      rows: rows.map(({ route, state, addresses }) => ({
        source: route.source,
        state,
        prefixes: route.prefixes.map((prefix) => ({ ...prefix })),
        nextHop: route.nextHop.kind,
        addresses: [...addresses],
      })),
    };
  });
  const ms = performance.now() - start;
  const heap = usedHeap() - before;
  if (lists.length !== model.nics.size) throw new Error("a list for every interface");
  return { ms, heap };
}

function printEstates(rows: readonly (readonly [string, Measured])[]): void {
  printTable(
    [
      "estate",
      "subnets",
      "NICs",
      "rows a NIC",
      "compile",
      "tables",
      "a subnet",
      "distinct",
      "heap a subnet",
    ],
    rows.map(([name, found]) => [
      name,
      `${found.subnets}`,
      `${found.nics}`,
      `${found.routesPerNic}`,
      `${found.compileMs.toFixed(0)} ms`,
      `${found.tablesMs.toFixed(1)} ms`,
      `${((found.tablesMs * 1000) / found.subnets).toFixed(2)} us`,
      `${found.distinct}`,
      `${(found.heap / found.subnets).toFixed(0)} B`,
    ]),
  );
  console.log(
    `peak memory of the process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`,
  );
}
