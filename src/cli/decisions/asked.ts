import { formatPrefix, type Ip, type Prefix, parseCidr, parseIp } from "../../net/index.ts";
import { UsageError } from "../usage-error.ts";

/** Reads an address. Throws `UsageError` when the text is none. */
export function readAddress(text: string): Ip {
  const address = parseIp(unbracket(text));
  if (address !== undefined) return address;
  throw new UsageError(
    `'${text}' is not an IP address`,
    text.includes("/")
      ? "A prefix has no single next hop: use trueroute explain for it."
      : "Give an IPv4 or IPv6 address; names are not looked up.",
  );
}

/** Reads an address, or a prefix in CIDR notation. Throws `UsageError` when the text is neither. */
export function readDestination(text: string): Ip | Prefix {
  if (!text.includes("/")) return readAddress(text);
  const result = parseCidr(text);
  switch (result.kind) {
    case "prefix":
      return result.prefix;
    case "hostBits":
      throw new UsageError(
        `'${text}' has host bits set`,
        `Did you mean ${formatPrefix(result.prefix)}?`,
      );
    case "malformed":
      throw new UsageError(`'${text}' is not an address prefix: ${result.reason}`);
  }
}

function unbracket(text: string): string {
  return text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
}
