import type { Connection, Gateway, Model } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { sitesBehind } from "./site.ts";
import type { EffectiveTable } from "./table.ts";

/**
 * Something that an answer takes for granted because the input does not tell. `report` has the
 * sentences.
 */
export interface Assumption {
  readonly code: "prefixesUnknown" | "addressUnknown" | "nothingLearned" | "sameRegion";
  readonly rules: readonly RuleId[];
  /** Names that the sentence mentions. */
  readonly about: string;
}

/** Everything that a table takes for granted. */
export function assumptionsOf(model: Model, table: EffectiveTable): readonly Assumption[] {
  const routes = table.groups
    .filter(({ all }) => all === undefined)
    .flatMap(({ group }) => group.routes);
  const unexpanded = new Set(routes.flatMap((route) => route.unexpanded));
  const addressless = routes.flatMap(({ nextHop }) =>
    nextHop.kind === "gateway"
      ? nextHop.paths.filter(({ address }) => address === undefined).map(({ producer }) => producer)
      : [],
  );
  return [
    ...[...unexpanded].map((about) => assumption("prefixesUnknown", ["SE-3", "UDR-9"], about)),
    ...[...new Set(addressless)].map((key) =>
      assumption("addressUnknown", ["GW-12", "VW-6"], lastSegment(key)),
    ),
    ...nothingLearned(model, table),
    ...sameRegion(model, table),
  ];
}

function assumption(code: Assumption["code"], rules: readonly RuleId[], about: string): Assumption {
  return { code, rules, about };
}

// A BGP connection without a list and without a site behind it: nothing is shown, which may be
// wrong (GW-2, GW-5).
function nothingLearned(model: Model, { network }: EffectiveTable): readonly Assumption[] {
  const hosts = new Set([
    network.key,
    ...network.peerings
      .filter(({ usesRemoteGateway }) => usesRemoteGateway)
      .map(({ remote }) => remote),
  ]);
  return [...model.connections.values()]
    .filter((connection) => {
      const gateway = model.gateways.get(connection.gateway);
      return (
        gateway !== undefined && hosts.has(gateway.network) && isSilent(model, gateway, connection)
      );
    })
    .map(({ name }) => assumption("nothingLearned", ["GW-2", "GW-5"], name));
}

function isSilent(model: Model, gateway: Gateway, connection: Connection): boolean {
  const circuit =
    connection.circuit === undefined ? undefined : model.circuits.get(connection.circuit);
  const speaksBgp = connection.kind === "expressRoute" || connection.usesBgp;
  const isDerived = connection.kind === "network";
  return (
    speaksBgp &&
    !isDerived &&
    connection.isUp &&
    gateway.learned === undefined &&
    connection.learned === undefined &&
    circuit?.learned === undefined &&
    sitesBehind(model, connection).length === 0
  );
}

// A peer that the snapshot lacks counts as one of the same region (PEER-1).
function sameRegion(model: Model, { network }: EffectiveTable): readonly Assumption[] {
  return network.peerings
    .filter(({ state, remote }) => state === "connected" && !model.networks.has(remote))
    .map(({ remoteId }) => assumption("sameRegion", ["PEER-1"], lastSegment(remoteId)));
}

function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}
