import type { Key, RoutingAppliance, Subnet } from "../model/index.ts";
import { mapByKey, namedOf, readItems, resolve, type Sources } from "./sources.ts";

/** Builds the managed routing appliances. */
export function lowerRoutingAppliances(
  sources: Sources,
  subnets: ReadonlyMap<Key, Subnet>,
): ReadonlyMap<Key, RoutingAppliance> {
  const { report } = sources;
  return mapByKey(
    readItems(sources, "routingAppliance").map((item): RoutingAppliance => {
      const subnet = resolve(item.body.subnet, subnets, { property: "subnet", report })?.key;
      return { ...namedOf(item), subnet, addresses: item.body.addresses };
    }),
  );
}
