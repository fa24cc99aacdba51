// Azurite's table service, the nearest emulator that keeps things: installed aside on first use.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { Call } from "./serve-load.ts";

const version = "3.35.0";
const home = fileURLToPath(new URL("../.bench/azurite/", import.meta.url));
const program = `${home}node_modules/azurite/dist/src/table/main.js`;
const account = "devstoreaccount1";
// The well-known key of every Azurite.
const key =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** A table service that runs. */
export interface Azurite {
  readonly address: string;
  readonly process: ChildProcess;
  /** Signed headers of a request. */
  headersOf(path: string): Record<string, string>;
}

/** Installs Azurite where it is not; says why that failed, or nothing. */
export function installAzurite(): string | undefined {
  if (existsSync(program)) return undefined;
  mkdirSync(home, { recursive: true });
  const words = [
    "install",
    "--prefix",
    home,
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    `azurite@${version}`,
  ];
  const { status, stderr } = spawnSync("npm", words, { encoding: "utf8" });
  if (status === 0 && existsSync(program)) return undefined;
  return stderr.trim().split("\n").at(-1) ?? "npm cannot install it";
}

/** Starts it over TLS with the certificate of our server, with its data in a folder. */
export async function startAzurite(
  folder: string,
  { cert, key: certKey }: { readonly cert: string; readonly key: string },
): Promise<Azurite> {
  const port = await freePort();
  const words = [
    "--tablePort",
    String(port),
    "--location",
    folder,
    "--cert",
    cert,
    "--key",
    certKey,
  ];
  const flags = [
    "--silent",
    "--disableTelemetry",
    "--skipApiVersionCheck",
    "--tableHost",
    "127.0.0.1",
  ];
  const child = spawn(process.execPath, [program, ...words, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (part) => /successfully/.test(String(part)) && resolve());
    child.once("exit", (code) => reject(new Error(`Azurite ended with ${code}`)));
  });
  return { address: `https://127.0.0.1:${port}`, process: child, headersOf };
}

function headersOf(path: string): Record<string, string> {
  const date = new Date().toUTCString();
  const text = `${date}\n/${account}/${path.split("?")[0]?.slice(1)}`;
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
  return {
    authorization: `SharedKeyLite ${account}:${signature}`,
    "x-ms-date": date,
    "x-ms-version": "2021-12-02",
    accept: "application/json;odata=nometadata",
    "content-type": "application/json",
  };
}

/** Makes the table. */
export function createTable(): Call {
  return { method: "POST", path: `/${account}/Tables`, body: { TableName: "bench" }, expect: 201 };
}

/** Writes an entity, in place of the one of that name. */
export function putEntity(name: string, value: string): Call {
  const path = `/${account}/bench(PartitionKey='p',RowKey='${name}')`;
  return { method: "PUT", path, body: { PartitionKey: "p", RowKey: name, value }, expect: 204 };
}

/** Reads an entity. */
export function getEntity(name: string): Call {
  return {
    method: "GET",
    path: `/${account}/bench(PartitionKey='p',RowKey='${name}')`,
    expect: 200,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}
