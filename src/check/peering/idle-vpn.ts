import type { Connection, Key } from "../../model/index.ts";
import { type Prefix, prefixKey } from "../../net/index.ts";
import type { EffectiveTable, Withheld } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, Inspection } from "../rule.ts";
import { gatewayRoutes } from "./gateways.ts";
import { producerNames } from "./producer-name.ts";
import { listPrefixes } from "./words.ts";

/** GW-17, CAP-6, GW-32: a tunnel that ExpressRoute keeps empty. */
export const idleVpn: CheckRule = {
  code: "TR522",
  family: "peering",
  severity: "info",
  title: "A VPN connection carries nothing beside ExpressRoute",
  about:
    "For equal prefixes ExpressRoute is preferred to VPN. A tunnel that brings nothing else is a backup, and who wants it to encrypt what ExpressRoute carries has it for nothing.",
  rules: ["GW-17"],
  begin,
};

function begin(ground: Ground): Inspection {
  const seen = new Set<EffectiveTable["withheld"]>();
  const idle = new Map<Key, Idle>();
  return {
    visit: ({ table }) => {
      if (table.withheld.length === 0 || seen.has(table.withheld)) return;
      seen.add(table.withheld);
      collect(ground, idle, table);
    },
    finish: () =>
      [...idle.values()].flatMap(({ connection, prefixes, by }) =>
        draftOf(ground, connection, [...prefixes.values()], by),
      ),
  };
}

interface Idle {
  readonly connection: Connection;
  readonly prefixes: Map<number | string, Prefix>;
  readonly by: NonNullable<Withheld["by"]>;
}

function collect(
  ground: Ground,
  idle: Map<Key, Idle>,
  { network, withheld }: EffectiveTable,
): void {
  const { model } = ground;
  const busy = new Set(
    gatewayRoutes(ground, network).flatMap(({ nextHop }) =>
      nextHop.kind === "gateway" ? nextHop.paths.map(({ producer }) => producer) : [],
    ),
  );
  for (const { route, reason, by } of withheld) {
    if (by === undefined || !isByExpressRoute(model, reason, by)) continue;
    const { nextHop, prefixes } = route;
    for (const { producer } of nextHop.kind === "gateway" ? nextHop.paths : []) {
      const connection = model.connections.get(producer);
      if (connection === undefined || busy.has(producer)) continue;
      const one = idle.get(producer) ?? { connection, prefixes: new Map(), by };
      idle.set(producer, one);
      for (const prefix of prefixes) one.prefixes.set(prefixKey(prefix), prefix);
    }
  }
}

function isByExpressRoute(
  { connections, gateways }: Ground["model"],
  reason: Withheld["reason"],
  { nextHop }: NonNullable<Withheld["by"]>,
): boolean {
  if (reason === "expressRouteOverVpn") return true;
  const producer = nextHop.kind === "gateway" ? nextHop.paths[0]?.producer : undefined;
  const winner = producer && (connections.get(producer)?.gateway ?? producer);
  return (
    reason === "routingPreference" &&
    winner !== undefined &&
    gateways.get(winner)?.kind === "expressRoute"
  );
}

function draftOf(
  { model }: Ground,
  connection: Connection,
  prefixes: readonly Prefix[],
  by: NonNullable<Withheld["by"]>,
): readonly Draft[] {
  if (connection.kind === "expressRoute") return [];
  return [
    {
      message: `Connection ${connection.name} brings ${listPrefixes(prefixes)} and nothing else, and ${producerNames(model, [by])} brings the same over ExpressRoute, which is preferred: nothing goes through the tunnel as long as ExpressRoute is up.`,
      remedy:
        "Nothing, if the tunnel is a backup; else let it bring longer prefixes, or ExpressRoute shorter ones.",
      place: connection.place,
      related: by.places,
      affected: [connection.id],
    },
  ];
}
