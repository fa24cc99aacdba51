import { covers, type Prefix } from "../../net/index.ts";
import { type EffectiveTable, fateOf, type Route, type TableGroup } from "../../route/index.ts";

/**
 * The route that would carry a prefix if no user route did: of the network, a peering or the
 * gateway, the longest that covers it. Absent where only the platform's own rows are left.
 */
export function underneath({ groups }: EffectiveTable, prefix: Prefix): Route | undefined {
  let best: { readonly route: Route; readonly length: number } | undefined;
  for (const tableGroup of groups) {
    if (!leadsSomewhere(tableGroup)) continue;
    for (const entry of tableGroup.group.covering(prefix.address)) {
      if (!covers(entry.prefix, prefix) || entry.prefix.length <= (best?.length ?? -1)) continue;
      const route = entry.routes.find((at) => isLeft(tableGroup, at));
      const found = route === undefined ? undefined : tableGroup.group.routes[route];
      if (found !== undefined) best = { route: found, length: entry.prefix.length };
    }
  }
  return best?.route;
}

function leadsSomewhere({ group, all }: TableGroup): boolean {
  const kinds = ["network", "peering", "globalPeering", "connectedGroup", "gateway"];
  return all === undefined && kinds.includes(group.kind);
}

// In force, or beaten by nothing but a user route.
function isLeft(tableGroup: TableGroup, at: number): boolean {
  const reason = fateOf(tableGroup, at)?.reason;
  return reason === undefined || reason === "userOverSystem" || reason === "userOverGateway";
}
