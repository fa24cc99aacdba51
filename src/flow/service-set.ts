import type { PortRange, Protocol } from "../model/index.ts";
import {
  type Boundaries,
  combine,
  containsAddress,
  joinRanges,
  rangesOf,
  touchesRange,
} from "../net/index.ts";

/** Protocols that sets of flows tell apart; others hardly ever matter to a route or rule. */
export type SetProtocol = Extract<Protocol, "tcp" | "udp" | "icmp">;

declare const serviceBrand: unique symbol;

/**
 * A set of services: protocols with ports; immutable, and equal sets have equal elements. Its
 * elements are for this file only.
 */
export type ServiceSet = Boundaries<number> & { readonly [serviceBrand]: true };

/** Ports of one protocol that are in a set. */
export interface ProtocolPorts {
  readonly protocol: SetProtocol;
  /** Ascending and disjoint; empty for `icmp`, which has no ports. */
  readonly ports: readonly PortRange[];
  /** Whether all ports are in it. */
  readonly isWhole: boolean;
}

// One line for all: the ports of TCP, those of UDP behind them, then ICMP as a single point.
const portCount = 65_536;
const starts: Readonly<Record<SetProtocol, number>> = {
  tcp: 0,
  udp: portCount,
  icmp: 2 * portCount,
};
const end = 2 * portCount + 1;

/** Every service. */
export const everyService: ServiceSet = made([0, end]);

/** No service. */
export const noService: ServiceSet = made([]);

/** The services of a protocol on some ports; on all of them where none are given. */
export function servicesOf(
  protocol: Protocol | "any",
  ports: readonly PortRange[] | undefined = undefined,
): ServiceSet {
  if (protocol === "any") {
    const all = (["tcp", "udp", "icmp"] as const).map((one) => servicesOf(one, ports));
    return all.reduce(uniteServices, noService);
  }
  const start = isSetProtocol(protocol) ? starts[protocol] : undefined;
  if (start === undefined) return noService;
  // A rule for some ports says nothing about protocols that have none.
  if (protocol === "icmp") return ports === undefined ? made([start, end]) : noService;
  const ranges = (ports ?? [{ first: 0, last: portCount - 1 }]).map(
    ({ first, last }) => [start + first, start + last + 1] as const,
  );
  return made(joinRanges([...ranges].sort(([a], [b]) => a - b)));
}

/** Whether sets of flows tell a protocol apart. */
export function isSetProtocol(protocol: Protocol): protocol is SetProtocol {
  return protocol === "tcp" || protocol === "udp" || protocol === "icmp";
}

/** The services in `a` or in `b`. */
export function uniteServices(a: ServiceSet, b: ServiceSet): ServiceSet {
  return made(combine(a, b, (inA, inB) => inA || inB));
}

/** The services in `a` and in `b`. */
export function commonServices(a: ServiceSet, b: ServiceSet): ServiceSet {
  return made(combine(a, b, (inA, inB) => inA && inB));
}

/** The services in `a` and not in `b`. */
export function subtractServices(a: ServiceSet, b: ServiceSet): ServiceSet {
  return made(combine(a, b, (inA, inB) => inA && !inB));
}

/** Whether two sets share a service. */
export function overlapServices(a: ServiceSet, b: ServiceSet): boolean {
  for (const range of rangesOf(a)) if (touchesRange(b, range)) return true;
  return false;
}

/** Whether a service is in a set; the port does not matter to `icmp`. */
export function hasService(
  set: ServiceSet,
  protocol: SetProtocol,
  port: number | undefined,
): boolean {
  return containsAddress(set, starts[protocol] + (protocol === "icmp" ? 0 : (port ?? 0)));
}

/** Whether a set holds no service. */
export function isNoService(set: ServiceSet): boolean {
  return set.length === 0;
}

/** Whether two sets hold the same services. */
export function equalServices(a: ServiceSet, b: ServiceSet): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}

/** What a set holds of each protocol, in the order TCP, UDP, ICMP; none that it does not hold. */
export function protocolsIn(set: ServiceSet): readonly ProtocolPorts[] {
  return (["tcp", "udp", "icmp"] as const).flatMap((protocol) => {
    const own = commonServices(set, servicesOf(protocol));
    if (isNoService(own)) return [];
    const ports = protocol === "icmp" ? [] : portsOf(own, starts[protocol]);
    return [{ protocol, ports, isWhole: equalServices(own, servicesOf(protocol)) }];
  });
}

function portsOf(own: ServiceSet, start: number): readonly PortRange[] {
  return [...rangesOf(own)].map(([first, next]) => ({
    first: first - start,
    last: next - 1 - start,
  }));
}

/**
 * A service of a set to follow in place of all: TCP before UDP before ICMP, and a port that people
 * use where one is in the set. Absent for the empty set.
 */
export function exampleOf(
  set: ServiceSet,
): { readonly protocol: SetProtocol; readonly port: number | undefined } | undefined {
  const [first] = protocolsIn(set);
  if (first === undefined) return undefined;
  const { protocol } = first;
  if (protocol === "icmp") return { protocol, port: undefined };
  const port = usualPorts.find((one) => hasService(set, protocol, one)) ?? firstPort(first.ports);
  return { protocol, port };
}

const usualPorts = [443, 80, 22, 3389, 1433, 53];

// Nobody listens on port 0.
function firstPort(ports: readonly PortRange[]): number {
  const range = ports.find(({ last }) => last > 0);
  return range === undefined ? 0 : Math.max(range.first, 1);
}

function made(boundaries: Boundaries<number>): ServiceSet {
  return boundaries as ServiceSet;
}
