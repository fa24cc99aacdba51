import type { Place } from "../diagnostic/index.ts";
import type { CloudService } from "./cloud-service.ts";
import { endpointsOfNetwork } from "./endpoint-index.ts";
import { subscriptionOf } from "./key.ts";
import { learnedUsages } from "./learned-usage.ts";
import { type LimitKind, limits } from "./limit.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";
import type { RouteTable } from "./route-table.ts";
import { findEndpointService } from "./service.ts";

/** How much of a limit is used by one thing. */
export interface Usage {
  readonly kind: LimitKind;
  /** Name of the thing that has them. */
  readonly owner: string;
  readonly place: Place;
  readonly count: number;
  readonly limit: number;
  /** Where the two families have limits of their own. */
  readonly family?: 4 | 6;
  /** A lower figure that older documents have. */
  readonly formerLimit?: number;
}

/**
 * Counts everything in a model that Azure limits, the empty left out; in the order of the kinds of
 * things, and within one in that of their ids. What gateways announce is counted where routes are.
 * Cost: the first call for a model goes over it once.
 */
export const usagesOf: (model: Model) => readonly Usage[] = perModel((model) => {
  const usages: readonly Usage[] = [
    ...networkUsages(model),
    ...tableUsages(model),
    ...[...model.routeServers.values()].map(({ name, place, peers }) =>
      usage("routeServerPeers", { name, place }, peers.length),
    ),
    ...learnedUsages(model),
    ...serviceUsages(model),
  ];
  return usages.filter(({ count }) => count > 0);
});

function networkUsages(model: Model): readonly Usage[] {
  return [...model.networks.values()].flatMap((network) => [
    usage("peerings", network, network.peerings.length),
    usage("privateEndpoints", network, endpointsOfNetwork(model, network.key).length),
    ...network.peerings.map((peering) =>
      usage(
        "peeredSubnets",
        peering,
        Math.max(peering.localSubnets.length, peering.remoteSubnets.length),
      ),
    ),
  ]);
}

function tableUsages({ routeTables }: Model): readonly Usage[] {
  const bySite = new Map<string, RouteTable[]>();
  const usages = [...routeTables.values()].flatMap((table) => {
    const site = siteOf(table);
    const there = site === undefined ? undefined : bySite.get(site);
    if (there !== undefined) there.push(table);
    else if (site !== undefined) bySite.set(site, [table]);
    const tags = table.routes.filter(({ destination }) => destination.kind === "serviceTag");
    return [usage("routes", table, table.routes.length), usage("tagRoutes", table, tags.length)];
  });
  const together = [...bySite].flatMap(([name, tables]) => {
    const [first] = tables;
    return first === undefined
      ? []
      : [usage("routeTables", { name, place: subscriptionPlace(first) }, tables.length)];
  });
  return [...usages, ...together];
}

// Tables are counted by subscription and region; one whose region nobody tells is in none.
function siteOf({ key, region }: RouteTable): string | undefined {
  const subscription = subscriptionOf(key);
  return region === undefined || subscription === undefined
    ? undefined
    : `${region} of subscription ${subscription}`;
}

// A subscription stands in no file; its first table there does.
function subscriptionPlace({ key, place }: RouteTable): Place {
  return { ...place, resource: `/subscriptions/${subscriptionOf(key) ?? ""}`, pointer: "" };
}

// SE-9: what a service takes is known by the name of its endpoint.
const endpointNames: Readonly<Record<CloudService["kind"], string>> = {
  storage: "microsoft.storage",
  keyVault: "microsoft.keyvault",
  sql: "microsoft.sql",
};

function serviceUsages({ cloudServices }: Model): readonly Usage[] {
  return [...cloudServices.values()].flatMap((service) => {
    const limit = findEndpointService(endpointNames[service.kind])?.mostRules;
    if (limit === undefined) return [];
    const { name: owner, place, subnetRules } = service;
    return [{ kind: "subnetRules", owner, place, count: subnetRules.length, limit }];
  });
}

function usage(
  kind: Exclude<LimitKind, "subnetRules">,
  { name, place }: { readonly name: string; readonly place: Place },
  count: number,
): Usage {
  return { kind, owner: name, place, count, limit: limits[kind] };
}
