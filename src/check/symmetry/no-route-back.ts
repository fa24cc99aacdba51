import { formatIp } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { type Cause, causesOf } from "./cause.ts";
import { landscapeOf } from "./gather.ts";
import { returnRoutes } from "./repair.ts";
import { draftOf, type Parts } from "./told.ts";
import { endNames, routesFor } from "./words.ts";

/** Subnets that are reached through a device and lack the route back to it (FWD-26, UDR-12). */
export const noRouteBack: CheckRule = {
  code: "TR402",
  family: "symmetry",
  severity: "error",
  title: "A subnet lacks the route back through the firewall",
  about:
    "What comes from on-premises or another network reaches a subnet through a device that keeps state, and the subnet answers straight to the gateway, or not at all.",
  rules: ["FWD-26", "FWD-1"],
  begin: (ground) => ({
    visit: landscapeOf(ground).visit,
    finish: () => causesOf(ground, "TR402").flatMap((cause) => draftsOf(ground, cause)),
  }),
};

function draftsOf(ground: Ground, cause: Cause): readonly Draft[] {
  return draftOf(ground, cause, ({ sources, targets }): Parts => {
    const to = endNames(targets);
    const rules = sources[0].kind === "site" ? (["UDR-12"] as const) : [];
    const missing = returnRoutes(ground, cause);
    if (missing === undefined) {
      return { remedy: `Give ${to} a route to ${endNames(sources)} by the same device.`, rules };
    }
    return {
      remedy: `Give ${to} ${routesFor(missing.prefixes)} to ${formatIp(missing.nextHop)}.`,
      repair: missing.repair,
      rules,
    };
  });
}
