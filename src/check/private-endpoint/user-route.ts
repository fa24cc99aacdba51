import type { Place } from "../../diagnostic/index.ts";
import type { VirtualNetwork } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import type { Match } from "../../route/index.ts";
import { applianceName } from "../appliance-at.ts";
import type { Ground } from "../ground.ts";

/** What people call a user route: its name and what it covers, `'to-hub' (10.0.0.0/16)`. */
export function routeName({ route, prefix }: Match): string {
  return `'${route.name ?? ""}' (${formatPrefix(prefix)})`;
}

/** What people call the appliance to which a user route leads. */
export function hopName(ground: Ground, from: VirtualNetwork, { route }: Match): string {
  const { nextHop } = route;
  return applianceName(ground, from, nextHop.kind === "appliance" ? nextHop.addresses : []);
}

/** Places without those that are the same thing: several subnets share a route table. */
export function distinctPlaces(places: readonly Place[]): readonly Place[] {
  return [...new Set(places)];
}

/** Whether a route is for everything, or for half of it (GW-29). */
export function isDefaultRoute({ prefix }: Match): boolean {
  return prefix.length <= 1;
}
