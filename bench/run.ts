// The only entry to all benches: `npm run bench -- [--quick] [name ...]`.
// Fails when answers differ; a goal that is missed is printed, and is no failure.
import type { Bench, BenchOptions } from "./bench.ts";
import { check } from "./check.bench.ts";
import { diff } from "./diff.bench.ts";
import { estate } from "./estate.bench.ts";
import { intake } from "./intake.bench.ts";
import { lpm } from "./lpm.bench.ts";
import { machineLines } from "./machine.ts";
import { serve } from "./serve.bench.ts";
import { start } from "./start.bench.ts";
import { walks } from "./walk.bench.ts";

const BENCHES: readonly Bench[] = [lpm, start, walks, estate, intake, check, diff, serve];

const FULL: BenchOptions = { rounds: 7, minMs: 150, isQuick: false };
const QUICK: BenchOptions = { rounds: 5, minMs: 30, isQuick: true };

const words = process.argv.slice(2);
const names = words.filter((word) => word !== "--quick");
const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));

if (unknown !== undefined) {
  console.error(`no bench ${unknown}; there are: ${BENCHES.map(({ name }) => name).join(", ")}`);
  process.exitCode = 2;
} else {
  for (const line of machineLines()) console.log(line);
  for (const bench of BENCHES) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    console.log(`\n${bench.name}: ${bench.title}`);
    await bench.run(words.includes("--quick") ? QUICK : FULL);
  }
}
