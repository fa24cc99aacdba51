import { CommanderError } from "commander";
import { ServiceTagError } from "../host/index.ts";
import { createConversation } from "./conversation.ts";
import { exitCode } from "./exit-code.ts";
import { reportBug } from "./internal-error.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";
import { createFrame } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs one command line, without the program's name; gives the exit code.
 * Never rejects: whatever goes wrong is said on stderr.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCode.answered;
  const program = createProgram(
    createFrame(io, (settled) => {
      code = settled;
    }),
  );
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return exitCode.badInput;
    }
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, argv, io);
  }
}

function explain(error: unknown, argv: readonly string[], io: Io): number {
  // Commander has said its message already; help and version are no failure.
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCode.answered : exitCode.badInput;
  }
  const conversation = createConversation(io, {});
  if (error instanceof UsageError || error instanceof ServiceTagError) {
    conversation.fail(error.message, error.remedy);
    return exitCode.badInput;
  }
  reportBug(error, argv, conversation);
  return exitCode.internal;
}
