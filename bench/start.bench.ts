// Process start to answer of the command line on small input, against a Node that does nothing.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Bench, type BenchOptions, median, printGoals, printTable } from "./bench.ts";

/** Start-up of the command line. */
export const start: Bench = {
  name: "start",
  title: "process start to answer of commands on small input",
  run: runStart,
};

/** A command line, and a text that its answer must have. */
interface Start {
  readonly name: string;
  readonly line: string;
  readonly answer: string;
}

const root = fileURLToPath(new URL("../", import.meta.url));
const program = `${root}bin/trueroute`;
const snapshot = `${root}test/golden/cases/we06-c/snapshot.json`;
const tags = "../service-endpoints/service-tags.json";

const routes: Start = {
  name: "trueroute routes",
  line: `routes hubvmVMNic -s ${snapshot}`,
  answer: "10.13.77.0/24",
};

// What the others take beside it tells what a part costs to load. All run in an example's folder.
const starts: readonly Start[] = [
  { name: "trueroute --version", line: "--version", answer: "." },
  { name: "trueroute tags list", line: `tags list --service-tags ${tags}`, answer: "Storage" },
  routes,
  { name: "trueroute trace", line: "trace web-nic 10.0.1.4 -s export", answer: "Verdict" },
  { name: "trueroute check", line: "check -s export --fail-on never", answer: "TR101" },
  {
    name: "trueroute routes, plan",
    line: "routes web-nic -s export -s plan.json",
    answer: "10.1.0.0/16",
  },
  {
    name: "trueroute routes, template",
    line: "routes sql-nic -s export -s spoke.json -g network",
    answer: "10.2.0.0/16",
  },
];

function runStart({ rounds }: BenchOptions): void {
  const idle: number[] = [];
  const times = new Map<Start, number[]>(starts.map((one) => [one, []]));
  // The first round fills the disk cache and is thrown away.
  for (let round = 0; round <= rounds * 2; round += 1) {
    const took = [timeOf(["-e", "0"], ""), ...starts.map(timeOfStart)];
    if (round === 0) continue;
    idle.push(took[0] ?? 0);
    for (const [index, one] of starts.entries()) times.get(one)?.push(took[index + 1] ?? 0);
  }
  const overIdle = (one: Start): number =>
    median((times.get(one) ?? []).map((time, round) => time - 1.5 * (idle[round] ?? 0)));
  printTable(
    ["process", "median", "over 1.5 times `node -e 0`"],
    [
      ["node -e 0", `${median(idle).toFixed(0)} ms`, ""],
      ...starts.map((one) => [
        one.name,
        `${median(times.get(one) ?? []).toFixed(0)} ms`,
        `${overIdle(one).toFixed(0)} ms`,
      ]),
    ],
  );
  printGoals([
    { what: "routes, ms over 1.5 times `node -e 0`", value: overIdle(routes), atMost: 150 },
  ]);
}

function timeOfStart({ line, answer }: Start): number {
  return timeOf([program, ...line.split(" ")], answer);
}

function timeOf(words: readonly string[], answer: string): number {
  const before = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [...words], {
    encoding: "utf8",
    cwd: `${root}examples/plan-over-export`,
  });
  const took = performance.now() - before;
  if (status !== 0) throw new Error(`${words.join(" ")}: exit code ${status}`);
  if (!stdout.includes(answer)) throw new Error(`${words.join(" ")}: not the answer`);
  return took;
}
