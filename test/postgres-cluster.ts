// A PostgreSQL of a test's own: a cluster in a temporary folder, on a free port of the loopback address.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

export interface PostgresCluster {
  /** URL of a schema, which is made where there is none: a database of its own for most purposes. */
  schema(name: string): Promise<string>;
  /** Kills the server as a crash of its machine would, without a word to anybody. */
  crash(): Promise<void>;
  /** Starts it again. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

const home = "/usr/lib/postgresql";

/** Starts a cluster; undefined, with a printed reason, where PostgreSQL is not installed. */
export async function startPostgres(): Promise<PostgresCluster | undefined> {
  const programs = findPrograms();
  const user = findUser();
  if (programs === undefined || user === undefined) {
    console.warn("skipped: PostgreSQL's server is not installed, or there is no user to run it");
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "trueroute-postgres-"));
  if ("uid" in user) chownSync(folder, user.uid, user.gid);
  const port = await freePort();
  const data = join(folder, "data");
  execFileSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "trueroute", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
    { ...user, stdio: "ignore", cwd: folder },
  );
  const url = `postgres://trueroute@127.0.0.1:${port}/postgres`;
  const schemas = new Map<string, Promise<string>>();
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const options = { listen_addresses: "127.0.0.1", port, unix_socket_directories: folder };
    const settings = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(programs, "postgres"), ["-D", data, ...settings], {
      ...user,
      stdio: "ignore",
      cwd: folder,
    });
    await untilItAnswers(url);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = server;
    if (ended === undefined) return;
    server = undefined;
    const closed = new Promise((resolve) => ended.once("exit", resolve));
    ended.kill(signal);
    await closed;
  };
  await start();
  return {
    schema: (name) => {
      const made = schemas.get(name) ?? makeSchema(url, name);
      schemas.set(name, made);
      return made;
    },
    crash: () => end("SIGQUIT"),
    restart: start,
    async remove() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeSchema(url: string, name: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create schema "${name}"`);
  await client.end();
  return `${url}?options=-c%20search_path=${name}`;
}

function findPrograms(): string | undefined {
  if (!existsSync(home)) return undefined;
  const versions = readdirSync(home).sort((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(home, version, "bin"))
    .find((path) => existsSync(join(path, "initdb")));
}

/** PostgreSQL refuses to run as root. */
function findUser():
  | { readonly uid: number; readonly gid: number }
  | Record<string, never>
  | undefined {
  if (process.getuid?.() !== 0) return {};
  try {
    const [uid = 0, gid = 0] = ["-u", "-g"].map((flag) =>
      Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" })),
    );
    return { uid, gid };
  } catch {
    return undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await sleep(100);
    }
  }
  throw new Error("PostgreSQL does not answer");
}
