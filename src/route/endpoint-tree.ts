import type { Model, PrivateEndpoint } from "../model/index.ts";
import { equalPrefixes, hostPrefix, type Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Route } from "./route.ts";
import { type EffectiveTable, lookupRoute } from "./table.ts";
import { fateOf } from "./table-group.ts";

/** One question of the private-endpoint decision tree, with its answer. */
export interface TreeStep {
  readonly question: "exactUserRoute" | "policyEnabled" | "userRouteBest";
  readonly answer: boolean;
  /** The route that the answer rests on; absent when there is none. */
  readonly route: Route | undefined;
  readonly rules: readonly RuleId[];
  /** The answer is not followed, because some gateways ignore exact user routes (PE-9). */
  readonly isIgnored: boolean;
}

/**
 * How a table came to treat a private endpoint's host route: the questions asked, in order, and the
 * outcome (PE-4).
 */
export interface EndpointTree {
  readonly endpoint: PrivateEndpoint;
  readonly address: Ip;
  readonly steps: readonly TreeStep[];
  /** Whether the endpoint's own host route is in force. */
  readonly isEndpointActive: boolean;
}

/**
 * Walks the decision tree for an address; absent when no private endpoint that this table sees has
 * it.
 */
export function endpointTree(
  model: Model,
  table: EffectiveTable,
  address: Ip,
): EndpointTree | undefined {
  const seen = findEndpointRoute(model, table, address);
  if (seen === undefined) return undefined;
  const { endpoint, isActive } = seen;
  const subnet = model.subnets.get(endpoint.subnet);
  const hasPolicy = subnet?.letsRoutesReachPrivateEndpoints === true;
  const exact = exactUserRoute(table, address);
  const isIgnored = exact !== undefined && isActive;
  const steps: TreeStep[] = [
    {
      question: "exactUserRoute",
      answer: exact !== undefined,
      route: exact,
      rules: isIgnored ? ["PE-4", "PE-9"] : ["PE-4"],
      isIgnored,
    },
  ];
  if (exact === undefined || isIgnored) {
    steps.push({
      question: "policyEnabled",
      answer: hasPolicy,
      route: undefined,
      rules: ["PE-3", "PE-4", "PE-8"],
      isIgnored: false,
    });
    if (hasPolicy) steps.push(bestRouteStep(table, address));
  }
  return {
    endpoint,
    address,
    steps,
    isEndpointActive: isActive,
  };
}

function bestRouteStep(table: EffectiveTable, address: Ip): TreeStep {
  const others = table.groups.filter(
    ({ group }) => group.kind !== "privateEndpoint" && group.kind !== "globalPrivateEndpoint",
  );
  const best = lookupRoute(others, address)?.route;
  return {
    question: "userRouteBest",
    answer: best?.source === "user",
    route: best,
    rules: ["PE-4", "PE-6", "PE-7", "X-11"],
    isIgnored: false,
  };
}

function findEndpointRoute(model: Model, table: EffectiveTable, address: Ip) {
  const host = hostPrefix(address);
  for (const tableGroup of table.groups) {
    for (const number of tableGroup.group.withPrefix(host)) {
      const nextHop = tableGroup.group.routes[number]?.nextHop;
      if (nextHop?.kind !== "privateEndpoint") continue;
      const endpoint = model.privateEndpoints.get(nextHop.endpoint);
      const isActive = fateOf(tableGroup, number) === undefined;
      if (endpoint !== undefined) return { endpoint, isActive };
    }
  }
  return undefined;
}

function exactUserRoute(table: EffectiveTable, address: Ip): Route | undefined {
  const host = hostPrefix(address);
  return table.groups
    .filter(({ group }) => group.kind === "user")
    .flatMap(({ group }) => group.routes)
    .find(({ prefixes }) => prefixes.some((prefix) => equalPrefixes(prefix, host)));
}
