// Flows out of sets of flows: at the edges of the sets, where a cut that is wrong shows.
import {
  type Flow,
  type FlowSet,
  type PortSide,
  protocolsIn,
  type SetProtocol,
} from "../../src/flow/index.ts";
import { hasIp, type Ip, type PrefixSet, toRanges } from "../../src/net/index.ts";

/** First and last addresses of the ranges of a set, and those of `known` that are in it. */
export function addressSamples(set: PrefixSet, known: readonly Ip[] = []): readonly Ip[] {
  const edges = toRanges(set).flatMap(([start, end]): Ip[] => [
    start as Ip,
    (typeof end === "number" ? end - 1 : end - 1n) as Ip,
  ]);
  return [...new Set([...known.filter((ip) => hasIp(set, ip)), ...edges])];
}

/** Services at the edges of the ports of a set. */
export function serviceSamples({
  services,
}: Pick<FlowSet, "services">): readonly (readonly [SetProtocol, number | undefined])[] {
  return protocolsIn(services).flatMap(
    ({ protocol, ports }): (readonly [SetProtocol, number | undefined])[] =>
      protocol === "icmp"
        ? [[protocol, undefined]]
        : ports.flatMap(({ first, last }) =>
            [...new Set([first, last])].map((port) => [protocol, port]),
          ),
  );
}

/** Flows of a set, at most `most`, spread over all of it by a number that may be random. */
export function flowSamples(
  set: FlowSet,
  {
    most,
    pick,
    known = [],
    portSide = "destination",
  }: {
    readonly most: number;
    readonly pick: number;
    readonly known?: readonly Ip[];
    readonly portSide?: PortSide;
  },
): readonly Flow[] {
  const sources = addressSamples(set.sources, known);
  const destinations = addressSamples(set.destinations, known);
  const services = serviceSamples(set);
  return Array.from({ length: most }, (_, at): Flow | undefined => {
    // Steps that share no factor with most lengths reach every combination in turn.
    const turn = pick + at * 7919;
    const [protocol, port] = services[turn % services.length]!;
    const source = sources[Math.floor(turn / 3) % sources.length]!;
    const destination = destinations[Math.floor(turn / 11) % destinations.length]!;
    if (typeof source !== typeof destination) return undefined;
    const isReply = portSide === "source";
    return {
      protocol,
      source,
      sourcePort: isReply ? port : undefined,
      destination,
      destinationPort: isReply ? undefined : port,
      name: undefined,
    };
  }).flatMap((flow) => flow ?? []);
}
