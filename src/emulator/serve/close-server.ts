import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What is under way at a server. */
export interface Traffic {
  /** Resolves once no request is under way. */
  settle(): Promise<void>;
  /** Ends every connection at once. */
  cut(): void;
  /** Lets answers that are not sent yet tell their clients that the connection ends with them. */
  announceEnd(): void;
}

/** Follows the connections and requests of a server that does not listen yet. */
export function followTraffic(server: Server): Traffic {
  // Connections that are not secured yet, too: the server itself does not count these.
  const sockets = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  let isEnding = false;
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.prependListener("request", (_, outgoing: ServerResponse) => {
    answers.add(outgoing);
    if (isEnding) endAfter(outgoing);
    outgoing.once("close", () => {
      answers.delete(outgoing);
      if (answers.size === 0) for (const resolve of waiting.splice(0)) resolve();
    });
  });
  return {
    settle: () =>
      answers.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    announceEnd: () => {
      isEnding = true;
      for (const outgoing of answers) endAfter(outgoing);
    },
  };
}

function endAfter(outgoing: ServerResponse): void {
  if (!outgoing.headersSent) outgoing.setHeader("Connection", "close");
}

/**
 * Ends a server: takes no new connection, ends those that wait for nothing, lets requests under way
 * finish for some milliseconds, then ends what is left.
 */
export async function closeServer(
  server: Server,
  traffic: Traffic,
  patienceMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  traffic.announceEnd();
  server.closeIdleConnections();
  const timeout = new AbortController();
  const patience = sleep(patienceMs, undefined, { signal: timeout.signal }).catch(() => undefined);
  await Promise.race([traffic.settle(), patience]);
  timeout.abort();
  traffic.cut();
  await closed;
}
