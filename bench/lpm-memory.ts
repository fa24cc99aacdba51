import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createLpmTable, createRangeIndex4, flattenPrefixes4 } from "../src/table/index.ts";
import { formatNumber, type Goal, printTable } from "./bench.ts";
import { createWorkload } from "./lpm-traffic.ts";

/** What something holds: ordinary objects, and the contents of typed arrays beside the heap. */
interface Footprint {
  readonly heap: number;
  readonly arrays: number;
}

/** Measures what tables of `count` prefixes hold in memory, and prints it. */
export function memoryGoals(count: number): readonly Goal[] {
  const { entries } = createWorkload(count);
  const table = footprintOf(() => createLpmTable(entries));
  const index = footprintOf(() => createRangeIndex4(flattenPrefixes4(entries, 0)));
  const row = (name: string, { heap, arrays }: Footprint): readonly string[] =>
    [name, heap, arrays, heap + arrays].map((cell) =>
      typeof cell === "string" ? cell : `${formatNumber(cell / count)} B`,
    );
  console.log(`\nmemory for each of ${count} prefixes`);
  printTable(
    ["structure", "heap", "typed arrays", "sum"],
    [row("LpmTable", table), row("RangeIndex4", index)],
  );
  const sum = (table.heap + table.arrays) / count;
  return [{ what: `${count}: bytes a prefix, LpmTable`, value: sum, atMost: 64 }];
}

/** Keeps several copies and takes the mean, so that the noise of the heap averages out. */
function footprintOf(create: () => unknown): Footprint {
  const copies = 8;
  const collect = exposeCollector();
  // Once before, so that compiled code and lazily made maps are not counted.
  create();
  collect();
  const before = process.memoryUsage();
  const kept = Array.from({ length: copies }, create);
  collect();
  const after = process.memoryUsage();
  if (kept.length !== copies) throw new Error("the copies were not kept");
  return {
    heap: (after.heapUsed - before.heapUsed) / copies,
    arrays: (after.arrayBuffers - before.arrayBuffers) / copies,
  };
}

function exposeCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new Error("this Node cannot collect on demand");
  return () => {
    collect();
    collect();
  };
}
