import type { ExecFileException } from "node:child_process";
import { codeOf } from "./file-system.ts";
import { type Call, callOf } from "./process-call.ts";
import type { ProcessResult, ProcessRunner } from "./process-runner.ts";
import { describeFailure } from "./reason.ts";
import type { Environment } from "./user-data-folder.ts";

/** Limits of a program that is run. */
export interface ProcessLimits {
  /** In milliseconds. */
  readonly time: number;
  /** Of its output, in bytes. */
  readonly size: number;
}

// A compiler that restores modules over a slow line takes its time.
const usualLimits: ProcessLimits = { time: 120_000, size: 256 * 2 ** 20 };

/** Runs programs of the machine that this runs on. */
export function createNodeProcessRunner(
  platform: string,
  environment: Environment,
  limits: ProcessLimits = usualLimits,
): ProcessRunner {
  return {
    run: async (program, args) => {
      const { findProgram } = await import("./on-demand/find-program.ts");
      const path = await findProgram(program, platform, environment);
      if (path === undefined) return { kind: "absent" };
      const call = callOf(path, args, environment);
      if (call === undefined) {
        return {
          kind: "failed",
          reason: "a name with % or quotes cannot be given to a command file",
        };
      }
      return start(call, environment, limits);
    },
  };
}

async function start(
  { file, args, isVerbatim }: Call,
  environment: Environment,
  { time, size }: ProcessLimits,
): Promise<ProcessResult> {
  // Imported here, since few commands run another program, and the others need not wait for it.
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) => {
    const options = {
      env: environment,
      timeout: time,
      maxBuffer: size,
      windowsHide: true,
      windowsVerbatimArguments: isVerbatim,
      killSignal: "SIGKILL",
    } as const;
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ kind: "ended", code: 0, stdout, stderr });
      else if (typeof error.code === "number") {
        resolve({ kind: "ended", code: error.code, stdout, stderr });
      } else resolve({ kind: "failed", reason: describeEnd(error, time) });
    });
    // It must not wait for somebody to type.
    child.stdin?.end();
  });
}

function describeEnd(error: ExecFileException, time: number): string {
  // Node's own word for it, though it is no number there.
  if (codeOf(error) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return "it wrote more than can be taken";
  }
  if (error.killed === true) return `it did not end within ${time / 1000} seconds`;
  return describeFailure(error);
}
