// `trueroute serve` as a process of its own, for tests that look at it from outside.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../bin/trueroute", import.meta.url));

export interface ServeProcess {
  readonly child: ChildProcess;
  /** First line on stdout; undefined: it has ended without one. */
  readonly address: string | undefined;
  /** Everything on stderr so far. */
  said(): string;
  /** Sends a signal; gives the exit code, or the signal's name where that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | string>;
}

/** Starts a server and waits until it answers or has ended. `data` is its data folder. */
export async function startServe(
  args: readonly string[],
  {
    data,
    folder,
    environment = {},
  }: {
    readonly data: string;
    readonly folder: string;
    readonly environment?: Readonly<Record<string, string>>;
  },
): Promise<ServeProcess> {
  const child = spawn(process.execPath, [program, "serve", ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, TRUEROUTE_DATA: data, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [answer, said] = ["", ""];
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "?"));
  });
  const address = await new Promise<string | undefined>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      answer += more;
      if (answer.includes("\n")) resolve(answer.split("\n")[0]);
    });
    child.stderr.setEncoding("utf8").on("data", (more: string) => {
      said += more;
    });
    void ended.then(() => resolve(undefined));
  });
  return {
    child,
    address,
    said: () => said,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}
