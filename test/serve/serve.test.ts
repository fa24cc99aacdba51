// The life of `trueroute serve`, seen from outside: its first line, its files, its end. What it answers
// is tested elsewhere.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunningServer } from "../../src/host/index.ts";
import { createNodeRunningServers } from "../../src/host/on-demand/index.ts";
import { openLibsqlStore } from "../../src/store/index.ts";
import { type ServeProcess, startServe } from "../serve-process.ts";

let folder = "";
let data = "";
const started: ServeProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-serve-"));
  data = join(folder, "data");
});
afterEach(async () => {
  for (const server of started.splice(0)) {
    if (server.child.exitCode === null) await server.stop("SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true });
});

async function serve(...args: readonly string[]): Promise<ServeProcess> {
  const server = await startServe(args, { data, folder });
  started.push(server);
  return server;
}

/** The servers that other commands would find. */
function findServers(): Promise<readonly RunningServer[]> {
  return createNodeRunningServers(data).list();
}

const group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g";
const network = {
  id: `${group}/providers/Microsoft.Network/virtualNetworks/hub`,
  location: "westeurope",
  etag: "1",
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
};

function writeSnapshot(name = "hub"): string {
  const file = join(folder, `${name}.json`);
  const id = network.id.replace("hub", name);
  writeFileSync(file, JSON.stringify([{ ...network, id }]));
  return file;
}

/** Asks as a client that trusts the authority which the server has announced, and no other. */
async function ask(
  server: ServeProcess,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  { method = "GET", body }: { readonly method?: string; readonly body?: string } = {},
): Promise<number | undefined> {
  const [announced] = await findServers();
  const agent = new Agent({ ca: readFileSync(announced?.caFile ?? "") });
  return new Promise((resolve, reject) => {
    const url = `${server.address}${path}`;
    const outgoing = request(url, { agent, headers, method }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode));
    });
    outgoing.on("error", reject).end(body);
  });
}

/** The keys in a state file of a server that has ended. */
async function keysIn(file: string): Promise<readonly string[]> {
  const store = await openLibsqlStore(file);
  const { changes } = await store.readSince(0);
  await store.close();
  return changes.map(({ key }) => key).filter((key) => key.includes("virtualnetworks"));
}

test("says its address, answers, announces itself, and ends without a trace", async () => {
  const server = await serve("--port", "0", "--memory");
  expect(server.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(await ask(server, "/nothing/here?sig=secret")).toBe(404);
  expect(await findServers()).toEqual([
    {
      pid: server.child.pid,
      address: server.address,
      port: Number(new URL(server.address ?? "").port),
      caFile: join(data, "tls", "loopback", "ca", "ca.pem"),
      subscriptionId: "00000000-0000-0000-0000-000000000000",
      tenantId: "00000000-0000-0000-0000-000000000001",
    },
  ]);
  expect(await server.stop()).toBe(0);
  expect(await findServers()).toEqual([]);
  const log = server
    .said()
    .split("\n")
    .filter((line) => line.includes(" GET "));
  expect(log).toEqual([expect.stringMatching(/^\S+Z GET \/nothing\/here 404 \d+ ms$/)]);
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s ends it with 0", async (signal) => {
  const server = await serve("--port", "0", "--memory", "-q");
  expect(await server.stop(signal)).toBe(0);
  expect(server.said()).toBe("");
});

test("--log-format json: one object a line", async () => {
  const server = await serve("--port", "0", "--memory", "--log-format", "json");
  await ask(server, "/a", { "x-ms-client-request-id": "77", CommandName: "network vnet list" });
  await server.stop();
  const [line = ""] = server
    .said()
    .split("\n")
    .filter((one) => one.startsWith("{"));
  expect(JSON.parse(line)).toMatchObject({
    method: "GET",
    path: "/a",
    clientRequestId: "77",
    command: "network vnet list",
  });
});

// Each row: folders that are there, options, and where the state goes.
const states: readonly (readonly [readonly string[], readonly string[], string])[] = [
  [[], [], "data/state.db"],
  [[".trueroute"], [], ".trueroute/state.db"],
  [[".trueroute"], ["--database", "own/estate.db"], "own/estate.db"],
];

test.each(states)(
  "with the folders %j and %j the state is in %s",
  async (folders, args, expected) => {
    for (const name of folders) mkdirSync(join(folder, name));
    const server = await serve("--port", "0", ...args);
    expect(server.said()).toContain(`resources are kept in ${join(folder, expected)}\n`);
    await server.stop();
    expect(readdirSync(join(folder, expected, ".."))).toContain(expected.split("/").at(-1));
  },
);

test("-s fills an empty state; one that is not empty is replaced only with --replace", async () => {
  const state = join(folder, "state.db");
  const args = ["--port", "0", "--database", state] as const;
  const first = await serve(...args, "-s", writeSnapshot("hub"));
  expect(await ask(first, `${network.id}?api-version=2024-05-01`)).toBe(200);
  await first.stop();
  expect(await keysIn(state)).toEqual([network.id.toLowerCase()]);
  const refused = await serve(...args, "-s", writeSnapshot("spoke"));
  expect(refused.address).toBeUndefined();
  expect(refused.child.exitCode).toBe(2);
  expect(refused.said()).toBe(
    `error: ${state} holds resources already, and a snapshot would be laid over them
  fix: Leave -s away to go on with what is there, add --replace to put the snapshot in its place, or name another file with --database.
`,
  );
  const again = await serve(...args);
  expect(await ask(again, `${network.id}?api-version=2024-05-01`)).toBe(200);
  await again.stop();
  const replaced = await serve(...args, "-s", writeSnapshot("spoke"), "--replace");
  await replaced.stop();
  expect(await keysIn(state)).toEqual([network.id.toLowerCase().replace("hub", "spoke")]);
});

test("a snapshot that cannot be read whole changes nothing", async () => {
  const state = join(folder, "state.db");
  const good = writeSnapshot();
  const broken = join(folder, "broken.json");
  writeFileSync(broken, "[{");
  await (await serve("--port", "0", "--database", state, "-s", good)).stop();
  const server = await serve("--database", state, "--replace", "-s", good, "-s", broken);
  expect(server.child.exitCode).toBe(2);
  expect(server.said()).toContain(
    "error: the snapshot could not be read whole, so nothing of it was taken\n",
  );
  expect(await keysIn(state)).toEqual([network.id.toLowerCase()]);
});

test("a token: from a file, asked of everybody, told to nobody", async () => {
  const token = "0123456789abcdef";
  writeFileSync(join(folder, "token.txt"), `${token}\n`);
  const server = await serve("--port", "0", "--memory", "--token-file", "token.txt");
  expect(await findServers()).toMatchObject([{ token }]);
  expect(await ask(server, "/a")).toBe(401);
  expect(await ask(server, "/a", { Authorization: `Bearer ${token}` })).toBe(404);
  await server.stop();
  expect(server.said()).not.toContain(token);
});

// Each row: options that cannot be used, and what is said.
const refusals: readonly (readonly [readonly string[], string])[] = [
  [
    ["--host", "0.0.0.0"],
    "error: other machines can reach 0.0.0.0, so callers must show a token\n",
  ],
  [["--token", "short"], "error: the token must have 16 characters or more, and no blanks\n"],
  [["--token-file", "none"], "error: cannot read the token in none: no such file or folder\n"],
  [["--replace"], "error: --replace needs a snapshot\n"],
  [
    ["--port", "65536"],
    "error: option '--port <number>' argument '65536' is invalid. Give a number from 0 to 65535.\n",
  ],
  [
    ["--operation-delay", "-1"],
    "error: option '--operation-delay <seconds>' argument '-1' is invalid. Give a number of seconds from 0 to 86400.\n",
  ],
  [
    ["--memory", "--database", "a.db"],
    "error: option '--database <where>' cannot be used with option '--memory'\n",
  ],
  [["--database", "."], "/trueroute-serve-"],
  [["-s", ""], "error: an empty path was given as snapshot\n"],
];

test.each(refusals)("%j cannot be used", async (args, said) => {
  const server = await serve(...args);
  expect({ address: server.address, code: server.child.exitCode }).toEqual({
    address: undefined,
    code: 2,
  });
  expect(server.said()).toContain(said);
  expect(await findServers()).toEqual([]);
});

test("two servers at once share one state and one authority", async () => {
  const args = ["--port", "0", "--database", "state.db"] as const;
  const [one, other] = await Promise.all([serve(...args), serve(...args)]);
  expect([one.address, other.address]).not.toContain(undefined);
  expect(new Set((await findServers()).map(({ caFile }) => caFile)).size).toBe(1);
  // What one has acknowledged, the other shows at once.
  const path = (name: string): string => `${group}-${name}?api-version=2022-09-01`;
  for (const [writer, reader, name] of [
    [one, other, "a"],
    [other, one, "b"],
  ] as const) {
    const body = JSON.stringify({ location: "westeurope" });
    expect(await ask(writer, path(name), {}, { method: "PUT", body })).toBe(201);
    expect(await ask(reader, path(name))).toBe(200);
  }
  expect(await Promise.all([one.stop(), other.stop()])).toEqual([0, 0]);
});

test("a killed server leaves an announcement that nobody believes, and a state that is whole", async () => {
  const args = ["--port", "0", "--database", "state.db"] as const;
  const killed = await serve(...args, "-s", writeSnapshot());
  await killed.stop("SIGKILL");
  expect(await findServers()).toEqual([]);
  const next = await serve(...args);
  expect(await ask(next, `${network.id}?api-version=2024-05-01`)).toBe(200);
  expect(await next.stop()).toBe(0);
});
