import { once } from "node:events";
import { nodeFileSystem } from "../host/index.ts";
import type { OutputStream } from "./io.ts";
import { main } from "./main.ts";

/**
 * Runs the command line of this process and sets its exit code. The launcher in `bin` calls it.
 *
 * @public
 */
export async function run(): Promise<void> {
  // Who reads with `head` has had enough; that is no failure.
  process.stdout.on("error", endQuietly);
  process.stderr.on("error", endQuietly);
  process.once("SIGINT", () => process.exit(130));
  process.exitCode = await main(process.argv.slice(2), {
    stdout: patient(process.stdout),
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    platform: process.platform,
    fileSystem: nodeFileSystem,
  });
}

/** A stream of the process that can be waited for. */
function patient(stream: NodeJS.WriteStream): OutputStream {
  return {
    write: (text) => stream.write(text),
    drain: async () => {
      if (stream.writableNeedDrain) await once(stream, "drain");
    },
    isTTY: stream.isTTY,
    columns: stream.columns,
  };
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}
