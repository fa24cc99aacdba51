import { rateLimitHeaders } from "./rate-limit.ts";

/** What is sent back. */
export interface Answer {
  readonly status: number;
  /** Written as JSON; absent: no body. */
  readonly body?: unknown;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

// ARM-RECORDED.md 2: on every answer.
const everywhere: Readonly<Record<string, string>> = {
  "cache-control": "no-cache",
  pragma: "no-cache",
  expires: "-1",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-cache": "CONFIG_NOCACHE",
};

/** An answer as HTTP has it. */
export function encodeAnswer({ status, body, headers }: Answer, ids: RequestIds): Response {
  const all: Record<string, string> = {
    ...everywhere,
    ...rateLimitHeaders(ids.method),
    "x-ms-request-id": ids.request,
    "x-ms-correlation-request-id": ids.correlation,
    "x-ms-routing-request-id": `TRUEROUTE:${ids.time}:${ids.request}`,
    ...headers,
  };
  if (ids.client !== undefined) all["x-ms-client-request-id"] = ids.client;
  if (body === undefined) return new Response(null, { status, headers: all });
  all["content-type"] ??= "application/json; charset=utf-8";
  return new Response(JSON.stringify(body), { status, headers: all });
}

/** Names of one request, for the logs of both sides. */
export interface RequestIds {
  readonly method: string;
  readonly request: string;
  readonly correlation: string;
  /** `x-ms-client-request-id`, when the client sent one. */
  readonly client: string | undefined;
  /** `20261121T100000Z`. */
  readonly time: string;
}
