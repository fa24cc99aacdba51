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
    // Before the program is there: none that comes while it starts shall be lost.
    const signals = catchSignals();
    const child = spawn(file, args, {
      env: environment,
      stdio: "inherit",
      windowsVerbatimArguments: isVerbatim,
    });
    signals.passTo(child);
    child.once("error", (error) => {
      signals.giveBack();
      resolve({ kind: "failed", reason: describeFailure(error) });
    });
    child.once("exit", (code, signal) => {
      if (signal === null) signals.giveBack();
      else endBy(signal);
      resolve({ kind: "ended", code: code ?? 128 + numberOf(signal) });
    });
  });
}

/** Our signals, which a program shall decide about. */
interface CaughtSignals {
  /** Hands on what has come so far, and all that comes. */
  passTo(child: ChildProcess): void;
  /** Lets them do again what they did before. */
  giveBack(): void;
}

const passed = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"] as const;

function catchSignals(): CaughtSignals {
  const early: NodeJS.Signals[] = [];
  let pass = (signal: NodeJS.Signals): void => void early.push(signal);
  const undo = passed.map((signal) => {
    const before = process.rawListeners(signal) as NodeJS.SignalsListener[];
    const hear = (): void => pass(signal);
    process.on(signal, hear);
    // Only now: a signal that nobody listens to ends us.
    for (const listener of before) process.removeListener(signal, listener);
    return () => {
      for (const listener of before) process.on(signal, listener);
      process.removeListener(signal, hear);
    };
  });
  return {
    passTo: (child) => {
      pass = (signal) => {
        if (!isSentToBoth(signal)) child.kill(signal);
      };
      for (const signal of early) pass(signal);
    },
    giveBack: () => {
      for (const one of undo) one();
    },
  };
}

// What is typed at a terminal goes to the program as well as to us.
function isSentToBoth(signal: NodeJS.Signals): boolean {
  return isatty(0) && (signal === "SIGINT" || signal === "SIGQUIT");
}

function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}
