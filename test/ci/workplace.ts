// A checked-out repository on a runner, for tests that run the steps of a pipeline.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository: string = fileURLToPath(new URL("../../", import.meta.url));

/** A runner with one repository, which goes away after the test. */
export interface Workplace {
  /** Root of the checked-out repository. */
  readonly workspace: string;
  /** Folder of temporary files. */
  readonly temp: string;
  /** Folder of what the fake programs remember. */
  readonly memory: string;
  /** Runs a line of bash there; gives its exit code and all that it wrote. */
  run(line: string, at: { folder?: string; env: Readonly<Record<string, string>> }): RunResult;
  write(path: string, text: string): void;
}

export interface RunResult {
  readonly code: number;
  readonly log: string;
}

/** Runs a test on a runner where `gh` and `curl` are ours. */
export function withWorkplace<T>(use: (workplace: Workplace) => T): T {
  const root = mkdtempSync(join(tmpdir(), "trueroute-ci-"));
  const [workspace, temp, memory, bin] = ["work", "temp", "memory", "bin"].map((name) => {
    const folder = join(root, name);
    mkdirSync(folder);
    return folder;
  }) as [string, string, string, string];
  for (const name of ["gh", "curl"]) {
    copyFileSync(join(repository, `test/ci/fake-${name}.mjs`), join(bin, name));
  }
  // Without a package.json they are read as modules by their extension only.
  writeFileSync(join(bin, "package.json"), '{ "type": "module" }');
  const path = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
  const run: Workplace["run"] = (line, { folder = ".", env }) => {
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", line],
      {
        cwd: join(workspace, folder),
        env: { PATH: path, HOME: root, TRUEROUTE_DATA: join(root, "none"), ...env },
        encoding: "utf8",
      },
    );
    return { code: status ?? -1, log: stdout + stderr };
  };
  const write = (name: string, text: string): void => {
    mkdirSync(join(workspace, name, ".."), { recursive: true });
    writeFileSync(join(workspace, name), text);
  };
  try {
    spawnSync("git", ["init", "-q", "."], { cwd: workspace });
    return use({ workspace, temp, memory, run, write });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A snapshot with a route table of so many routes: 401 are an error, 390 a warning. */
export function tableOf(count: number, name = "rt"): string {
  const routes = Array.from({ length: count }, (_, at) => ({
    name: `r${at}`,
    properties: { addressPrefix: `10.${at >> 8}.${at & 255}.0/24`, nextHopType: "None" },
  }));
  const id = `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/${name}`;
  return JSON.stringify([{ id, location: "westeurope", properties: { routes } }], undefined, 2);
}
