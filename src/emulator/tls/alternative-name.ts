import { isIP, isIPv4 } from "node:net";

/** A name that a server is called by. */
export type AlternativeName =
  | { readonly kind: "dns"; readonly name: string }
  | { readonly kind: "ip"; readonly address: string };

/** The name for a host as a URL has it; an IPv6 address may stand in brackets. */
export function alternativeName(host: string): AlternativeName {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return isIP(bare) === 0 ? { kind: "dns", name: bare } : { kind: "ip", address: bare };
}

/** The name as X.509 has it: letters, or the bytes of an address. */
export function contentOf(name: AlternativeName): Buffer {
  return name.kind === "dns" ? Buffer.from(name.name) : Buffer.from(bytesOf(name.address));
}

/**
 * The name as a constraint has it: letters, or the bytes of an address and of its mask. All of
 * 127.0.0.0/8 counts as one address, since all of it is this machine.
 */
export function networkOf(name: AlternativeName): Buffer {
  if (name.kind === "dns") return Buffer.from(name.name);
  const bytes = bytesOf(name.address);
  const isLoopback = isIPv4(name.address) && bytes[0] === 127;
  if (isLoopback) return Buffer.from([127, 0, 0, 0, 255, 0, 0, 0]);
  return Buffer.from([...bytes, ...bytes.map(() => 0xff)]);
}

function bytesOf(address: string): readonly number[] {
  return isIPv4(address) ? address.split(".").map(Number) : ip6Bytes(address);
}

// The host of a URL is the address in its shortest form, with no IPv4 part in it.
function ip6Bytes(address: string): readonly number[] {
  const { hostname } = new URL(`http://[${address}]/`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

function groupsOf(text: string): readonly number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}
