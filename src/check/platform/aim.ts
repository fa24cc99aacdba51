import {
  type BuiltInHost,
  builtInHosts,
  cloudOf,
  type Model,
  type VirtualNetwork,
} from "../../model/index.ts";
import { firstIp, type Ip, type Prefix, parseIp } from "../../net/index.ts";

/** Something of the platform that a machine sends to, over TCP. */
export interface Aim {
  readonly address: Ip;
  /** Name that it asks for, by which firewalls may judge; absent where no name is published. */
  readonly name: string | undefined;
  readonly port: number;
  /** What people call it in a list: a name or a prefix. */
  readonly label: string;
}

/** The servers that activate Windows in a network's cloud (FWD-21). */
export function activationAims({ region }: VirtualNetwork): readonly Aim[] {
  const cloud = cloudOf(region);
  return builtInHosts.flatMap((host) =>
    host.kind === "kms" && host.cloud === cloud ? hostAims(host) : [],
  );
}

function hostAims({ addresses, name, port = 443 }: BuiltInHost): readonly Aim[] {
  return addresses.map((address) => ({ address, name, port, label: name }));
}

/** One server in each range of SUSE's update servers, as they were published in 2015 (FWD-22). */
export const suseAims: readonly Aim[] = builtInHosts.flatMap(({ kind, prefixes, name }) =>
  kind === "suse"
    ? prefixes.map((prefix) => ({
        address: hostIn(prefix),
        name: undefined,
        port: 443,
        label: name,
      }))
    : [],
);

/** A host of a prefix: the second address of it, the only one of the smallest. */
export function hostIn(prefix: Prefix): Ip {
  const first = firstIp(prefix);
  return typeof first === "number" && prefix.length < 32 ? ((first + 1) as Ip) : first;
}

/**
 * Stands for whatever is on the Internet and no service of Azure's that a route could name: an
 * address that is reserved for documentation.
 */
export const somewhere: Ip = parseIp("203.0.113.99") as Ip;

/** Where the snapshot says that a public name leads; absent where it does not. */
export function publicAddressOf({ publicHosts }: Model, name: string): Ip | undefined {
  for (const { fqdns, addresses } of publicHosts.values()) {
    if (fqdns.some((fqdn) => fqdn.toLowerCase() === name)) return addresses[0];
  }
  return undefined;
}
