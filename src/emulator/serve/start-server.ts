import { createServer, type Server, type ServerOptions } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Caller } from "./access.ts";
import { answerBroken } from "./answer-refusal.ts";
import { closeServer, followTraffic } from "./close-server.ts";
import { createListener, type Fetch } from "./handle-request.ts";
import { type Limits, usualLimits } from "./limits.ts";
import { listen } from "./listen.ts";
import { isLoopback, isWildcard, urlHost } from "./loopback.ts";
import { announcesTooMuch } from "./read-body.ts";
import { type Refusal, refusals } from "./refusal.ts";
import { describeBroken, type RequestEntry } from "./request-log.ts";
import { ServeError } from "./serve-error.ts";

/** What a server is started with. */
export interface ServerSetting {
  /** Answers the requests that are let in; their bodies have arrived. */
  readonly fetch: Fetch;
  /** Address or name to listen on. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Key and certificate in PEM; absent: plain HTTP, which most Azure clients refuse. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** What callers must show; a server that other machines can reach must have one. */
  readonly token?: string | undefined;
  /** Whether a caller is let in who does not show the token itself. */
  readonly isAuthorized?: (caller: Caller) => boolean;
  readonly limits?: Partial<Limits>;
  /** Takes one entry for each request, when it is answered. */
  readonly log?: (entry: RequestEntry) => void;
  /** Is told what `fetch` threw. */
  readonly onFailure?: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A server that answers. */
export interface RunningServer {
  /** Without a slash at its end: `https://127.0.0.1:8443`. */
  readonly address: string;
  readonly port: number;
  /** Ends it: lets requests under way finish, for as long as the limits say. */
  close(): Promise<void>;
}

/** Starts a server; it answers when this resolves. Rejects with `ServeError`. */
export async function startServer(setting: ServerSetting): Promise<RunningServer> {
  const { host, token, tls, now } = setting;
  const isLocal = isLoopback(host);
  if (!isLocal && token === undefined) {
    throw new ServeError(
      `other machines can reach ${host}, so callers must show a token`,
      "Give one with --token-file FILE or --token TEXT, or listen on 127.0.0.1.",
    );
  }
  const limits = { ...usualLimits, ...setting.limits };
  const log = setting.log ?? (() => undefined);
  const listener = createListener({
    fetch: setting.fetch,
    access: { isLoopback: isLocal, token, isAuthorized: setting.isAuthorized },
    limits,
    now,
    log,
    onFailure: setting.onFailure ?? (() => undefined),
  });
  const server = create(tls, limits);
  const traffic = followTraffic(server);
  server.on("request", listener);
  // A client that asks first whether it may send a large body is told at once.
  server.on("checkContinue", (incoming, outgoing) => {
    if (!announcesTooMuch(incoming, limits.bodyBytes)) outgoing.writeContinue();
    server.emit("request", incoming, outgoing);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (isCut(error) || !socket.writable) return socket.destroy();
    const refusal = refusalOf(error);
    log(describeBroken(now(), refusal.status));
    return answerBroken(socket, refusal);
  });
  const port = await listen(server, setting);
  const shown = isWildcard(host) ? "127.0.0.1" : host;
  return {
    address: `${tls === undefined ? "http" : "https"}://${urlHost(shown)}:${port}`,
    port,
    close: () => closeServer(server, traffic, limits.closeMs),
  };
}

function create(tls: ServerSetting["tls"], limits: Limits): Server {
  const options: ServerOptions = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: Math.min(limits.headersMs, limits.requestMs),
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    // A request that names no host is refused in Azure's shape.
    requireHostHeader: false,
  };
  const server =
    tls === undefined
      ? createServer(options)
      : createSecureServer({
          ...options,
          key: tls.key,
          cert: tls.certificate,
          minVersion: "TLSv1.2",
          handshakeTimeout: limits.headersMs,
        });
  server.maxConnections = limits.connections;
  return server;
}

// The client went away, maybe in the middle of a request.
function isCut({ code }: NodeJS.ErrnoException): boolean {
  return code === "ECONNRESET" || code === "EPIPE" || code === "HPE_INVALID_EOF_STATE";
}

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return refusals.headersTooLarge;
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return refusals.tooSlow;
    default:
      return refusals.notHttp;
  }
}
