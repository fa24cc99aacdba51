import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";

/** Describes the machine in the lines that must stand above every result. */
export function machineLines(): readonly string[] {
  const [cpu] = cpus();
  const gcc = spawnSync("gcc", ["--version"], { encoding: "utf8" });
  const load = loadavg().map((value) => value.toFixed(2));
  return [
    `cpu   ${cpu?.model.trim() ?? "unknown"}, ${cpus().length} cores`,
    `load  ${load.join(" ")}`,
    `node  ${process.version}, V8 ${process.versions.v8}`,
    `gcc   ${gcc.status === 0 ? (gcc.stdout.split("\n")[0] ?? "") : "missing"}`,
  ];
}
