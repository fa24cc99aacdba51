import { type EffectiveTable, lookupRoute, type Match } from "../../route/index.ts";
import type { SeenTable } from "../rule.ts";
import type { Aim } from "./aim.ts";
import type { Cause } from "./cause.ts";

/** The route that carries packets elsewhere than straight to the Internet; absent where they go there. */
export function astrayRoute(
  { groups }: EffectiveTable,
  address: Aim["address"],
): Match | undefined {
  const match = lookupRoute(groups, address);
  switch (match?.route.nextHop.kind) {
    case "gateway":
    case "appliance":
    case "none":
      return match;
    default:
      return undefined;
  }
}

/** That route as the cause of something in its subnet. */
export function causeIn({ subnet }: SeenTable, { route, prefix }: Match): Cause {
  return { kind: "route", route, prefix, subnet: subnet.key };
}
