import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { bodyOf, type Refusal } from "./refusal.ts";

/** For how long a client may go on sending what nobody reads, in milliseconds. */
const drainMs = 2_000;

/**
 * Answers a request that is refused, maybe before its body came. The answer is sent at once and the
 * connection ends when the client has stopped sending: a connection that ends before that takes the
 * answer with it.
 */
export function answerRefusal(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  refusal: Refusal,
): void {
  const body = bodyOf(refusal);
  outgoing.writeHead(refusal.status, { ...headersOf(body), ...refusal.headers });
  if (incoming.complete) {
    outgoing.end(body);
    return;
  }
  outgoing.write(body);
  const timer = setTimeout(() => outgoing.end(), drainMs);
  incoming.once("close", () => {
    clearTimeout(timer);
    outgoing.end();
  });
  incoming.once("end", () => outgoing.end());
  incoming.resume();
}

/** Answers on a connection whose request could not be understood as HTTP, and ends it. */
export function answerBroken(socket: Duplex, refusal: Refusal): void {
  const body = bodyOf(refusal);
  const lines = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ""}`,
    ...Object.entries(headersOf(body)).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), drainMs);
  socket.once("close", () => clearTimeout(timer));
  socket.resume();
}

function headersOf(body: string): Readonly<Record<string, string>> {
  return {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": String(Buffer.byteLength(body)),
    "Cache-Control": "no-cache",
    Connection: "close",
  };
}
