import type { Key, Model } from "../../model/index.ts";
import { type PrefixSet, subtract, union, unionOf } from "../../net/index.ts";
import type { Reach } from "../../reach/index.ts";
import type { Touched } from "../model/touched.ts";
import { withAliases } from "./aliases.ts";
import { type Area, endingAt, everywhere } from "./area.ts";
import { flowsThrough } from "./through.ts";

const maps = [
  "gateways",
  "connections",
  "localNetworkGateways",
  "circuits",
  "routeServers",
  "sites",
] as const;

/** Flows that gateways and what is behind them may carry otherwise. */
export function ofOutside(reaches: readonly Reach[], touched: Touched): Area {
  if (touched.of("hubs").size > 0) return endingAt(everywhere);
  const isTouched = maps.some((map) => touched.of(map).size > 0);
  if (!isTouched) return touched.of("networks").size === 0 ? [] : ofKnowledge(reaches);
  return [
    ...ofKnowledge(reaches),
    ...reaches.flatMap((reach) =>
      flowsThrough(reach, { addresses: [], gateways: touchedGateways(reach.model, touched) }),
    ),
  ];
}

// Addresses of which something else is known outside.
function ofKnowledge(reaches: readonly Reach[]): Area {
  const [old, now] = reaches.map(({ outside }) => outside.parts);
  if (old === undefined || now === undefined) return [];
  const spaces = [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const [was, is] = [old.get(key) ?? none, now.get(key) ?? none];
    return union(subtract(was, is), subtract(is, was));
  });
  const space = unionOf(spaces);
  return reaches.flatMap(({ model }) => endingAt(withAliases(model, space)));
}

const none: PrefixSet = unionOf([]);

function touchedGateways(model: Model, touched: Touched): readonly Key[] {
  const { connections, gateways, routeServers } = model;
  const links = new Set([
    ...touched.of("connections"),
    ...touched.of("circuits"),
    ...[...touched.of("sites")].flatMap((key) =>
      (model.sites.get(key)?.links ?? []).map((link) => link.key),
    ),
  ]);
  const places = touched.of("localNetworkGateways");
  const hosts = new Set(
    [...touched.of("routeServers")].flatMap((key) => routeServers.get(key)?.network ?? []),
  );
  const linked = [...connections.values()]
    .filter(
      ({ key, circuit, localNetworkGateway }) =>
        links.has(key) ||
        (circuit !== undefined && links.has(circuit)) ||
        (localNetworkGateway !== undefined && places.has(localNetworkGateway)),
    )
    .flatMap(({ gateway, remoteGateway }) => [gateway, remoteGateway ?? []].flat());
  return [...gateways.keys()].filter(
    (key) =>
      touched.of("gateways").has(key) ||
      links.has(key) ||
      linked.includes(key) ||
      hosts.has(gateways.get(key)?.network ?? ("" as Key)),
  );
}
