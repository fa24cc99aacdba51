import { once } from "node:events";
import { writeSync } from "node:fs";
import {
  type AskLocally,
  createNodeProcessRunner,
  describeFailure,
  type ForegroundRunner,
  nodeFileSystem,
  nodeFileWriter,
  type RunningServers,
  userDataFolder,
} from "../host/index.ts";
import { exitCode } from "./exit-code.ts";
import type { OutputStream } from "./io.ts";
import { main } from "./main.ts";
import { createStopper } from "./stopper.ts";

/**
 * Runs the command line of this process and sets its exit code. The launcher in `bin` calls it.
 *
 * @public
 */
export async function run(): Promise<void> {
  // Who reads with `head` has had enough; that is no failure.
  process.stdout.on("error", end);
  process.stderr.on("error", end);
  const untilStopped = createStopper(process);
  process.exitCode = await main(process.argv.slice(2), {
    stdout: patient(process.stdout),
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    platform: process.platform,
    fileSystem: nodeFileSystem,
    fileWriter: nodeFileWriter,
    processes: createNodeProcessRunner(process.platform, process.env),
    foreground,
    askLocally,
    runningServers,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => Date.now(),
    untilStopped,
  });
}

// Few commands need these, so they are loaded when one does.
const onDemand = () => import("../host/on-demand/index.ts");

const foreground: ForegroundRunner = {
  find: async (...inputs) => (await openForeground()).find(...inputs),
  run: async (...inputs) => (await openForeground()).run(...inputs),
};

async function openForeground(): Promise<ForegroundRunner> {
  return (await onDemand()).createNodeForegroundRunner(process.platform);
}

let asker: AskLocally | undefined;

const askLocally: AskLocally = async (request) => {
  asker ??= (await onDemand()).createAskLocally();
  return asker(request);
};

const runningServers: RunningServers = {
  list: async () => (await openRunningServers()).list(),
  enter: async (server) => (await openRunningServers()).enter(server),
  leave: async (server) => (await openRunningServers()).leave(server),
};

async function openRunningServers(): Promise<RunningServers> {
  const { createNodeRunningServers } = await onDemand();
  return createNodeRunningServers(userDataFolder(process.platform, process.env));
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
