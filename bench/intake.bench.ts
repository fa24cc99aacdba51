// Files as people have them, read to a snapshot, against `JSON.parse` of the same file: time from
// the file to the snapshot, and the peak of memory over a process that does nothing.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Bench,
  type BenchOptions,
  formatNumber,
  median,
  printGoals,
  printTable,
} from "./bench.ts";
import { writeExport } from "./export-text.ts";
import { writePlan } from "./plan-text.ts";

/** Reading large files. */
export const intake: Bench = {
  name: "intake",
  title: "a Terraform plan and a Resource Graph export read to a snapshot, against JSON.parse",
  run: runIntake,
};

interface Took {
  readonly milliseconds: number;
  readonly peakKilobytes: number;
  readonly count: number;
}

const child = fileURLToPath(new URL("intake-child.mjs", import.meta.url));

function runIntake({ rounds, isQuick }: BenchOptions): void {
  const scale = isQuick ? 0.1 : 1;
  const folder = mkdtempSync(join(tmpdir(), "trueroute-bench-"));
  try {
    compare(
      "Terraform plan, 20 MB",
      writeInto(folder, "plan.json", writePlan(scale * 20e6)),
      rounds,
    );
    compare(
      "Resource Graph, 50 MB",
      writeInto(folder, "graph.json", writeExport(scale * 50e6)),
      rounds,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeInto(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function compare(title: string, file: string, rounds: number): void {
  const [times, peaks]: [number[], number[]] = [[], []];
  const taken: Record<string, Took[]> = { parse: [], read: [] };
  for (let round = 0; round < rounds; round += 1) {
    const [idle, parse, read] = ["idle", "parse", "read"].map((what) => takeOf(what, file));
    if (idle === undefined || parse === undefined || read === undefined) continue;
    if (read.count < 100) throw new Error(`${title}: only ${read.count} resources`);
    taken["parse"]?.push(parse);
    taken["read"]?.push(read);
    times.push(read.milliseconds / parse.milliseconds);
    peaks.push(
      (read.peakKilobytes - idle.peakKilobytes) / (parse.peakKilobytes - idle.peakKilobytes),
    );
  }
  console.log(`\n${title}: ${taken["read"]?.[0]?.count} resources`);
  printTable(
    ["process", "time", "peak of memory"],
    Object.entries(taken).map(([what, all]) => [
      what === "parse" ? "JSON.parse" : "to a snapshot",
      `${median(all.map(({ milliseconds }) => milliseconds)).toFixed(0)} ms`,
      `${formatNumber(median(all.map(({ peakKilobytes }) => peakKilobytes)) / 1024)} MiB`,
    ]),
  );
  printGoals([
    { what: "time / JSON.parse", value: median(times), atMost: 4 },
    { what: "peak over idle / JSON.parse", value: median(peaks), atMost: 3 },
  ]);
}

function takeOf(what: string, file: string): Took {
  const words = [child, what, file];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${what} ${file}: ${stderr}`);
  return JSON.parse(stdout) as Took;
}
