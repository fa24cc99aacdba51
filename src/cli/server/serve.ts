import { hostname } from "node:os";
import { join } from "node:path";
import type { App, RequestEntry, RunningServer } from "../../emulator/index.ts";
import { type RunningServer as AnnouncedServer, describeFailure } from "../../host/index.ts";
import { exitCode } from "../exit-code.ts";
import type { ServeOptions } from "../server-options.ts";
import { dataFolderOf, type Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { openApp } from "./open-app.ts";
import { type OpenStore, openStore } from "./open-store.ts";
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
  const { io, conversation } = session;
  const reportBug = createBugReport(session);
  const app = await openApp(session, { open, token, reportBug });
  try {
    const { server, authorityFile } = await start(session, { app, token, reportBug });
    try {
      const withdraw = await announce(session, {
        pid: process.pid,
        port: server.port,
        address: server.address,
        caFile: authorityFile,
        subscriptionId: app.subscription,
        tenantId: app.tenant,
        ...(token === undefined ? {} : { token }),
      });
      conversation.note(`resources are kept in ${open.name}`);
      conversation.note(`clients must trust ${authorityFile}`);
      io.stdout.write(`${server.address}\n`);
      await stopped;
      await withdraw();
    } finally {
      await server.close();
    }
  } finally {
    await app.close();
  }
}

interface Startable {
  readonly app: App;
  readonly token: string | undefined;
  readonly reportBug: (error: unknown) => void;
}

async function start(
  session: Session<ServeOptions>,
  { app, token, reportBug }: Startable,
): Promise<{ readonly server: RunningServer; readonly authorityFile: string }> {
  const { startServer, openServerCertificate, reachableHosts } = await import(
    "../../emulator/index.ts"
  );
  const { io, options } = session;
  const host = options.host ?? "127.0.0.1";
  const tls = openServerCertificate({
    folder: join(dataFolderOf(io), "tls"),
    hosts: reachableHosts(host, hostname()),
    now: new Date(io.now()),
  });
  const server = await startServer({
    fetch: (request) => app.fetch(request),
    isAuthorized: (caller) => app.isAuthorized(caller),
    host,
    port: options.port ?? usualPort,
    tls,
    token,
    now: io.now,
    log: await createLog(session),
    onFailure: reportBug,
  });
  return { server, authorityFile: tls.authorityFile };
}

function createBugReport({ conversation }: Session<ServeOptions>): (error: unknown) => void {
  return (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    conversation.fail(
      `a request failed: ${reason}`,
      "Report this bug with the request, whose line stands in the log.",
    );
  };
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
async function announce(
  { io, conversation }: Session<ServeOptions>,
  announced: AnnouncedServer,
): Promise<() => Promise<void>> {
  const { pid, port } = announced;
  try {
    await io.runningServers.enter(announced);
    return () => io.runningServers.leave({ pid, port });
  } catch (error) {
    conversation.warn(
      `other commands will not find this server: ${describeFailure(error)}`,
      `Give them its address, ${announced.address}.`,
    );
    return async () => undefined;
  }
}
