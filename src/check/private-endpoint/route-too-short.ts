import type { Severity } from "../../diagnostic/index.ts";
import type { Key, Model, Subnet } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { nameList } from "../name-list.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { hasClients } from "./client.ts";
import { showCall } from "./endpoint-flow.ts";
import { routesToEndpoints } from "./endpoint-route.ts";
import { type Obstacle, type Passage, passagesOf } from "./passage.ts";
import { policyLetting } from "./policy-value.ts";
import { hopName, isDefaultRoute, routeName } from "./user-route.ts";

/** User routes that are too short to count for private endpoints, with the policy or without (PE-4). */
export const routeTooShort: CheckRule = {
  code: "TR202",
  family: "privateEndpoint",
  severity: "warning",
  title: "A user route to an appliance is too short for the private endpoints that it covers",
  about:
    "A user route replaces the /32 routes of private endpoints only where it is at least as long as the prefix of their network. 0.0.0.0/0 and 10.0.0.0/8 are not, whatever the network policy says.",
  rules: ["PE-4", "X-11"],
  begin: (ground) => {
    const byRoute = new Map<Route, Client[]>();
    return {
      visit: (seen) => {
        if (!hasClients(ground.model, seen)) return;
        for (const passage of passagesOf(ground.model, seen.table)) {
          const { obstacle } = passage;
          if (obstacle?.kind !== "tooShort") continue;
          const clients = byRoute.get(passage.over.route) ?? [];
          clients.push({ seen, passage, obstacle });
          byRoute.set(passage.over.route, clients);
        }
      },
      finish: () => [...byRoute.values()].flatMap((clients) => draft(ground, clients)),
    };
  },
};

type TooShort = Extract<Obstacle, { readonly kind: "tooShort" }>;

/** A subnet whose hosts go past an appliance to the endpoints of one other subnet. */
interface Client {
  readonly seen: SeenTable;
  readonly passage: Passage;
  readonly obstacle: TooShort;
}

function draft(ground: Ground, clients: readonly Client[]): readonly Draft[] {
  const { model } = ground;
  const shown = clients.find((one) => severityOf(one) === "warning") ?? clients[0];
  if (shown === undefined) return [];
  const { seen, passage, obstacle } = shown;
  const { over } = passage;
  const named = (subnets: readonly Subnet[]): string =>
    nameList(subnets.map((one) => subnetName(model, one)));
  const subnets = endpointSubnets(model, clients);
  const closed = subnets.filter((one) => !one.letsRoutesReachPrivateEndpoints);
  const [open] = closed;
  const senders = [...new Set(clients.map((one) => one.seen.subnet))];
  const hop = hopName(ground, seen.network, over);
  const network = model.networks.get(model.subnets.get(passage.subnet)?.network ?? passage.subnet);
  const prefixes = subnets.flatMap((one) => one.prefixes.map(({ prefix }) => formatPrefix(prefix)));
  const setPolicy =
    open === undefined
      ? ""
      : `, and set privateEndpointNetworkPolicies of ${named(closed)} to ${policyLetting(open, "routes")}`;
  return [
    {
      severity: severityOf(shown),
      message: [
        `Route ${routeName(over)} sends ${named(senders)} to ${hop}, but calls to private endpoints in ${named(subnets)} go past it:`,
        `the route is shorter than ${formatPrefix(obstacle.longer.prefix)} of ${network?.name ?? "their network"}, and so replaces no /32 route of an endpoint there.`,
        ...(closed.length > 0 ? [`The network policy of ${named(closed)} is off as well.`] : []),
      ].join(" "),
      remedy: `Add ${prefixes.length === 1 ? "a route" : "routes"} for ${nameList(prefixes)} to ${hop}${setPolicy}.`,
      place: over.route.places[0],
      related: subnets.map((one) => one.privateEndpointPolicyPlace),
      affected: senders.map((one) => one.id),
      subject: [over.route.name ?? ""],
      walks: showCall(ground, senderIn(ground, seen.subnet), passage.endpoints[0]),
      repair: routesToEndpoints(model, over.route, senders, subnets),
    },
  ];
}

// A private range that somebody sends to an appliance is meant to be inspected, and so is whatever
// lies behind a policy that somebody has switched on. A default route alone is often written with
// the Internet in mind; and hosts of one network rarely mean each other.
function severityOf({ passage, obstacle }: Client): Severity {
  const hasPolicy = !obstacle.isPolicyOff;
  const isWide = isDefaultRoute(passage.over);
  const isMeant = passage.isOwn ? hasPolicy && !isWide : hasPolicy || !isWide;
  return isMeant ? "warning" : "info";
}

function endpointSubnets(model: Model, clients: readonly Client[]): readonly Subnet[] {
  const keys = new Set<Key>(clients.map(({ passage }) => passage.subnet));
  return [...keys].sort().flatMap((key) => model.subnets.get(key) ?? []);
}
