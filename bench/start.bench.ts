// Process start to answer of the command line on a small snapshot, against a Node that does
// nothing.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Bench, type BenchOptions, median, printGoals, printTable } from "./bench.ts";

/** Start-up of the command line. */
export const start: Bench = {
  name: "start",
  title: "process start to answer of `trueroute routes` on a small snapshot",
  run: runStart,
};

const root = fileURLToPath(new URL("../", import.meta.url));
const command = `${root}bin/trueroute`;
const snapshot = `${root}test/golden/cases/we06-c/snapshot.json`;

function runStart({ rounds }: BenchOptions): void {
  const idle: number[] = [];
  const routes: number[] = [];
  // The first round fills the disk cache and is thrown away.
  for (let round = 0; round <= rounds * 2; round += 1) {
    const times = [timeOf(["-e", "0"]), timeOf([command, "routes", "hubvmVMNic", "-s", snapshot])];
    if (round === 0) continue;
    idle.push(times[0] ?? 0);
    routes.push(times[1] ?? 0);
  }
  const overIdle = median(routes.map((time, round) => time - 1.5 * (idle[round] ?? 0)));
  printTable(
    ["process", "median"],
    [
      ["node -e 0", `${median(idle).toFixed(0)} ms`],
      ["trueroute routes", `${median(routes).toFixed(0)} ms`],
    ],
  );
  printGoals([{ what: "ms over 1.5 times `node -e 0`", value: overIdle, atMost: 150 }]);
}

function timeOf(words: readonly string[]): number {
  const before = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [...words], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${words.join(" ")}: exit code ${status}`);
  const isAnswer = words[0] === "-e" || stdout.includes("10.13.77.0/24");
  if (!isAnswer) throw new Error(`${words.join(" ")}: not the answer`);
  return performance.now() - before;
}
