import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "./file-system.ts";
import { writeAtomically } from "./write-atomically.ts";

/** A server of trueroute that runs on this machine, as it has announced itself to other commands. */
export interface AnnouncedServer {
  /** Process id. */
  readonly pid: number;
  /** Without a slash at its end: `https://127.0.0.1:8443`. */
  readonly address: string;
  readonly port: number;
  /** File with the certificate that clients must trust, in PEM. */
  readonly authorityFile: string;
  /** Whether callers must show a token. */
  readonly needsToken: boolean;
  /** File that holds the token; absent where it was given otherwise. */
  readonly tokenFile?: string;
  /** What keeps its state: a file, a URL without password, or `memory`. */
  readonly state: string;
  /** Folder that it was started in. */
  readonly folder: string;
  /** When it was started, in UTC: `2026-11-21T09:30:00.000Z`. */
  readonly startedAt: string;
}

/** `folder` is the user's data folder. */
function homeOf(folder: string): string {
  return join(folder, "servers");
}

/**
 * Announces a server; gives what takes it back. `folder` is the user's data folder. Throws what the
 * file system throws.
 */
export function announceServer(folder: string, server: AnnouncedServer): () => void {
  const file = join(homeOf(folder), `${server.pid}-${server.port}.json`);
  writeAtomically(file, `${JSON.stringify(server, undefined, 2)}\n`);
  return () => rmSync(file, { force: true });
}

/**
 * The servers that run, the one that was started last first. What was left by one that was killed
 * is removed. A process may have got the id of one that was killed: whether a server answers, only
 * a request tells.
 */
export function findServers(folder: string): readonly AnnouncedServer[] {
  const home = homeOf(folder);
  const found = namesIn(home).flatMap((name) => {
    const file = join(home, name);
    const server = readServer(file);
    if (server !== undefined && isAlive(server.pid)) return [server];
    removeStale(file);
    return [];
  });
  return found.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
}

function namesIn(home: string): readonly string[] {
  try {
    return readdirSync(home).filter((name) => /^\d+-\d+\.json$/.test(name));
  } catch {
    return [];
  }
}

function readServer(file: string): AnnouncedServer | undefined {
  try {
    const server: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isServer(server) ? server : undefined;
  } catch {
    return undefined;
  }
}

function isServer(value: unknown): value is AnnouncedServer {
  if (typeof value !== "object" || value === null) return false;
  const { pid, address, port, authorityFile, needsToken, state, folder, startedAt } =
    value as Partial<AnnouncedServer>;
  return (
    [pid, port].every((one) => typeof one === "number") &&
    [address, authorityFile, state, folder, startedAt].every((one) => typeof one === "string") &&
    typeof needsToken === "boolean"
  );
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return codeOf(error) === "EPERM";
  }
}

function removeStale(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder cannot be written; then it is looked past each time.
  }
}
