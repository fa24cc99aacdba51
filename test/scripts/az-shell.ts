// A shell with a server of its own and an az that is loaded already: az takes seconds to start, and a
// script has some thirty commands.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonOfAz, type Ran, type Serving, startServing } from "../clients/serve.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A shell that has evaluated `trueroute env`. */
export interface AzShell {
  /** Runs a script of bash. */
  run(script: string): Ran;
  close(): Promise<void>;
}

/** Starts a server with options of `trueroute serve`, and an az for it. */
export async function openAzShell(options: readonly string[]): Promise<AzShell> {
  const serving = await startServing(["--memory", ...options]);
  const environment = serving.trueroute(["env", "--shell", "bash"]).stdout;
  const loaded = await loadAz(serving, environment);
  return {
    run: (script) => {
      const line = `${environment}\n${loaded.setting}\nexec bash '${script}'`;
      const { status, stdout, stderr } = spawnSync("bash", ["-c", line], {
        encoding: "utf8",
        env: serving.environment,
        maxBuffer: 2 ** 26,
      });
      return { code: status, stdout, stderr };
    },
    close: async () => {
      await loaded.close();
      await serving.close();
    },
  };
}

interface LoadedAz {
  /** What a shell evaluates to use it. */
  readonly setting: string;
  close(): Promise<void>;
}

/** Loads az; where it is no script of Python, as in Microsoft's packages, it is used as it is. */
async function loadAz(serving: Serving, environment: string): Promise<LoadedAz> {
  const python = pythonOfAz();
  if (python === undefined) return { setting: "", close: () => Promise.resolve() };
  const socket = join(serving.home, "az.sock");
  const command = `${environment}
    export PYTHONPATH="$(dirname "$AZURE_CONFIG_DIR")/repair"
    exec '${python}' '${here("az-fork.py")}' '${socket}'`;
  const fork = spawn("bash", ["-c", command], {
    env: serving.environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const folder = join(serving.home, "bin");
  mkdirSync(folder);
  const az = join(folder, "az");
  writeFileSync(az, `#!/bin/sh\nexec '${python}' -IS '${here("az-ask.py")}' '${socket}' "$@"\n`);
  chmodSync(az, 0o755);
  await Promise.race([once(fork.stdout, "data"), once(fork, "close")]);
  return {
    setting: `export PATH='${folder}':"$PATH"`,
    close: async () => {
      const ended = fork.exitCode === null ? once(fork, "close") : undefined;
      fork.stdin.end();
      await ended;
    },
  };
}
