import type { Repair } from "../../finding/index.ts";
import { formatIp, formatPrefix, isDefault } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import type { CircleStep } from "./circle.ts";
import { type Circle, circlesOf, devicesIn } from "./circles.ts";
import { type Lead, leadsOf, routeWords } from "./lead.ts";
import { showCircle } from "./show-circle.ts";
import { usedHops } from "./used-hop.ts";

/** Appliances that send packets back to themselves or to each other (UDR-8, GW-16). */
export const loop: CheckRule = {
  code: "TR306",
  family: "nextHop",
  severity: "error",
  title: "Appliances send packets round in a loop",
  about:
    "The table of an appliance's own subnet leads back to the appliance, or two appliances lead to each other: packets go round until their time to live is over.",
  rules: ["UDR-8", "FWD-1"],
  begin: (ground) => {
    const hops = usedHops(ground);
    return {
      visit: hops.visit,
      finish: () => {
        const leads = leadsOf(ground, hops.list());
        const circles = circlesOf(ground, devicesIn(ground, leads));
        return circles.flatMap((circle) => draftsOf(ground, circle, leads));
      },
    };
  },
};

function draftsOf(ground: Ground, circle: Circle, leads: readonly Lead[]): readonly Draft[] {
  const shown = showCircle(ground, circle, leads);
  if (shown === undefined) return [];
  const [first, ...others] = circle.steps;
  const parts = {
    related: circle.steps.flatMap(({ match }) => match.route.places[0]).slice(1),
    subject: circle.steps.map(({ device }) => device.key).sort(),
    ...shown,
  };
  if (others.length > 0) return [{ ...parts, ...roundWords(circle), place: placeOf(first) }];
  return [{ ...parts, ...selfParts(ground, first) }];
}

function placeOf({ match }: CircleStep): Draft["place"] {
  return match.route.places[0];
}

type Told = Pick<Draft, "message" | "remedy">;

function roundWords({ steps, destination }: Circle): Told {
  const names = steps.map(({ device }) => device.name);
  const ways = steps.map(({ device, match }) => `${device.name} by ${viaWords(match)}`);
  return {
    message: `${listNames(names)} send packets for ${formatIp(destination)} round and round: ${listNames(ways)}.`,
    remedy: "Let one of these routes lead to where the addresses are, or to None.",
  };
}

function viaWords({ route, prefix }: CircleStep["match"]): string {
  return route.source === "user"
    ? `route ${routeWords(route)}`
    : `the ${formatPrefix(prefix)} that it has learned`;
}

function selfParts(ground: Ground, step: CircleStep): Told & Pick<Draft, "place"> & Partial<Draft> {
  const { device, match } = step;
  const subnet = device.view && ground.model.subnets.get(device.view.subnet);
  const network = subnet && ground.model.networks.get(subnet.network);
  const home = `${network?.name ?? "?"}/${subnet?.name ?? "?"}`;
  if (match.route.source === "user" || subnet === undefined) {
    return {
      message: `Route ${routeWords(match.route)} leads to ${device.name}, which stands in ${home} and uses this very table. What it sends on comes back to it.`,
      remedy: `Give ${home} a route table of its own, without routes to ${device.name}.`,
      place: placeOf(step),
    };
  }
  const prefix = formatPrefix(match.prefix);
  const repair: Repair = {
    kind: "addRoutes",
    subnets: [subnet.key],
    destinations: [{ kind: "prefix", name: "internet", prefix: match.prefix }],
    nextHop: { kind: "internet" },
  };
  return {
    message: `${device.name} announces ${prefix} to the Route Server, and its own subnet ${home} learns the route: what it sends on comes back to it.`,
    remedy: `Give ${home} a user route for ${prefix} that leads on, for the Internet one to Internet.`,
    place: subnet.place,
    rules: ["GW-16"],
    ...(isDefault(match.prefix) ? { repair } : {}),
  };
}
