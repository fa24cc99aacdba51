import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import type { App, RequestEntry, RunningServer } from "../../emulator/index.ts";
import { announceServer, describeFailure } from "../../host/index.ts";
import { readBehavior } from "../estate/behavior-option.ts";
import { exitCode } from "../exit-code.ts";
import type { ServeOptions } from "../options.ts";
import { openServiceTags } from "../service-tags.ts";
import { dataFolderOf, resolvePath, type Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { readSeed } from "./read-seed.ts";
import { readToken } from "./read-token.ts";

const usualPort = 7_443;

/** Runs a server until somebody stops it. */
export async function serve(session: Session<ServeOptions>): Promise<number> {
  // From here on a signal ends the server and not the process, however far it has come.
  const stopped = session.io.untilStopped();
  const { ServeError } = await import("../../emulator/index.ts");
  const { StoreError } = await import("../../store/index.ts");
  try {
    const token = await readToken(session);
    const open = await openStore(session);
    try {
      await serveStore(session, { open, token, stopped });
    } finally {
      await open.store.close();
    }
    return exitCode.answered;
  } catch (error) {
    if (!(error instanceof ServeError || error instanceof StoreError)) throw error;
    throw new UsageError(error.message, error.remedy);
  }
}

interface Running {
  readonly open: OpenStore;
  readonly token: string | undefined;
  readonly stopped: Promise<void>;
}

async function serveStore(
  session: Session<ServeOptions>,
  { open, token, stopped }: Running,
): Promise<void> {
  const { createApp } = await import("../../emulator/index.ts");
  const { io, options, conversation } = session;
  const behavior = readBehavior(options.behavior ?? []);
  const serviceTags = openServiceTags(session);
  const seed = await readSeed(session, open);
  const app = await createApp({
    store: open.store,
    clock: { now: io.now },
    chance: { guid: () => randomUUID() },
    strictAzure: options.strictAzure === true,
    operationDelayMs: (options.operationDelay ?? 0) * 1_000,
    behavior,
    ...(serviceTags === undefined ? {} : { serviceTags }),
    ...(seed === undefined ? {} : { seed }),
  });
  try {
    const { server, authorityFile } = await start(session, app, token);
    try {
      const withdraw = announce(session, { server, authorityFile, token, state: open.name });
      conversation.note(`resources are kept in ${open.name}`);
      conversation.note(`clients must trust ${authorityFile}`);
      io.stdout.write(`${server.address}\n`);
      await stopped;
      withdraw();
    } finally {
      await server.close();
    }
  } finally {
    await app.close();
  }
}

async function start(
  session: Session<ServeOptions>,
  app: App,
  token: string | undefined,
): Promise<{ readonly server: RunningServer; readonly authorityFile: string }> {
  const { startServer, openServerCertificate, reachableHosts } = await import(
    "../../emulator/index.ts"
  );
  const { io, options, conversation } = session;
  const host = options.host ?? "127.0.0.1";
  const tls = openServerCertificate({
    folder: join(dataFolderOf(io), "tls"),
    hosts: reachableHosts(host, hostname()),
    now: new Date(io.now()),
  });
  const server = await startServer({
    fetch: (request) => app.fetch(request),
    host,
    port: options.port ?? usualPort,
    tls,
    token,
    now: io.now,
    log: await createLog(session),
    onFailure: (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      conversation.fail(
        `a request failed: ${reason}`,
        "Report this bug with the request, whose line stands in the log.",
      );
    },
  });
  return { server, authorityFile: tls.authorityFile };
}

async function createLog({
  options,
  io,
}: Session<ServeOptions>): Promise<(entry: RequestEntry) => void> {
  const { formatEntry } = await import("../../emulator/index.ts");
  const format = options.logFormat ?? "text";
  if (options.quiet === true) return () => undefined;
  return (entry) => void io.stderr.write(`${formatEntry(entry, format)}\n`);
}

/** Lets other commands find the server. It works without that, so a failure is only said. */
function announce(
  { io, options, conversation }: Session<ServeOptions>,
  {
    server,
    authorityFile,
    token,
    state,
  }: {
    readonly server: RunningServer;
    readonly authorityFile: string;
    readonly token: string | undefined;
    readonly state: string;
  },
): () => void {
  const { tokenFile } = options;
  try {
    return announceServer(dataFolderOf(io), {
      pid: process.pid,
      address: server.address,
      port: server.port,
      authorityFile,
      needsToken: token !== undefined,
      ...(tokenFile === undefined ? {} : { tokenFile: resolvePath(io, tokenFile) }),
      state,
      folder: io.folder,
      startedAt: new Date(io.now()).toISOString(),
    });
  } catch (error) {
    conversation.warn(
      `other commands will not find this server: ${describeFailure(error)}`,
      `Give them its address, ${server.address}.`,
    );
    return () => undefined;
  }
}
