import type { FindingWalk } from "../../finding/index.ts";
import { lookupRoute, type Route } from "../../route/index.ts";
import { exampleInternetAddress } from "../../walk/index.ts";
import { exampleDestinations } from "../example-destination.ts";
import type { Ground } from "../ground.ts";
import { hostIn } from "../host.ts";
import type { SeenTable } from "../rule.ts";
import { showWalk } from "../show-walk.ts";

/**
 * One flow that takes one of these routes: from somebody in the subnet to an address that the route
 * carries. Empty where none of them carries any, or nobody can send.
 */
export function showRoute(
  ground: Ground,
  { subnet, table }: SeenTable,
  routes: readonly Route[],
): readonly FindingWalk[] {
  const carrier = lookupRoute(table.groups, exampleInternetAddress)?.route;
  const internetFirst = [
    ...routes.filter((route) => route === carrier),
    ...routes.filter((route) => route !== carrier),
  ];
  for (const route of internetFirst) {
    for (const destination of exampleDestinations(table, route)) {
      const host = hostIn(ground, subnet, destination);
      // Nobody sends to himself by a route.
      if (host === undefined || host.address === destination) continue;
      const { label: from, sender, address: source } = host;
      const flow = { from, sender, source, destination, protocol: "tcp", port: 443 } as const;
      return [showWalk(ground, flow)];
    }
  }
  return [];
}
