import { prefixKey } from "../net/index.ts";
import type { Connection, Gateway, LearnedRoute, LearnedRoutes } from "./gateway.ts";
import type { HubBranch } from "./hub.ts";
import type { Key } from "./key.ts";
import { limits } from "./limit.ts";
import type { Model } from "./model.ts";
import type { Usage } from "./usage.ts";

/**
 * Counts the prefixes that BGP has brought, once for each list and family: a circuit's list is that
 * of its connections too. Beyond its limit a session is dropped, and all its routes with it (3.7).
 */
export function learnedUsages(model: Model): readonly Usage[] {
  const counted = new Set<LearnedRoutes>();
  return learnersOf(model).flatMap(({ name, learned, limit, limit6, formerLimit, isPerPeer }) => {
    if (learned === undefined || counted.has(learned)) return [];
    counted.add(learned);
    const { place } = learned;
    const count = isPerPeer ? countOfBusiestPeer : countPrefixes;
    return ([4, 6] as const).flatMap((family) => {
      const most = family === 4 ? limit : limit6;
      const routes = learned.routes.filter(({ prefix }) => prefix.family === family);
      if (most === undefined) return [];
      const kind = "learnedPrefixes" as const;
      const former = formerLimit === undefined ? {} : { formerLimit };
      return [{ kind, owner: name, place, count: count(routes), limit: most, family, ...former }];
    });
  });
}

/** Somebody who hears announcements, and how many of them it takes. */
interface Learner {
  readonly name: string;
  readonly learned: LearnedRoutes | undefined;
  readonly limit: number;
  readonly limit6: number | undefined;
  readonly formerLimit?: number;
  /** Whether the list is of several peers, each of which may announce so many. */
  readonly isPerPeer: boolean;
}

function learnersOf(model: Model): readonly Learner[] {
  const servers = [...model.routeServers.values(), ...model.hubs.values()];
  const branches = [...model.hubs.values()].flatMap((hub) => hub.branches);
  return [
    ...[...model.gateways.values()].map(asLearningGateway),
    ...[...model.connections.values(), ...branches].map((one) => asLearningLink(model, one)),
    ...[...model.circuits.values()].map(({ key, name, learned }) => ({
      name,
      learned,
      ...overCircuit(model, key),
    })),
    ...servers
      .flatMap(({ peers }) => peers)
      .map(({ name, learned }) => ({
        ...overTunnel(name, learned),
        formerLimit: limits.learnedFormerly,
      })),
  ];
}

function asLearningGateway({ kind, name, learned }: Gateway): Learner {
  return kind === "vpn"
    ? { ...overTunnel(name, learned), isPerPeer: true }
    : { ...overTunnel(name, learned), limit: limits.learnedByGateway };
}

function asLearningLink(model: Model, link: Connection | HubBranch): Learner {
  const { kind, name, learned, circuit } = link;
  return kind === "expressRoute"
    ? { name, learned, ...overCircuit(model, circuit) }
    : overTunnel(name, learned);
}

function overTunnel(name: string, learned: LearnedRoutes | undefined): Learner {
  return { name, learned, limit: limits.learnedPrefixes, limit6: undefined, isPerPeer: false };
}

function overCircuit(
  { circuits }: Model,
  key: Key | undefined,
): Pick<Learner, "limit" | "limit6" | "isPerPeer"> {
  const isPremium = key !== undefined && circuits.get(key)?.isPremium === true;
  return {
    limit: isPremium ? limits.learnedOverPremium : limits.learnedPrefixes,
    limit6: limits.learnedPrefixes6,
    isPerPeer: false,
  };
}

function countPrefixes(routes: readonly LearnedRoute[]): number {
  return new Set(routes.map(({ prefix }) => prefixKey(prefix))).size;
}

function countOfBusiestPeer(routes: readonly LearnedRoute[]): number {
  const byPeer = new Map<LearnedRoute["peer"], Set<number | string>>();
  for (const { peer, prefix } of routes) {
    const present = byPeer.get(peer);
    if (present === undefined) byPeer.set(peer, new Set([prefixKey(prefix)]));
    else present.add(prefixKey(prefix));
  }
  return Math.max(0, ...[...byPeer.values()].map(({ size }) => size));
}
