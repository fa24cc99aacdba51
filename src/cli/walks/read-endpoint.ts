import {
  type Endpoint,
  type EndpointMistake,
  parseEndpoint,
  protocolWords,
} from "../../flow/index.ts";
import { suggest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

/** Reads the far end of a flow. Throws `UsageError` that says what to write. */
export function readEndpoint(text: string): Endpoint {
  const result = parseEndpoint(text);
  if (result.kind === "endpoint") return result.endpoint;
  throw explain(text, result);
}

function explain(text: string, { reason, part }: EndpointMistake): UsageError {
  switch (reason) {
    case "empty":
      return new UsageError(
        `'${text}' names no destination`,
        "Write TO[:PORT][/PROTOCOL], for example 10.1.0.4:443/tcp.",
      );
    case "portRange":
      return new UsageError(`'${text}': ${part} is no port`, "Ports are numbers from 1 to 65535.");
    case "portText":
      return new UsageError(
        `'${text}': '${part}' is no port`,
        "A port is one number; an IPv6 address with a port stands in brackets: [fd00::4]:443.",
      );
    case "portUnused":
      return new UsageError(`'${text}': ${part} has no ports`, "Leave the port out.");
    case "protocolUnknown":
      return new UsageError(
        `'${text}': '${part}' is not a protocol`,
        suggest(part, protocolWords) || `Choose from ${protocolWords.join(", ")}.`,
      );
    case "prefix":
      return new UsageError(
        `'${text}' is a prefix, and a flow has one destination`,
        "Give one address of it; trueroute explain answers for prefixes.",
      );
    case "brackets":
      return new UsageError(
        `'${text}': brackets belong around an IPv6 address`,
        "Write [fd00::4] or [fd00::4]:443.",
      );
  }
}
