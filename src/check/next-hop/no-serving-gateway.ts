import type { VirtualNetwork } from "../../model/index.ts";
import { hubConnectionOf, type Route, userGatewayOf } from "../../route/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { routeWords } from "./lead.ts";
import { showRoute } from "./show-route.ts";
import { underneath } from "./underneath.ts";
import { gatherRoutes, type RouteUse, type UsedRoute } from "./used-route.ts";

/** User routes to a gateway that does not carry them (UDR-4, ER-5). */
export const noServingGateway: CheckRule = {
  code: "TR305",
  family: "nextHop",
  severity: "error",
  title: "No gateway serves the route",
  about:
    "A user route to VirtualNetworkGateway works only where the gateway in reach is a VPN gateway. Without one, or with ExpressRoute, a Route Server or a virtual hub, its packets are dropped.",
  rules: ["UDR-4"],
  begin: (ground) => {
    const routes = gatherRoutes(({ nextHop }) => nextHop.kind === "gateway");
    return {
      visit: routes.visit,
      finish: () => routes.list().flatMap((used) => draftsOf(ground, used)),
    };
  },
};

interface Unserved {
  readonly because: string;
  readonly rules: readonly RuleId[];
}

function draftsOf(ground: Ground, { table, route, uses }: UsedRoute): readonly Draft[] {
  const unserved = uses.filter(({ network }) => whyUnserved(ground, network) !== undefined);
  const [first] = unserved;
  const why = first && whyUnserved(ground, first.network);
  if (first === undefined || why === undefined) return [];
  const below = replacementFor(first, route);
  return [
    {
      message: `Route ${routeWords(route)} of ${table.name} leads to the gateway, and ${why.because}. What it carries is dropped.`,
      remedy:
        below === undefined
          ? "Let the other side announce these destinations, or send them to an appliance."
          : `Take the route out of ${table.name}: without it a route of the gateway itself carries these destinations.`,
      place: route.places[0],
      affected: unserved.flatMap(({ subnets }) => subnets.map(({ id }) => id)),
      subject: [route.name ?? ""],
      rules: why.rules,
      walks: showRoute(ground, first.seen, [route]),
      ...(below === undefined
        ? {}
        : { repair: { kind: "removeRoutes", table: table.key, routes: [route.name ?? ""] } }),
    },
  ];
}

function replacementFor({ seen }: RouteUse, { prefixes }: Route): Route | undefined {
  const [prefix] = prefixes;
  const below = prefix && underneath(seen.table, prefix);
  return below?.nextHop.kind === "gateway" ? below : undefined;
}

function whyUnserved({ model, router }: Ground, network: VirtualNetwork): Unserved | undefined {
  const isDropped = model.behavior.udrVngOnNonVpn === "drop";
  const attached = hubConnectionOf(model, network.key);
  if (attached !== undefined) {
    const because = `${network.name} is connected to virtual hub ${attached.hub.name}, which takes no user routes`;
    return isDropped ? { because, rules: ["X-13", "VW-8"] } : undefined;
  }
  const reach = router.gatewaysFor(network);
  if (reach === undefined) return withoutGateway(model, network);
  const serving = userGatewayOf(reach);
  if (serving === undefined || serving.vpn !== undefined) return undefined;
  if (!isDropped && reach.gateways.length > 0) return undefined;
  const what = reach.routeServer === undefined ? "ExpressRoute gateway" : "Route Server";
  return {
    because: `of the gateways of ${reach.host.name} Azure takes ${what} ${serving.name}, which serves no user routes`,
    rules: ["X-13", "ER-5"],
  };
}

// A peer that the snapshot lacks may have the gateway.
function withoutGateway(
  { networks }: Ground["model"],
  { name, peerings }: VirtualNetwork,
): Unserved | undefined {
  const isUnknown = peerings.some(
    ({ remote, usesRemoteGateway }) => usesRemoteGateway && !networks.has(remote),
  );
  if (isUnknown) return undefined;
  return { because: `${name} has no gateway, and uses none of a peer's`, rules: [] };
}
