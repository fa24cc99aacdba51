import type { Circuit, Connection, Gateway, Key, LocalNetworkGateway } from "../model/index.ts";
import type { LearnedIndex } from "./learned.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readItems,
  reportAbsent,
  resolve,
  type Sources,
} from "./sources.ts";

/** What connections are built from. */
export interface ConnectionParts {
  readonly gateways: ReadonlyMap<Key, Gateway>;
  readonly localNetworkGateways: ReadonlyMap<Key, LocalNetworkGateway>;
  readonly circuits: ReadonlyMap<Key, Circuit>;
  readonly learned: LearnedIndex;
}

/** Builds the circuits. What they have learned is what their private peering has. */
export function lowerCircuits(sources: Sources, learned: LearnedIndex): ReadonlyMap<Key, Circuit> {
  return mapByKey(
    readItems(sources, "circuit").map((item) => ({
      ...namedOf(item),
      learned: learned.find(item.key),
    })),
  );
}

/** Builds the connections; one without a known gateway is left out, and so are those of point-to-site clients. */
export function lowerConnections(
  sources: Sources,
  parts: ConnectionParts,
): ReadonlyMap<Key, Connection> {
  return mapByKey(
    readItems(sources, "connection").flatMap((item) => lowerConnection(item, sources, parts) ?? []),
  );
}

function lowerConnection(
  item: Item<"connection">,
  { report }: Sources,
  parts: ConnectionParts,
): Connection | undefined {
  const { body, key } = item;
  const { kind } = body;
  // The pools of point-to-site clients stand in the gateway itself (GW-4).
  if (kind === undefined || kind === "clients") return undefined;
  const gateway = resolve(body.gateway, parts.gateways, {
    property: "virtualNetworkGateway1",
    report,
  });
  if (gateway === undefined) {
    if (body.gateway === undefined) reportAbsent(item, "virtualNetworkGateway1", report);
    return undefined;
  }
  if (kind === "site" && body.localNetworkGateway === undefined) {
    reportAbsent(item, "localNetworkGateway2", report);
  }
  const { usesBgp, weight, isUp, statusPlace, isFastPath } = body;
  const { gateways, localNetworkGateways, circuits, learned } = parts;
  return {
    ...namedOf(item),
    kind,
    gateway: gateway.key,
    remoteGateway: resolve(body.remoteGateway, gateways, {
      property: "virtualNetworkGateway2",
      report,
    })?.key,
    localNetworkGateway: resolve(body.localNetworkGateway, localNetworkGateways, {
      property: "localNetworkGateway2",
      report,
    })?.key,
    circuit:
      kind === "expressRoute"
        ? resolve(body.circuit, circuits, { property: "peer", report })?.key
        : undefined,
    usesBgp: usesBgp || kind === "expressRoute",
    weight,
    isUp,
    statusPlace,
    isFastPath,
    learned: learned.find(key),
  };
}
