import type { JsonObject } from "../../arm/index.ts";
import { readLenientJson } from "../../intake/index.ts";
import { type Refusal, refuse } from "../../provider/index.ts";
import { checkDepth } from "./depth.ts";

/** A request, read. */
export interface ArmRequest {
  readonly method: string;
  /** Decoded segments as they were written. */
  readonly segments: readonly string[];
  /** As it was written, without the query. */
  readonly path: string;
  /** By name in lower case; of several the first. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
  /** `https://127.0.0.1:8443`, as the client sees this server. */
  readonly origin: string;
  /** The parsed body; `undefined` when there is none. */
  readonly body: unknown;
}

/** Reads a request; refuses what is no ARM request. Never throws. */
export async function readRequest(request: Request): Promise<ArmRequest | Refusal> {
  const url = new URL(request.url);
  const segments = decodeSegments(url.pathname);
  if (segments === undefined) {
    return refuse(400, "InvalidRequestUri", "The path of the request is not well-formed.");
  }
  const body = await readBody(request);
  if (isBodyRefusal(body)) return body.refusal;
  return {
    method: request.method.toUpperCase(),
    segments,
    path: url.pathname,
    query: readQuery(url),
    headers: request.headers,
    origin: originOf(request, url),
    body: body.value,
  };
}

// Several slashes count as one, as in ARM. A slash inside of a name would make another path of it.
function decodeSegments(path: string): readonly string[] | undefined {
  try {
    const segments = path.split("/").filter(Boolean).map(decodeURIComponent);
    return segments.some((segment) => misleading.test(segment)) ? undefined : segments;
  } catch {
    return undefined;
  }
}

const misleading = /[/\\\p{Cc}]|^\.{1,2}$/u;

function readQuery(url: URL): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    const key = name.toLowerCase();
    if (!query.has(key)) query.set(key, value);
  }
  return query;
}

// The client's own words: it compares what it gets with them.
function originOf(request: Request, url: URL): string {
  const host = request.headers.get("host");
  return host === null ? url.origin : `${url.protocol}//${host}`;
}

type Body = { readonly value: unknown } | { readonly refusal: Refusal };

function isBodyRefusal(body: Body): body is { readonly refusal: Refusal } {
  return "refusal" in body;
}

const withBody: ReadonlySet<string> = new Set(["PUT", "PATCH", "POST", "DELETE"]);

async function readBody(request: Request): Promise<Body> {
  if (!withBody.has(request.method.toUpperCase())) return { value: undefined };
  const text = await request.text();
  if (text.trim() === "") return { value: undefined };
  const type = request.headers.get("content-type")?.toLowerCase() ?? "";
  if (type.includes("application/x-www-form-urlencoded")) return { value: readForm(text) };
  if (type !== "" && !type.includes("json")) {
    const message = `The content media type '${type}' is not supported. Only 'application/json' is supported.`;
    return { refusal: refuse(415, "UnsupportedMediaType", message) };
  }
  return parseJson(text);
}

function readForm(text: string): JsonObject {
  return Object.fromEntries(new URLSearchParams(text));
}

function parseJson(text: string): Body {
  const tooDeep = checkDepth(text);
  if (tooDeep !== undefined) return { refusal: invalidContent(tooDeep) };
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    const value = readLenientJson(text);
    if (value !== undefined) return { value };
    const reason = error instanceof Error ? error.message : "no JSON";
    return { refusal: invalidContent(reason) };
  }
}

function invalidContent(reason: string): Refusal {
  return refuse(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: '${reason.slice(0, 300)}'.`,
  );
}
