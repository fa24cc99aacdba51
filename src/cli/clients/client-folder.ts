import { createHash } from "node:crypto";
import { posix, win32 } from "node:path";
import { describeFailure, type Environment, ownerOnly } from "../../host/index.ts";
import type { Io } from "../io.ts";
import { dataFolderOf } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { azConfiguration } from "./az-configuration.ts";
import { readRepair, repairScript } from "./az-repair.ts";
import type { Connection } from "./connect.ts";
import { collectRoots } from "./trusted-roots.ts";
import type { ClientFiles } from "./variables.ts";

/** What is kept for the clients of the server on one port, in `clients/PORT` of the data folder. */
export interface ClientFolder extends ClientFiles {
  /** Folder for Python's path; only what `writeRepair` has written is there. */
  readonly repairFolder: string;
  /** Folder for the shell's path; only what `writeWrapper` has written is there. */
  readonly programFolder: string;
}

/** Places of the files for the clients of a server; nothing need be there yet. */
export function clientFolderOf({ port }: Pick<Connection, "port">, io: Io): ClientFolder {
  const { join } = pathsOf(io);
  const folder = join(clientsFolderOf(io), String(port));
  return {
    azFolder: join(folder, "azure"),
    rootsFile: join(folder, "roots.pem"),
    extraRootsFile: join(folder, "extra-roots.pem"),
    repairFolder: join(folder, "repair"),
    programFolder: join(folder, "bin"),
  };
}

/** Whether a folder of the shell's path is one of ours, of whatever port. */
export function isProgramFolder(folder: string, io: Io): boolean {
  const { dirname, basename } = pathsOf(io);
  return basename(folder) === "bin" && dirname(dirname(folder)) === clientsFolderOf(io);
}

/**
 * Writes what clients of a server need: az's configuration and the roots to trust. What az or the
 * user has changed there since stays, as long as the server has the same key and the same
 * subscriptions. Throws `UsageError`.
 *
 * @param environment as it was before any server was in it
 */
export async function prepareClients(
  server: Connection,
  environment: Environment,
  io: Io,
): Promise<ClientFolder> {
  const folder = clientFolderOf(server, io);
  const { join, dirname } = pathsOf(io);
  const roots = await collectRoots(server.authority, environment, io);
  await write(folder.rootsFile, roots.all, io);
  await write(folder.extraRootsFile, roots.extra, io);
  const files = azConfiguration(server);
  const mark = markOf(server);
  const markFile = join(dirname(folder.azFolder), "configured");
  if ((await read(markFile, io)) === `${mark}\n`) return folder;
  for (const { name, text } of files) {
    await write(join(folder.azFolder, name), text, io, ownerOnly);
  }
  // Last: what was only half written is written again.
  await write(markFile, `${mark}\n`, io);
  return folder;
}

// In an order of its own: which subscription a client begins with changes as they fill.
function markOf(server: Connection): string {
  const { address, secret, keyId, subscriptions } = server;
  const known = subscriptions.map(({ id, name }) => `${id} ${name}`).sort();
  return createHash("sha256")
    .update(JSON.stringify([address, secret, keyId, known]))
    .digest("hex");
}

/** Writes the repair of an az; gives the folder for Python's path. */
export async function writeRepair({ repairFolder }: ClientFolder, io: Io): Promise<string> {
  await write(pathsOf(io).join(repairFolder, repairScript), readRepair(), io);
  return repairFolder;
}

/**
 * Writes an `az` that runs another one with the repair; gives the folder for the shell's path. The
 * other programs of the shell see nothing of it.
 */
export async function writeWrapper(folder: ClientFolder, az: string, io: Io): Promise<string> {
  const { programFolder, repairFolder } = folder;
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const script = `#!/bin/sh
# Written by trueroute env: runs az with what its distribution has left out.
PYTHONPATH=${quote(repairFolder)}\${PYTHONPATH:+":$PYTHONPATH"}
export PYTHONPATH
exec ${quote(az)} "$@"
`;
  await write(pathsOf(io).join(programFolder, "az"), script, io, 0o755);
  return programFolder;
}

function clientsFolderOf(io: Io): string {
  return pathsOf(io).join(dataFolderOf(io), "clients");
}

function pathsOf({ platform }: Io): typeof posix {
  return platform === "win32" ? win32 : posix;
}

// What is there already is left alone: az may be reading it.
async function write(path: string, text: string, io: Io, mode?: number): Promise<void> {
  if ((await read(path, io)) === text) return;
  try {
    await io.fileWriter.write(path, text, mode);
  } catch (thrown) {
    throw new UsageError(
      `cannot write ${path}: ${describeFailure(thrown)}`,
      "Make the data folder writable, or name another one in TRUEROUTE_DATA.",
    );
  }
}

async function read(path: string, io: Io): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await io.fileSystem.readFile(path, 16 * 2 ** 20));
  } catch {
    return undefined;
  }
}
