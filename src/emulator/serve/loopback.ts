import { isIP, isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";

/** Whether a host is this machine and no other can reach it. */
export function isLoopback(host: string): boolean {
  const bare = bareHost(host);
  if (bare === "localhost" || bare === "::1") return true;
  return isIPv4(bare) && bare.startsWith("127.");
}

/** Whether a host stands for all addresses of the machine. */
export function isWildcard(host: string): boolean {
  return ["0.0.0.0", "::"].includes(bareHost(host));
}

/** A host without the brackets that URLs put around IPv6 addresses, in lower case. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
}

/** A host as it stands in a URL. */
export function urlHost(host: string): string {
  const bare = bareHost(host);
  return isIP(bare) === 6 ? `[${bare}]` : bare;
}

/** The addresses by which other machines reach one that listens on a host. */
export function reachableHosts(host: string, machineName: string): readonly string[] {
  if (!isWildcard(host)) return [bareHost(host)];
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
  return [...new Set([machineName.toLowerCase(), ...addresses])].sort();
}
