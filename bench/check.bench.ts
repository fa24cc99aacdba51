// All rules of check over a hub and spoke estate: seconds and peak memory, against reading the same
// estate as JSON and compiling it in the same process.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Bench, type BenchOptions, formatNumber, printGoals, printTable } from "./bench.ts";
import { promisedEstate } from "./estate.ts";

/** What check costs. */
export const check: Bench = {
  name: "check",
  title: "every rule of check over an estate with firewalls and security groups",
  run: runCheck,
};

interface Checked {
  readonly subnets: number;
  readonly nics: number;
  readonly findings: number;
  readonly codes: readonly string[];
  readonly parseMs: number;
  readonly compileMs: number;
  readonly checkMs: number;
  readonly byFamily: readonly { readonly family: string; readonly ms: number }[];
  readonly peakBefore: number;
  readonly peak: number;
}

function runCheck({ isQuick }: BenchOptions): void {
  const spokes = isQuick ? 100 : promisedEstate.spokes;
  const rows = [
    ["a tenth, a table per hub", inChild(spokes / 10, "perHub")],
    ["a table per hub", inChild(spokes, "perHub")],
    ["a table per spoke", inChild(spokes, "perSpoke")],
  ] as const;
  printTable(
    [
      "estate",
      "subnets",
      "interfaces",
      "JSON.parse s",
      "compile s",
      "check s",
      "peak MiB",
      "of it by check",
      "findings",
    ],
    rows.map(([name, one]) => [
      name,
      `${one.subnets}`,
      `${one.nics}`,
      seconds(one.parseMs),
      seconds(one.compileMs),
      seconds(one.checkMs),
      mebibytes(one.peak),
      mebibytes(one.peak - one.peakBefore),
      `${one.findings}: ${one.codes.join(" ")}`,
    ]),
  );
  console.log("");
  printTable(
    ["estate", ...rows[0][1].byFamily.map(({ family }) => `${family} s`)],
    rows.map(([name, { byFamily }]) => [name, ...byFamily.map(({ ms }) => seconds(ms))]),
  );
  const [tenth, whole] = [rows[0][1], rows[1][1]];
  printGoals([
    { what: "check: seconds in the whole estate", value: whole.checkMs / 1000, atMost: 10 },
    {
      what: "check: growth for ten times the subnets",
      value: whole.checkMs / tenth.checkMs,
      atMost: 12,
    },
    { what: "check: times compiling", value: whole.checkMs / whole.compileMs, atMost: 10 },
  ]);
}

function inChild(spokes: number, tables: string): Checked {
  const file = fileURLToPath(new URL("check-child.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--max-old-space-size=8000", "--import", "tsx", file, `${Math.max(8, spokes)}`, tables],
    { encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`the check of ${spokes} spokes failed: ${stderr}`);
  return JSON.parse(stdout) as Checked;
}

function seconds(ms: number): string {
  return formatNumber(ms / 1000);
}

function mebibytes(bytes: number): string {
  return formatNumber(bytes / 2 ** 20);
}
