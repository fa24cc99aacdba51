import { writeSync } from "node:fs";
import { describeFailure, nodeFileSystem } from "../host/index.ts";
import { exitCode } from "./exit-code.ts";
import { main } from "./main.ts";

/**
 * Runs the command line of this process and sets its exit code. The launcher in `bin` calls it.
 *
 * @public
 */
export async function run(): Promise<void> {
  // Who reads with `head` has had enough; that is no failure.
  process.stdout.on("error", end);
  process.stderr.on("error", end);
  process.once("SIGINT", () => process.exit(130));
  process.exitCode = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    platform: process.platform,
    fileSystem: nodeFileSystem,
  });
}

function end(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  const message = `error: cannot write the answer: ${describeFailure(error)}`;
  try {
    // At once: this process ends here, and what is written later is lost.
    writeSync(2, `${message}\n  fix: Make room, or write it to another place.\n`);
  } catch {
    // It is stderr that cannot be written, so nobody can be told.
  }
  process.exit(exitCode.badInput);
}
