import type { Protocol } from "../model/index.ts";
import { parseIp } from "../net/index.ts";

/** Protocols as people write them, the usual ones first. */
export const protocolWords: readonly Protocol[] = [
  "tcp",
  "udp",
  "icmp",
  "esp",
  "ah",
  "gre",
  "ipip",
];

/** The far end of a flow as it was written: who, which port and which protocol. */
export interface Endpoint {
  /** Name, resource id or address, without brackets. */
  readonly name: string;
  readonly protocol: Protocol;
  /** Absent for protocols without ports. */
  readonly port: number | undefined;
  /** Whether nobody has written the port, so that it is 443. */
  readonly isPortAssumed: boolean;
}

/** A text that names no far end, and why. */
export interface EndpointMistake {
  readonly kind: "invalid";
  readonly reason:
    | "empty"
    /** A port above 65535, or 0. */
    | "portRange"
    /** Something that is no number stands where a port belongs. */
    | "portText"
    /** A port with a protocol that has none. */
    | "portUnused"
    | "protocolUnknown"
    /** A prefix was given, and a flow has one destination. */
    | "prefix"
    /** Brackets that do not hold an IPv6 address. */
    | "brackets";
  /** The part of the text that is wrong. */
  readonly part: string;
}

/** What a text says. */
export type EndpointResult =
  | { readonly kind: "endpoint"; readonly endpoint: Endpoint }
  | EndpointMistake;

// The port of TCP and UDP flows when nobody says one.
const defaultPort = 443;

function hasPorts(protocol: Protocol): boolean {
  return protocol === "tcp" || protocol === "udp";
}

/**
 * Reads the far end of a flow: `10.1.0.4:443/tcp`, `[fd00::4]:443`, `name/udp`, `network/subnet`, a
 * full resource id. Without a protocol it is TCP.
 *
 * Names and ids may hold slashes and colons, so it is read from its end: a last segment that is a
 * protocol is one, and what follows the last colon behind the last slash is a port. A subnet that
 * is called like a protocol needs the protocol behind it: `network/tcp/tcp`.
 */
export function parseEndpoint(text: string): EndpointResult {
  const trimmed = text.trim();
  if (trimmed === "") return mistake("empty", text);
  const { rest, protocol, unknown } = splitProtocol(trimmed);
  if (unknown !== undefined) return unknown;
  const { name, port, invalid } = splitPort(rest);
  if (invalid !== undefined) return invalid;
  if (name === "") return mistake("empty", text);
  if (port === undefined) return found(name, protocol ?? "tcp", undefined);
  return withPort(name, protocol ?? "tcp", port);
}

interface ProtocolSplit {
  readonly rest: string;
  readonly protocol?: Protocol;
  readonly unknown?: EndpointMistake;
}

function splitProtocol(text: string): ProtocolSplit {
  const slash = text.lastIndexOf("/");
  if (slash < 0) return { rest: text };
  const [rest, word] = [text.slice(0, slash), text.slice(slash + 1)];
  const protocol = protocolWords.find((one) => one === word.toLowerCase());
  if (protocol !== undefined) return { rest, protocol };
  const address = parseIp(unbracketed(rest));
  if (address !== undefined && /^\d+$/.test(word)) {
    return { rest, unknown: mistake("prefix", text) };
  }
  // Behind an address or a port nothing but a protocol can stand.
  const isBehindPort = !rest.startsWith("/") && /:\d+$/.test(rest);
  if (address === undefined && !isBehindPort && !rest.startsWith("[")) return { rest: text };
  return { rest, unknown: mistake("protocolUnknown", word) };
}

interface PortSplit {
  readonly name: string;
  readonly port?: string;
  readonly invalid?: EndpointMistake;
}

function splitPort(text: string): PortSplit {
  if (text.startsWith("[")) return splitBrackets(text);
  if (parseIp(text) !== undefined) return { name: text };
  const colon = text.lastIndexOf(":");
  if (colon <= text.lastIndexOf("/")) return { name: text };
  const port = text.slice(colon + 1);
  // A part of an id may have a colon of its own.
  if (text.startsWith("/") && !/^\d+$/.test(port)) return { name: text };
  return { name: text.slice(0, colon), port };
}

function splitBrackets(text: string): PortSplit {
  const end = text.indexOf("]");
  const name = text.slice(1, end < 0 ? undefined : end);
  const rest = end < 0 ? "" : text.slice(end + 1);
  const isClosed = end >= 0 && (rest === "" || rest.startsWith(":"));
  if (!isClosed || typeof parseIp(name) !== "bigint") {
    return { name, invalid: mistake("brackets", text) };
  }
  return rest === "" ? { name } : { name, port: rest.slice(1) };
}

function withPort(name: string, protocol: Protocol, text: string): EndpointResult {
  if (!/^\d+$/.test(text)) return mistake("portText", text);
  const port = Number(text);
  if (port < 1 || port > 65_535) return mistake("portRange", text);
  return hasPorts(protocol) ? found(name, protocol, port) : mistake("portUnused", protocol);
}

function found(name: string, protocol: Protocol, port: number | undefined): EndpointResult {
  const isPortAssumed = port === undefined && hasPorts(protocol);
  const endpoint = { name, protocol, port: isPortAssumed ? defaultPort : port, isPortAssumed };
  return { kind: "endpoint", endpoint };
}

function mistake(reason: EndpointMistake["reason"], part: string): EndpointMistake {
  return { kind: "invalid", reason, part };
}

function unbracketed(text: string): string {
  return text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
}
