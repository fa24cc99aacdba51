import type { Flow } from "../flow/index.ts";
import type { PortRange, Protocol } from "../model/index.ts";

/** What network and NAT rules say about protocols and ports. */
export interface PortRule {
  readonly protocols: readonly (Protocol | "any")[];
  readonly destinationPorts: readonly PortRange[];
}

/**
 * Whether protocol and port match. `Any` stands for every protocol, but with a port written it
 * means TCP and UDP only (FWD-39); protocols without ports do not look at the ports.
 */
export function coversPort({ protocols, destinationPorts }: PortRule, flow: Flow): boolean {
  const hasPorts = flow.protocol === "tcp" || flow.protocol === "udp";
  const isEveryPort = destinationPorts.length === 0 || destinationPorts.some(isEvery);
  if (!hasPorts) {
    return protocols.includes(flow.protocol) || (isEveryPort && protocols.includes("any"));
  }
  if (!protocols.includes(flow.protocol) && !protocols.includes("any")) return false;
  return isEveryPort || destinationPorts.some((range) => hasPort(range, flow.destinationPort));
}

function isEvery({ first, last }: PortRange): boolean {
  return first === 0 && last === 65_535;
}

function hasPort({ first, last }: PortRange, port: number | undefined): boolean {
  return port !== undefined && port >= first && port <= last;
}
