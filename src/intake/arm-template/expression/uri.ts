import { findMember } from "./access.ts";
import { argument, faultOf, integer, object, text } from "./argument.ts";
import { escapeBytes } from "./encode.ts";
import type { FunctionRow } from "./function-row.ts";
import type { Call } from "./source.ts";
import type { Value } from "./value.ts";

/** Functions of URIs (RFC 3986). */
export const uriFunctions: readonly FunctionRow[] = [
  { name: "buildUri", count: [1, 1], apply: build },
  { name: "parseUri", count: [1, 1], apply: parse },
  { name: "uri", count: [2, 2], apply: resolve },
];

/** A URI in its parts; the separators belong to the parts behind them. */
interface Uri {
  readonly scheme: string;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

const pattern = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/;

function split(value: string): Uri {
  const match = pattern.exec(value);
  return {
    scheme: match?.[1]?.toLowerCase() ?? "",
    authority: match?.[2],
    path: match?.[3] ?? "",
    query: match?.[4] ?? "",
    fragment: match?.[5] ?? "",
  };
}

function absolute(call: Call, index: number): Uri {
  const uri = split(text(call, index));
  if (uri.scheme !== "" && (uri.authority ?? "") !== "") return uri;
  throw faultOf(call, `argument ${index + 1} is no absolute URI such as https://example.com/a`);
}

const ports: ReadonlyMap<string, string> = new Map([
  ["ftp", "21"],
  ["http", "80"],
  ["https", "443"],
]);

/** Joins the parts as .NET does: host in lower case, no port that goes without saying. */
function join({ scheme, authority, path, query, fragment }: Uri): string {
  const host = (authority ?? "").toLowerCase();
  const port = ports.get(scheme);
  const shown =
    port !== undefined && host.endsWith(`:${port}`) ? host.slice(0, -port.length - 1) : host;
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return `${scheme}://${shown}${escapeRest(rooted)}${escapeRest(query)}${escapeRest(fragment)}`;
}

/** Escapes what no URI holds; what is escaped already stays. */
function escapeRest(part: string): string {
  return part.replaceAll(/[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g, escapeBytes);
}

/** Lays a reference over a base (RFC 3986 section 5.2). */
function resolve(call: Call): Value {
  const base = absolute(call, 0);
  const reference = split(text(call, 1));
  if (reference.scheme !== "") return join(absolute(call, 1));
  if (reference.authority !== undefined) return join({ ...reference, scheme: base.scheme });
  const { query, fragment } = reference;
  if (reference.path === "") return join({ ...base, query: query || base.query, fragment });
  const path = reference.path.startsWith("/")
    ? reference.path
    : base.path.slice(0, base.path.lastIndexOf("/") + 1) + reference.path;
  return join({ ...base, path: removeDots(path), query, fragment });
}

/** Follows `.` and `..` in a path. */
function removeDots(path: string): string {
  const steps = path.split("/");
  const kept: string[] = [];
  for (const step of steps) {
    if (step === "..") kept.length = Math.max(1, kept.length - 1);
    else if (step !== ".") kept.push(step);
  }
  const last = steps.at(-1);
  return kept.join("/") + (last === "." || last === ".." ? "/" : "");
}

function parse(call: Call): Value {
  const { scheme, authority = "", path, query } = absolute(call, 0);
  const [, host = "", digits] = /^(?:[^@]*@)?(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  const port = digits ?? ports.get(scheme);
  return {
    scheme,
    host: host.toLowerCase(),
    port: port === undefined ? null : Number(port),
    path: path === "" ? "/" : path,
    query,
  };
}

function build(call: Call): Value {
  const components = object(call, 0);
  const part = (name: string): Call => ({ ...call, args: [findMember(components, name) ?? null] });
  const [scheme, host] = [text(part("scheme"), 0), text(part("host"), 0)];
  if (scheme === "" || host === "") throw faultOf(call, "the object has no scheme or no host");
  const port = argument(part("port"), 0) === null ? "" : `:${integer(part("port"), 0)}`;
  const query = text(part("query"), 0);
  return join({
    scheme,
    authority: host + port,
    path: text(part("path"), 0),
    query: query === "" || query.startsWith("?") ? query : `?${query}`,
    fragment: "",
  });
}
