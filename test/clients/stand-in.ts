// A small Azure for tests of clients: the real identity endpoints over HTTPS, and behind them a store
// of resources that takes every PUT as it is.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import {
  admit,
  findIdentityRoute,
  type IdentitySetting,
  openSigningKey,
  type SigningKeyStore,
} from "../../src/emulator/index.ts";
import type { RunningServer } from "../../src/host/index.ts";
import { createNodeRunningServers } from "../../src/host/on-demand/index.ts";

export const tenantId = "11111111-2222-4333-8444-555555555555";
export const subscriptionId = "66666666-7777-4888-9999-aaaaaaaaaaaa";

/** One request that the server was asked. */
export interface Asked {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

export interface StandIn {
  readonly server: RunningServer;
  /** A user's data folder in which the server has announced itself; gone after `close`. */
  readonly dataFolder: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** Keeps a key in memory. */
export function memoryKeyStore(): SigningKeyStore {
  let kept: string | undefined;
  return {
    read: async () => kept,
    keep: async (text) => {
      kept ??= text;
      return kept;
    },
  };
}

/** Creates what the identity endpoints need; the clock is the machine's. */
export async function createSetting(token?: string): Promise<IdentitySetting> {
  return {
    key: await openSigningKey(memoryKeyStore()),
    tenantId,
    token,
    now: () => Math.floor(Date.now() / 1000),
    createId: randomUUID,
  };
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startStandIn(setting?: IdentitySetting): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-stand-in-"));
  const { key, cert, caFile } = makeCertificates(folder);
  const asked: Asked[] = [];
  const app = createApp(setting ?? (await createSetting()), asked);
  let server: ServerType | undefined;
  const { port } = await new Promise<AddressInfo>((resolve) => {
    server = serve(
      {
        fetch: app.fetch,
        port: 0,
        hostname: "127.0.0.1",
        createServer,
        serverOptions: { key, cert },
      },
      resolve,
    );
  });
  const announced: RunningServer = {
    pid: process.pid,
    port,
    address: `https://127.0.0.1:${port}`,
    caFile,
    subscriptionId,
    tenantId,
  };
  await createNodeRunningServers(folder).enter(announced);
  return {
    server: announced,
    dataFolder: folder,
    asked,
    close: async () => {
      await new Promise((done) => server?.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeCertificates(folder: string) {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) =>
    void execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...ec,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-subj",
    "/CN=stand-in CA",
    "-days",
    "2",
  );
  openssl("req", ...ec, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=stand-in");
  writeFileSync(at("leaf.ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
  openssl(
    "x509",
    "-req",
    "-in",
    "leaf.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    "leaf.ext",
    "-out",
    "leaf.pem",
  );
  return {
    key: readFileSync(at("leaf.key")),
    cert: readFileSync(at("leaf.pem")),
    caFile: at("ca.pem"),
  };
}

function createApp(setting: IdentitySetting, asked: Asked[]): Hono {
  const app = new Hono();
  const resources = new Map<string, Record<string, unknown>>();
  app.all("*", async (context) => {
    const request = context.req.raw;
    const url = new URL(request.url);
    const body = request.method === "GET" ? "" : await request.clone().text();
    asked.push({
      method: request.method,
      path: url.pathname + url.search,
      body,
      authorization: request.headers.get("authorization") ?? undefined,
    });
    const route = findIdentityRoute(request.method, url.pathname);
    if (route !== undefined) return route.answer(request, setting);
    const admission = admit(request, setting);
    if (admission.kind === "refused") return admission.response;
    return answerArm(request.method, url.pathname, body, resources);
  });
  return app;
}

function answerArm(
  method: string,
  path: string,
  body: string,
  resources: Map<string, Record<string, unknown>>,
): Response {
  const key = path.toLowerCase();
  if (key === "/subscriptions") return Response.json({ value: [subscription] });
  if (key === "/tenants")
    return Response.json({ value: [{ id: `/tenants/${tenantId}`, tenantId }] });
  if (key.endsWith("/effectiveroutetable")) return Response.json({ value: effectiveRoutes });
  if (method === "PUT") {
    const given = JSON.parse(body) as Record<string, unknown>;
    const state = { provisioningState: "Succeeded" };
    const resource = {
      name: path.split("/").at(-1),
      id: path,
      ...given,
      properties: { ...(given["properties"] as object | undefined), ...state },
    };
    resources.set(key, resource);
    return Response.json(resource, { status: 201 });
  }
  const found = resources.get(key);
  if (found !== undefined) return Response.json(found);
  const below = [...resources].filter(([id]) => isIn(id, key)).map(([, resource]) => resource);
  if (below.length > 0 || /(s|tables)$/.test(key)) return Response.json({ value: below });
  const error = { code: "ResourceNotFound", message: `The Resource '${path}' was not found.` };
  return Response.json({ error }, { status: 404 });
}

// A list is of a resource group or of a subscription.
function isIn(id: string, list: string): boolean {
  const type = list.split("/").at(-1) ?? "";
  const scope = list.replace(/\/providers\/.*$/, "").replace(/\/resourcegroups$/, "");
  return id.startsWith(`${scope}/`) && id.split("/").at(-2) === type;
}

const subscription = {
  id: `/subscriptions/${subscriptionId}`,
  subscriptionId,
  tenantId,
  displayName: "Local",
  state: "Enabled",
  managedByTenants: [],
};

const effectiveRoutes = [
  {
    source: "Default",
    state: "Active",
    addressPrefix: ["10.0.0.0/16"],
    nextHopType: "VnetLocal",
  },
  {
    source: "User",
    state: "Active",
    addressPrefix: ["0.0.0.0/0"],
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: ["10.0.1.4"],
  },
];
