// What diff costs after one changed route, in estates of a tenth and of the promised size: seconds
// and peak memory, against compiling the changed estate in the same process.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Bench, type BenchOptions, formatNumber, printGoals, printTable } from "./bench.ts";
import { promisedEstate } from "./estate.ts";

/** What diff costs. */
export const diff: Bench = {
  name: "diff",
  title: "two snapshots that differ in one route",
  run: runDiff,
};

interface Compared {
  readonly subnets: number;
  readonly compileMs: number;
  readonly diffMs: number;
  readonly tables: number;
  readonly flows: number;
  readonly unexamined: number;
  readonly peakBefore: number;
  readonly peak: number;
}

function runDiff({ isQuick }: BenchOptions): void {
  const spokes = isQuick ? 100 : promisedEstate.spokes;
  const rows = [inChild(spokes / 10), inChild(spokes)] as const;
  printTable(
    [
      "subnets",
      "compile s",
      "diff s",
      "peak MiB",
      "of it by diff",
      "tables",
      "flows",
      "unexamined",
    ],
    rows.map((one) => [
      `${one.subnets}`,
      formatNumber(one.compileMs / 1000),
      formatNumber(one.diffMs / 1000),
      formatNumber(one.peak / 2 ** 20),
      formatNumber((one.peak - one.peakBefore) / 2 ** 20),
      `${one.tables}`,
      `${one.flows}`,
      `${one.unexamined}`,
    ]),
  );
  const [tenth, whole] = rows;
  printGoals([
    { what: "diff: seconds in the whole estate", value: whole.diffMs / 1000, atMost: 1 },
    { what: "diff: share of compiling", value: whole.diffMs / whole.compileMs, atMost: 0.5 },
    {
      what: "diff: growth for ten times the subnets",
      value: whole.diffMs / tenth.diffMs,
      atMost: 12,
    },
  ]);
}

function inChild(spokes: number): Compared {
  const file = fileURLToPath(new URL("diff-child.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--max-old-space-size=8000", "--import", "tsx", file, `${Math.max(8, spokes)}`],
    { encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`the comparison of ${spokes} spokes failed: ${stderr}`);
  return JSON.parse(stdout) as Compared;
}
