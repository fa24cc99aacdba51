import type { Prefix } from "../net/index.ts";
import type { Fate, Fates } from "./fate.ts";
import type { RouteGroup } from "./group.ts";
import type { Route } from "./route.ts";

/** A shared group of candidates, and how they fare in one table. */
export interface TableGroup {
  readonly group: RouteGroup;
  /**
   * One fate for the whole group, for example because propagation is off; absent in the usual case.
   */
  readonly all: Fate | undefined;
  /** Exceptions, each as decided by one rule; a candidate that none names is in force. */
  readonly fates: readonly Fates[];
  /**
   * Whether it also beats longer user routes inside its prefixes, which a switch can say of service
   * endpoints (SE-4).
   */
  readonly beatsLongerUser?: boolean;
}

/** What becomes of a candidate; absent when it is in force. */
export function fateOf({ all, fates }: TableGroup, route: number): Fate | undefined {
  if (all !== undefined) return all;
  for (const decided of fates) {
    const fate = decided.get(route);
    if (fate !== undefined) return fate;
  }
  return undefined;
}

/** A group that candidates lose one by one. */
export function withFates(group: RouteGroup, fates: readonly Fates[]): TableGroup {
  return { group, all: undefined, fates: fates.filter(({ size }) => size > 0) };
}

/** A group whose candidates all share one fate. */
export function withOneFate(group: RouteGroup, all: Fate): TableGroup {
  return { group, all, fates: [] };
}

/** The first candidate in force that has exactly this prefix; absent when none. */
export function inForce(tableGroup: TableGroup, prefix: Prefix): Route | undefined {
  const number = tableGroup.group
    .withPrefix(prefix)
    .find((one) => fateOf(tableGroup, one) === undefined);
  return number === undefined ? undefined : tableGroup.group.routes[number];
}
