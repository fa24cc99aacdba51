import type { Repair } from "../../finding/index.ts";
import { keyOf } from "../../model/index.ts";
import { parsePrefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule } from "../rule.ts";
import { somewhere } from "./aim.ts";
import { listNames, routeWords, subnetName } from "./cause.ts";
import { hostedIn } from "./hosted.ts";
import { type LedAstray, straightRule } from "./straight-rule.ts";

/** Application gateways of version 2 whose default route does not lead to the Internet (FWD-56). */
export const applicationGateway: CheckRule = straightRule({
  code: "TR113",
  severity: "error",
  title: "An application gateway has lost its way to the Internet",
  about:
    "Azure manages application gateways of version 2 over the Internet. With a default route to an appliance or on-premises, their health, logs and updates fail.",
  rules: ["FWD-56"],
  servicesIn: ({ model }, { subnet }) =>
    hostedIn(model, subnet, "applicationGateway").filter(
      ({ version, isIsolated }) => version === 2 && !isIsolated,
    ),
  aimsOf: () => ({
    aims: [{ address: somewhere, name: undefined, port: 443, label: "the Internet" }],
    assumptions: [],
  }),
  tell: (ground, led) => {
    const { model } = ground;
    const { match, services, subnets } = led;
    const names = listNames(services.map(({ name }) => name));
    const where = listNames(subnets.map((subnet) => subnetName(model, subnet)));
    const isLearned = match.route.nextHop.kind === "gateway" && match.route.source !== "user";
    return {
      message: `Application gateway ${names} is managed over the Internet, and ${routeWords(model, match.route, match.prefix)} takes what leaves ${where} elsewhere. Its health, logs and updates fail.`,
      remedy: isLearned
        ? "Give the subnet a route table of its own, without propagation or with 0.0.0.0/0 to the Internet."
        : "Take the route away from the subnet of the gateway.",
      assumptions: [
        {
          code: "gatewayNotIsolated",
          message: `${names} was not made with network isolation; it has a public front end, and no tag EnhancedNetworkControl.`,
          rules: ["FWD-56"],
        },
      ],
      repair: repairOf(ground, led),
    };
  },
});

const everything = parsePrefix("0.0.0.0/0");

function repairOf({ model }: Ground, { match, subnets }: LedAstray): Repair | undefined {
  const { route, prefix } = match;
  const affected = subnets.map(({ key }) => key);
  if (route.source !== "user") {
    if (everything === undefined || prefix.length > 0) return undefined;
    const destination = { kind: "prefix", name: "to-internet", prefix: everything } as const;
    const destinations = [destination];
    return { kind: "addRoutes", subnets: affected, destinations, nextHop: { kind: "internet" } };
  }
  // A table that others share keeps its route for them.
  const [table] = subnets.map(({ routeTable }) => routeTable);
  const sharing = [...model.subnets.values()].filter(({ routeTable }) => routeTable === table);
  const isOwn = sharing.every(({ key }) => affected.includes(key));
  if (table === undefined || !isOwn || route.name === undefined) return undefined;
  return {
    kind: "setNextHop",
    table: keyOf(table),
    route: route.name,
    nextHop: { kind: "internet" },
  };
}
