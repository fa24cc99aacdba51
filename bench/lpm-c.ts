import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measurement } from "./bench.ts";
import type { Workload } from "./lpm-traffic.ts";

/** A compiled C program that waits for workloads, or why there is none. */
export type CProgram = { readonly path: string } | { readonly missing: string };

/**
 * Runs `use` in a temporary folder with the C anchor compiled in it; the folder goes afterwards.
 */
export function withDxr(use: (program: CProgram, folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-bench-"));
  try {
    use(
      compile(join(import.meta.dirname, "anchors", "lpm-dxr.c"), join(folder, "lpm-dxr")),
      folder,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(source: string, path: string): CProgram {
  const gcc = spawnSync("gcc", ["-O3", "-march=native", "-o", path, source], { encoding: "utf8" });
  if (gcc.error !== undefined) return { missing: "gcc is not installed" };
  return gcc.status === 0 ? { path } : { missing: `gcc failed: ${gcc.stderr.split("\n")[0]}` };
}

/** Writes a workload in the form that the C program reads; the layout is told there. */
export function writeWorkload(file: string, { entries, addresses }: Workload): void {
  const words = new Uint32Array(2 + 3 * entries.length + addresses.length);
  words[0] = entries.length;
  for (const [index, [prefix, nextHop]] of entries.entries()) {
    words.set([prefix.address, prefix.length, nextHop], 1 + 3 * index);
  }
  words[1 + 3 * entries.length] = addresses.length;
  words.set(addresses, 2 + 3 * entries.length);
  writeFileSync(file, words);
}

/** Lets the C program build its table, and time its own loop over the addresses. */
export function measureC(path: string, file: string, minMs: number): Measurement {
  const run = spawnSync(path, [file, String(minMs * 1_000_000)], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${path}: ${run.stderr}`);
  const [nsPerOp = Number.NaN, checksum = Number.NaN] = run.stdout.split(" ").map(Number);
  return { nsPerOp, checksum };
}
