import type { Bodies, Report } from "../arm/index.ts";
import {
  type Circuit,
  type Connection,
  type Gateway,
  type Key,
  keyOf,
  type LocalNetworkGateway,
} from "../model/index.ts";
import type { LearnedIndex } from "./learned.ts";
import { lowerSelectors } from "./selector.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readItems,
  reportAbsent,
  reportCircle,
  resolve,
  type Sources,
} from "./sources.ts";

/** What connections are built from. */
export interface ConnectionParts {
  readonly gateways: ReadonlyMap<Key, Gateway>;
  readonly localNetworkGateways: ReadonlyMap<Key, LocalNetworkGateway>;
  readonly circuits: ReadonlyMap<Key, Circuit>;
  readonly learned: LearnedIndex;
  readonly networks: ReadonlyMap<Key, Item<"virtualNetwork">>;
}

/**
 * Builds the connections. One without a known gateway or from a gateway to itself is left out, and
 * so are those of point-to-site clients.
 */
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
  const { body } = item;
  // The pools of point-to-site clients stand in the gateway itself (GW-4).
  if (body.kind === undefined || body.kind === "clients") return undefined;
  const gateway = resolve(body.gateway, parts.gateways, {
    property: "virtualNetworkGateway1",
    report,
  });
  if (body.gateway === undefined) reportAbsent(item, "virtualNetworkGateway1", report);
  if (gateway === undefined) return undefined;
  if (body.kind === "site" && body.localNetworkGateway === undefined) {
    reportAbsent(item, "localNetworkGateway2", report);
  }
  const { remoteGateway } = body;
  if (remoteGateway !== undefined && keyOf(remoteGateway.id) === gateway.key) {
    const ends = [gateway.name, item.name, gateway.name];
    reportCircle(remoteGateway, { property: "virtualNetworkGateway2", ends, report });
    return undefined;
  }
  const ends = resolveEnds(body, parts, report);
  return {
    ...namedOf(item),
    kind: body.kind,
    gateway: gateway.key,
    ...ends,
    usesBgp: body.usesBgp || body.kind === "expressRoute",
    weight: body.weight,
    isUp: body.isUp,
    statusPlace: body.statusPlace,
    isFastPath: body.isFastPath,
    selectors: lowerSelectors(body, {
      gateway,
      site: ends.localNetworkGateway && parts.localNetworkGateways.get(ends.localNetworkGateway),
      space: parts.networks.get(gateway.network)?.body.addressSpace ?? [],
    }),
    learned: parts.learned.find(item.key),
  };
}

type Ends = Pick<Connection, "remoteGateway" | "localNetworkGateway" | "circuit">;

function resolveEnds(
  { kind, remoteGateway, localNetworkGateway, circuit }: Bodies["connection"],
  { gateways, localNetworkGateways, circuits }: ConnectionParts,
  report: Report,
): Ends {
  const at = (property: string) => ({ property, report });
  // Other kinds of connections have a peer too, which is no circuit.
  const peer = kind === "expressRoute" ? circuit : undefined;
  return {
    remoteGateway: resolve(remoteGateway, gateways, at("virtualNetworkGateway2"))?.key,
    localNetworkGateway: resolve(
      localNetworkGateway,
      localNetworkGateways,
      at("localNetworkGateway2"),
    )?.key,
    circuit: resolve(peer, circuits, at("peer"))?.key,
  };
}
