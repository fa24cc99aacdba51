import { nodeFileSystem } from "../host/index.ts";
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
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    platform: process.platform,
    fileSystem: nodeFileSystem,
  });
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}
