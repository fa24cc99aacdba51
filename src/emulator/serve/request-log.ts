import type { IncomingMessage } from "node:http";

/** What is told of one request. It never holds a header that could be a secret, a query or a body. */
export interface RequestEntry {
  /** When it came, in UTC: `2026-11-21T09:30:00.000Z`. */
  readonly time: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** The one part of the query that is told. */
  readonly apiVersion: string | undefined;
  /** HTTP status; undefined: the client went away first. */
  readonly status: number | undefined;
  /** From the headers of the request to the end of the answer, in milliseconds. */
  readonly durationMs: number;
  /** What the client calls the request, `x-ms-client-request-id`. */
  readonly clientRequestId: string | undefined;
  /** What the user typed, `CommandName`: `network vnet create`. */
  readonly command: string | undefined;
}

/** Forms of the log. */
export const logFormats = ["text", "json"] as const;

const longestPath = 1_000;

/** The part of an entry that is known when a request comes. */
export function describeRequest(
  incoming: IncomingMessage,
): Pick<RequestEntry, "method" | "path" | "apiVersion" | "clientRequestId" | "command"> {
  const [path = "", query = ""] = (incoming.url ?? "").split("?");
  const { headers } = incoming;
  return {
    method: incoming.method ?? "",
    path: printable(path).slice(0, longestPath),
    apiVersion: /(?:^|&)api-version=([\w.-]{1,40})(?:&|$)/i.exec(query)?.[1],
    clientRequestId: wordOf(headers["x-ms-client-request-id"], /^[\w-]{1,64}$/),
    command: wordOf(headers["commandname"], /^[\w -]{1,100}$/),
  };
}

/** The entry of what could not be understood as a request. */
export function describeBroken(nowMs: number, status: number): RequestEntry {
  return {
    time: new Date(nowMs).toISOString(),
    method: "-",
    path: "-",
    apiVersion: undefined,
    status,
    durationMs: 0,
    clientRequestId: undefined,
    command: undefined,
  };
}

function wordOf(value: string | readonly string[] | undefined, form: RegExp): string | undefined {
  return typeof value === "string" && form.test(value) ? value : undefined;
}

// What clients send must not be able to write lines of its own, or to a terminal.
function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, (letter) => encodeURIComponent(letter));
}

/** One line for an entry, without a line feed. */
export function formatEntry(entry: RequestEntry, format: (typeof logFormats)[number]): string {
  if (format === "json") return JSON.stringify(entry);
  const { time, method, path, apiVersion, status, durationMs, clientRequestId, command } = entry;
  const parts = [
    time,
    method,
    path,
    status === undefined ? "aborted" : String(status),
    `${durationMs} ms`,
    apiVersion === undefined ? "" : `api=${apiVersion}`,
    clientRequestId === undefined ? "" : `id=${clientRequestId}`,
    command === undefined ? "" : `(${command})`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}
