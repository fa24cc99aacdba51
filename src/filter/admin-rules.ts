import type { AdminRule, Key, Model } from "../model/index.ts";

/** Admin rules by network, inbound first, the lowest priority number first. */
export function adminRulesByNetwork(model: Model): ReadonlyMap<Key, readonly AdminRule[]> {
  const byNetwork = new Map<Key, AdminRule[]>();
  const sorted = [...model.adminRules.values()].sort(byTurn);
  for (const rule of sorted) {
    for (const network of rule.networks) {
      const known = byNetwork.get(network);
      if (known === undefined) byNetwork.set(network, [rule]);
      else known.push(rule);
    }
  }
  return byNetwork;
}

// The map iterates in the order of the keys, and the sort is stable.
function byTurn(a: AdminRule, b: AdminRule): number {
  if (a.direction !== b.direction) return a.direction === "inbound" ? -1 : 1;
  return a.priority - b.priority;
}
