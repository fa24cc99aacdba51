import { formatIp } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { type Cause, causesOf } from "./cause.ts";
import { landscapeOf } from "./gather.ts";
import { returnRoutes } from "./repair.ts";
import { draftOf, type Parts } from "./told.ts";
import { endNames, routesFor } from "./words.ts";

/** GatewaySubnets that bring replies from on-premises past the firewall (UDR-12, FWD-10). */
export const gatewayWithoutRoute: CheckRule = {
  code: "TR403",
  family: "symmetry",
  severity: "error",
  title: "The GatewaySubnet lacks routes to the firewall",
  about:
    "Subnets send to on-premises through a device that keeps state, and what comes from there goes straight to them: the table of the GatewaySubnet has no route for their prefix to the device.",
  rules: ["FWD-26", "UDR-12", "FWD-10"],
  begin: (ground) => ({
    visit: landscapeOf(ground).visit,
    finish: () => causesOf(ground, "TR403").flatMap((cause) => draftsOf(ground, cause)),
  }),
};

function draftsOf(ground: Ground, cause: Cause): readonly Draft[] {
  const [subnet] = cause.home.subnets;
  const network = subnet && ground.model.networks.get(subnet.network);
  const home = `${network?.name ?? "?"}/${subnet?.name ?? "GatewaySubnet"}`;
  return draftOf(ground, cause, ({ sources }): Parts => {
    const missing = returnRoutes(ground, cause);
    if (missing === undefined) {
      return { remedy: `Give ${home} routes for ${endNames(sources)} to the same device.` };
    }
    return {
      remedy: `Give ${home} ${routesFor(missing.prefixes)} to ${formatIp(missing.nextHop)}.`,
      repair: missing.repair,
    };
  });
}
