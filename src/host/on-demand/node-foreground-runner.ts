import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { isatty } from "node:tty";
import type { ForegroundResult, ForegroundRunner } from "../foreground-runner.ts";
import { type Call, callOf } from "../process-call.ts";
import { describeFailure } from "../reason.ts";
import type { Environment } from "../user-data-folder.ts";
import { findProgram } from "./find-program.ts";

/** Runs programs of the machine that this runs on. */
export function createNodeForegroundRunner(platform: string): ForegroundRunner {
  return {
    find: (program, environment) => findProgram(program, platform, environment),
    run: async (path, args, environment) => {
      const call = callOf(path, args, environment);
      if (call !== undefined) return start(call, environment);
      const reason = "an argument with % or quotes cannot be given to a command file";
      return { kind: "failed", reason };
    },
  };
}

async function start(
  { file, args, isVerbatim }: Call,
  environment: Environment,
): Promise<ForegroundResult> {
  // Imported here, since few commands run another program, and the others need not wait for it.
  const { spawn } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: environment,
      stdio: "inherit",
      windowsVerbatimArguments: isVerbatim,
    });
    const giveBack = passSignals(child);
    child.once("error", (error) => {
      giveBack();
      resolve({ kind: "failed", reason: describeFailure(error) });
    });
    child.once("exit", (code, signal) => {
      if (signal === null) giveBack();
      else endBy(signal);
      resolve({ kind: "ended", code: code ?? 128 + numberOf(signal) });
    });
  });
}

const signals = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"] as const;

/** Lets a program decide what our signals do; gives what takes them back. */
function passSignals(child: ChildProcess): () => void {
  // A terminal sends these to both of us already.
  const isTerminal = isatty(0);
  const undo = signals.map((signal) => {
    const before = process.rawListeners(signal) as NodeJS.SignalsListener[];
    const isSentToBoth = isTerminal && (signal === "SIGINT" || signal === "SIGQUIT");
    const pass = () => void (isSentToBoth || child.kill(signal));
    process.removeAllListeners(signal);
    process.on(signal, pass);
    return () => {
      process.removeListener(signal, pass);
      for (const listener of before) process.on(signal, listener);
    };
  });
  return () => {
    for (const one of undo) one();
  };
}

function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}
