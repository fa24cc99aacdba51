import type { Place } from "../../diagnostic/index.ts";
import { formatPrefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import { type Stop, stopAt } from "../device.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { Draft } from "../rule.ts";
import { showRoute } from "./show-route.ts";
import type { HopUse, UsedHop } from "./used-hop.ts";

/** Routes of one table that lead to one address, seen from one network. */
export interface Lead {
  readonly hop: UsedHop;
  readonly use: HopUse;
  /** What happens there to packets for others. */
  readonly stop: Stop;
}

/** All that leads to one thing. */
export interface Led<T> {
  readonly thing: T;
  /** Never empty. */
  readonly leads: readonly Lead[];
}

/** Everything that leads somewhere, one for each network that uses a next hop. */
export function leadsOf(ground: Ground, hops: readonly UsedHop[]): readonly Lead[] {
  return hops.flatMap((hop) =>
    hop.uses.map((use) => ({ hop, use, stop: stopAt(ground, use.found) })),
  );
}

/** A thing to which a lead leads, and what tells it from others. */
export interface Keyed<T> {
  readonly key: string;
  readonly thing: T;
}

/** Things with all that leads to them, in the order in which they are met. */
export function groupLeads<T>(
  leads: readonly Lead[],
  thingsOf: (lead: Lead) => readonly Keyed<T>[],
): readonly Led<T>[] {
  const groups = new Map<string, { readonly thing: T; readonly leads: Lead[] }>();
  for (const lead of leads) {
    for (const { key, thing } of thingsOf(lead)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { thing, leads: [lead] });
      else group.leads.push(lead);
    }
  }
  return [...groups.values()];
}

/** Whom it concerns, where else it is written, and a flow that shows it. */
export function partsOf(
  ground: Ground,
  leads: readonly Lead[],
): Required<Pick<Draft, "related" | "affected" | "walks">> {
  return {
    related: routePlaces(leads),
    affected: leads.flatMap(({ use }) => use.subnets.map(({ id }) => id)),
    walks: walksOf(ground, leads),
  };
}

function walksOf(ground: Ground, leads: readonly Lead[]): NonNullable<Draft["walks"]> {
  for (const { use, hop } of leads) {
    const walks = showRoute(ground, use.seen, hop.routes);
    if (walks.length > 0) return walks;
  }
  return [];
}

/** Places of the routes that lead there, each once. */
export function routePlaces(leads: readonly Lead[]): readonly Place[] {
  return [...new Set(leads.flatMap(({ hop }) => hop.routes.flatMap(({ places }) => places[0])))];
}

/** Begins a sentence: `Route to-nva (0.0.0.0/0) of rt-app leads`. */
export function routesLead(leads: readonly Lead[]): string {
  const hops = [...new Set(leads.map(({ hop }) => hop))];
  const names = hops.flatMap(({ routes, table }) =>
    routes.map((route) => `${routeWords(route)} of ${table.name}`),
  );
  return names.length === 1 ? `Route ${listNames(names)} leads` : `Routes ${listNames(names)} lead`;
}

/** A user route in a sentence: `to-nva (0.0.0.0/0)`, with its service tag where it has one. */
export function routeWords({ name, prefixes, serviceTag }: Route): string {
  const [first] = prefixes;
  const destination = serviceTag?.name ?? (first === undefined ? "nothing" : formatPrefix(first));
  return `${name ?? ""} (${destination})`;
}

/**
 * Ends a message with what becomes of packets: where a route has several equal next hops, only those
 * flows are lost that its hash gives to this one (SEL-7).
 */
export function lossOf(leads: readonly Lead[]): string {
  const isShared = leads.every(({ hop }) =>
    hop.routes.every(({ nextHop }) => nextHop.kind === "appliance" && nextHop.addresses.length > 1),
  );
  return isShared
    ? "Flows that hash to it are lost; the other next hops take the rest."
    : "What is sent there is lost, although Azure shows the route as Active.";
}
