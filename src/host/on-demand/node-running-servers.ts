import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../file-system.ts";
import type { RunningServer, RunningServers } from "../running-server.ts";
import { ownerOnly, writeAtomically } from "../write-atomically.ts";

/**
 * The servers that have left a file in `servers` below the user's data folder:
 * `servers/8443.json`. A file whose process is gone counts as none.
 */
export function createNodeRunningServers(dataFolder: string): RunningServers {
  const folder = join(dataFolder, "servers");
  const fileOf = (port: number) => join(folder, `${port}.json`);
  return {
    list: () => list(folder),
    enter: async (server) =>
      writeAtomically(fileOf(server.port), `${JSON.stringify(server, null, 2)}\n`, ownerOnly),
    leave: async ({ port, pid }) => {
      // Another server may have taken the port since.
      const found = await read(fileOf(port));
      if (found?.server.pid === pid) await rm(fileOf(port), { force: true }).catch(() => undefined);
    },
  };
}

interface Found {
  readonly server: RunningServer;
  readonly writtenAt: number;
}

async function list(folder: string): Promise<readonly RunningServer[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^\d+\.json$/.test(name));
  const found = await Promise.all(files.map((name) => read(join(folder, name))));
  return found
    .filter((one) => one !== undefined)
    .filter(({ server }) => isAlive(server.pid))
    .sort((a, b) => b.writtenAt - a.writtenAt || a.server.port - b.server.port)
    .map(({ server }) => server);
}

// A file that is half there or of another version is as good as none.
async function read(path: string): Promise<Found | undefined> {
  try {
    const server: unknown = JSON.parse(await readFile(path, "utf8"));
    return isServer(server) ? { server, writtenAt: (await stat(path)).mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

function isServer(value: unknown): value is RunningServer {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const texts = ["address", "caFile", "subscriptionId", "tenantId"];
  return (
    Number.isSafeInteger(fields["pid"]) &&
    Number.isSafeInteger(fields["port"]) &&
    texts.every((name) => typeof fields[name] === "string") &&
    ["string", "undefined"].includes(typeof fields["token"])
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // It is there, and somebody else's.
    return codeOf(thrown) === "EPERM";
  }
}
