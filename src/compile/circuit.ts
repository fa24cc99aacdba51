import type { Circuit, Key, ServicePeering } from "../model/index.ts";
import type { LearnedIndex } from "./learned.ts";
import { type Item, mapByKey, namedOf, readChildren, readItems, type Sources } from "./sources.ts";

/** Builds the circuits. What they have learned is what their private peering has. */
export function lowerCircuits(sources: Sources, learned: LearnedIndex): ReadonlyMap<Key, Circuit> {
  const peerings = readChildren(sources, "circuitPeering");
  return mapByKey(
    readItems(sources, "circuit").map((item) => ({
      ...namedOf(item),
      isDirect: item.body.isDirect,
      isPremium: item.body.isPremium,
      learned: learned.find(item.key),
      servicePeering: lowerServicePeering(peerings.get(item.key) ?? []),
    })),
  );
}

// Microsoft peering has taken the place of public peering (ER-2), so it comes first where an old
// export has both. A peering that is switched off carries nothing and counts as none.
function lowerServicePeering(
  peerings: readonly Item<"circuitPeering">[],
): ServicePeering | undefined {
  const on = peerings.filter(({ body }) => body.isEnabled);
  const microsoft = on.find(({ body }) => body.kind === "microsoft");
  if (microsoft !== undefined) {
    const { hasRouteFilter, customerPrefixes } = microsoft.body;
    return {
      kind: "microsoft",
      bringsRoutes: hasRouteFilter,
      customerPrefixes: customerPrefixes.map(({ prefix }) => prefix),
      place: microsoft.place,
    };
  }
  const retired = on.find(({ body }) => body.kind === "public");
  if (retired === undefined) return undefined;
  return { kind: "public", bringsRoutes: true, customerPrefixes: [], place: retired.place };
}
