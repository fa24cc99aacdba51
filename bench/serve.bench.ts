// The server under load, beside Azurite's table service on the same machine in the same run: both are
// processes of their own, over TLS with the same certificate, and keep what they are given.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Bench, type BenchOptions, median, printTable } from "./bench.ts";
import {
  createTable,
  getEntity,
  installAzurite,
  putEntity,
  startAzurite,
} from "./serve-azurite.ts";
import { type Call, createAgent, type LoadResult, load, send, type Target } from "./serve-load.ts";

/** The server. */
export const serve: Bench = {
  name: "serve",
  title: "requests to trueroute serve, beside Azurite's table service",
  run: runServe,
};

const program = fileURLToPath(new URL("../bin/trueroute", import.meta.url));
const scope = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
const network = `${scope}/providers/Microsoft.Network`;
const version = "?api-version=2024-05-01";
const connections = 32;

async function runServe({ isQuick, rounds }: BenchOptions): Promise<void> {
  const sizes = isQuick ? [10, 1_000] : [10, 1_000, 10_000];
  const ms = isQuick ? 300 : 1_500;
  const missing = installAzurite();
  if (missing !== undefined) console.log(`  Azurite is missing: ${missing}`);
  const rows: string[][] = [];
  const lives: string[][] = [];
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "trueroute-bench-"));
    try {
      const ours = await startOurs(folder, size);
      lives.push([
        String(size),
        `${ours.startMs.toFixed(0)} ms`,
        `${(ours.rss / 1024).toFixed(0)} MiB`,
      ]);
      const theirs = missing === undefined ? await startTheirs(folder, size) : undefined;
      for (const one of operations(size)) {
        const results = await raceLoads(ours.target, theirs?.target, {
          one,
          ms,
          rounds: Math.min(rounds, 5),
        });
        rows.push([String(size), one.name, ...results]);
      }
      ours.process.kill("SIGTERM");
      theirs?.process.kill("SIGKILL");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  printTable(
    ["stored", "request", "a second", "p99", "Azurite's", "a second", "p99", "ratio"],
    rows,
  );
  console.log("");
  printTable(["stored", "start to first answer", "resident memory"], lives);
}

interface Operation {
  readonly name: string;
  readonly next: (count: number) => Call;
  readonly peer: string;
  readonly peerNext: (count: number) => Call;
}

function operations(size: number): readonly Operation[] {
  const put = (count: number): Call => {
    const index = count % 50;
    return {
      method: "PUT",
      path: `${network}/virtualNetworks/written/subnets/s${index}${version}`,
      // Each request changes something, or it would be answered without a write.
      body: {
        properties: {
          addressPrefix: `10.200.${index}.0/24`,
          defaultOutboundAccess: count % 100 < 50,
        },
      },
      expect: 200,
    };
  };
  const entity = (count: number): Call => putEntity(`e${count % 50}`, `value ${count}`);
  const networks = Math.max(1, Math.floor(size / 5));
  return [
    { name: "PUT subnet", next: put, peer: "PUT entity", peerNext: entity },
    {
      name: "GET vnet",
      next: (count) => ({
        method: "GET",
        path: `${network}/virtualNetworks/v${count % networks}${version}`,
        expect: 200,
      }),
      peer: "GET entity",
      peerNext: (count) => getEntity(`e${count % Math.min(size, 50)}`),
    },
    {
      name: "POST effectiveRouteTable",
      next: () => ({
        method: "POST",
        path: `${network}/networkInterfaces/n0/effectiveRouteTable${version}`,
        expect: 202,
      }),
      peer: "GET entity",
      peerNext: (count) => getEntity(`e${count % Math.min(size, 50)}`),
    },
  ];
}

// Turn by turn, so that what the machine does otherwise meets both.
async function raceLoads(
  ours: Target,
  theirs: Target | undefined,
  { one, ms, rounds }: { readonly one: Operation; readonly ms: number; readonly rounds: number },
): Promise<readonly string[]> {
  const mine: LoadResult[] = [];
  const peers: LoadResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await load(ours, { next: one.next, connections, ms }));
    if (theirs !== undefined)
      peers.push(await load(theirs, { next: one.peerNext, connections, ms }));
  }
  const show = (results: readonly LoadResult[]): readonly string[] =>
    results.length === 0
      ? ["", ""]
      : [
          median(results.map(({ perSecond }) => perSecond)).toFixed(0),
          `${median(results.map(({ p99Ms }) => p99Ms)).toFixed(1)} ms`,
        ];
  const ratios = mine.flatMap(({ perSecond }, round) => {
    const peer = peers[round];
    return peer === undefined ? [] : [perSecond / peer.perSecond];
  });
  return [
    ...show(mine),
    theirs === undefined ? "missing" : one.peer,
    ...show(peers),
    ratios.length === 0 ? "" : median(ratios).toFixed(2),
  ];
}

interface Started {
  readonly target: Target;
  readonly process: ChildProcess;
}

async function startOurs(
  folder: string,
  size: number,
): Promise<Started & { readonly startMs: number; readonly rss: number }> {
  const snapshot = join(folder, "snapshot.json");
  writeFileSync(snapshot, JSON.stringify(resources(size)));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [program, "serve", "--port", "0", "-q", "--database", join(folder, "state.db"), "-s", snapshot],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, XDG_DATA_HOME: folder } },
  );
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`trueroute ended with ${code}`)));
  });
  const target: Target = {
    address,
    agent: createAgent(connections),
    headersOf: () => ({ "content-type": "application/json" }),
  };
  await send(target, { method: "GET", path: `${scope}${version}`, expect: 200 });
  const startMs = performance.now() - began;
  return { target, process: child, startMs, rss: residentKiB(child.pid) };
}

async function startTheirs(folder: string, size: number): Promise<Started> {
  const tls = join(folder, "trueroute", "tls", "loopback");
  const azurite = await startAzurite(folder, {
    cert: join(tls, "server.pem"),
    key: join(tls, "server.pem"),
  });
  const target: Target = { ...azurite, agent: createAgent(connections) };
  await send(target, createTable());
  for (let begin = 0; begin < Math.max(size, 50); begin += connections) {
    const names = Array.from({ length: connections }, (_, index) => `e${begin + index}`);
    await Promise.all(names.map((name) => send(target, putEntity(name, "first"))));
  }
  return { target, process: azurite.process };
}

// Networks with three subnets and an interface each: five resources a network.
function resources(size: number): readonly unknown[] {
  const networks = Math.max(1, Math.floor(size / 5));
  const made = Array.from({ length: networks }, (_, index) => {
    const prefix = `10.${(index >> 8) & 127}.${index & 255}`;
    const id = `${network}/virtualNetworks/v${index}`;
    const subnets = [0, 64, 128].map((offset, at) => ({
      name: `s${at}`,
      properties: { addressPrefix: `${prefix}.${offset}/26` },
    }));
    const configuration = {
      name: "ip",
      properties: { subnet: { id: `${id}/subnets/s0` }, privateIPAddress: `${prefix}.4` },
    };
    return [
      {
        id,
        location: "westeurope",
        properties: { addressSpace: { addressPrefixes: [`${prefix}.0/24`] }, subnets },
      },
      {
        id: `${network}/networkInterfaces/n${index}`,
        location: "westeurope",
        properties: { ipConfigurations: [configuration] },
      },
    ];
  });
  const written = {
    id: `${network}/virtualNetworks/written`,
    location: "westeurope",
    properties: {
      addressSpace: { addressPrefixes: ["10.200.0.0/16"] },
      subnets: Array.from({ length: 50 }, (_, index) => ({
        name: `s${index}`,
        properties: { addressPrefix: `10.200.${index}.0/24` },
      })),
    },
  };
  return [...made.flat(), written];
}

function residentKiB(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}
