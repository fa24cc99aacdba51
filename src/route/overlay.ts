import type { Rules } from "./candidates.ts";
import type { Fates } from "./fate.ts";
import type { RouteGroup } from "./group.ts";
import { fateOf, type TableGroup } from "./table-group.ts";

/**
 * User routes against the candidates of one group (SEL-2, SEL-5).
 * A user route that has itself lost, for example to a service endpoint, beats nobody.
 */
export function overlay(rules: Rules, group: RouteGroup, user: TableGroup): Fates {
  const fates = rules.userOverOthers(group, user.group);
  if (user.fates.length === 0 || fates.size === 0) return fates;
  const lost = new Set(user.group.routes.filter((_, number) => fateOf(user, number) !== undefined));
  return new Map([...fates].filter(([, { by }]) => by === undefined || !lost.has(by)));
}
