import type { Report } from "../arm/index.ts";
import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import type { LearnedRoutes, Model } from "../model/index.ts";

/** A limit that Azure sets, with the rule that records it. */
interface Limit {
  readonly limit: number;
  readonly rule: string;
  readonly advice: string;
}

const limits = {
  peerings: {
    limit: 500,
    rule: "PEER-14",
    advice: "Use Azure Virtual Network Manager (up to 1000), or a second hub.",
  },
  peeredSubnets: {
    limit: 200,
    rule: "PEER-10",
    advice: "List fewer subnets, or peer whole networks.",
  },
  routes: {
    limit: 400,
    rule: "ERR-44",
    advice: "Summarize prefixes, use service tags, or Azure Virtual Network Manager (up to 1000).",
  },
  tagRoutes: {
    limit: 25,
    rule: "ERR-45",
    advice: "Use broader tags, or spread subnets over tables.",
  },
  privateEndpoints: {
    limit: 1000,
    rule: "PE-14",
    advice: "Switch on high-scale private endpoints (up to 5000), or use another network.",
  },
  routeServerPeers: { limit: 8, rule: "section 3.7", advice: "Summarize behind fewer peers." },
  learnedRoutes: {
    limit: 4000,
    rule: "X-21",
    advice: "Announce summaries; the session is dropped.",
  },
} as const satisfies Record<string, Limit>;

/** Checks counts against Azure's limits. The rules of each are in the table above. */
export function validateLimits(model: Model, report: Report): void {
  const check = (count: number, { limit, advice }: Limit, at: Counted): void => {
    if (count <= limit) return;
    const parameters = { what: at.what, count, limit, advice };
    report(createDiagnostic("limit-exceeded", at.place, parameters));
  };
  validateNetworkLimits(model, check);
  validateTableLimits(model, check);
  validateLearnedLimits(model, check);
}

interface Counted {
  readonly what: string;
  readonly place: Place;
}

type Check = (count: number, limit: Limit, at: Counted) => void;

function validateNetworkLimits(model: Model, check: Check): void {
  const endpoints = new Map<string, number>();
  for (const { subnet } of model.privateEndpoints.values()) {
    const network = model.subnets.get(subnet)?.network ?? "";
    endpoints.set(network, (endpoints.get(network) ?? 0) + 1);
  }
  for (const { key, name, place, peerings } of model.networks.values()) {
    check(peerings.length, limits.peerings, { what: `peerings of ${name}`, place });
    const what = `private endpoints in ${name}`;
    check(endpoints.get(key) ?? 0, limits.privateEndpoints, { what, place });
    for (const { name: peering, place: at, localSubnets, remoteSubnets } of peerings) {
      const longest = Math.max(localSubnets.length, remoteSubnets.length);
      check(longest, limits.peeredSubnets, { what: `subnets of peering ${peering}`, place: at });
    }
  }
}

function validateTableLimits({ routeTables }: Model, check: Check): void {
  for (const { name, place, routes } of routeTables.values()) {
    check(routes.length, limits.routes, { what: `routes of ${name}`, place });
    const tags = routes.filter(({ destination }) => destination.kind === "serviceTag");
    check(tags.length, limits.tagRoutes, { what: `service-tag routes of ${name}`, place });
  }
}

function validateLearnedLimits(model: Model, check: Check): void {
  const servers = [...model.routeServers.values(), ...model.hubs.values()];
  for (const { name, place, peers } of model.routeServers.values()) {
    check(peers.length, limits.routeServerPeers, { what: `BGP peers of ${name}`, place });
  }
  const learners = [
    ...model.gateways.values(),
    ...model.connections.values(),
    ...model.circuits.values(),
    ...servers.flatMap(({ peers }) => peers),
  ];
  const lists = new Map<LearnedRoutes, string>();
  for (const { name, learned } of learners) {
    if (learned !== undefined && !lists.has(learned)) lists.set(learned, name);
  }
  for (const [{ routes, place }, name] of lists) {
    const count = new Set(routes.map(({ prefix }) => `${prefix.address}/${prefix.length}`)).size;
    check(count, limits.learnedRoutes, { what: `prefixes learned by ${name}`, place });
  }
}
