import type { Severity } from "../../diagnostic/index.ts";
import type { FindingWalk } from "../../finding/index.ts";
import type { Key, Subnet } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import { hasClients } from "../client.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
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
    const byRoute = new Map<Route, Short>();
    return {
      visit: (seen) => {
        if (!hasClients(ground.model, seen)) return;
        for (const passage of passagesOf(ground.model, seen.table)) {
          const { obstacle } = passage;
          if (obstacle?.kind !== "tooShort") continue;
          addTo(ground, byRoute, { ...passage, obstacle }, seen);
        }
      },
      finish: () => [...byRoute.values()].map((short) => draft(ground, short)),
    };
  },
};

/** Endpoints past which a route leads, since it is too short. */
interface ShortPassage extends Passage {
  readonly obstacle: Extract<Obstacle, { readonly kind: "tooShort" }>;
}

/** A route that is too short, and for whom. */
interface Short {
  readonly senders: Set<Subnet>;
  /** Subnets of the endpoints. */
  readonly targets: Set<Key>;
  /** The gravest passage, of which the message tells. */
  shown: ShortPassage;
  hop: string;
  walks: readonly FindingWalk[];
}

// The walk is made while the table is at hand: a router forgets those of most networks.
function addTo(
  ground: Ground,
  byRoute: Map<Route, Short>,
  shown: ShortPassage,
  { network, subnet }: SeenTable,
): void {
  const { route } = shown.over;
  const known = byRoute.get(route);
  known?.senders.add(subnet);
  known?.targets.add(shown.subnet);
  const isGraver = severityOf(shown) === "warning" && known && severityOf(known.shown) === "info";
  if (known !== undefined && !isGraver) return;
  byRoute.set(route, {
    senders: known?.senders ?? new Set([subnet]),
    targets: known?.targets ?? new Set([shown.subnet]),
    shown,
    hop: hopName(ground, network, shown.over),
    walks: showCall(ground, senderIn(ground, subnet), shown.endpoints[0]),
  });
}

function draft({ model }: Ground, { senders, targets, shown, hop, walks }: Short): Draft {
  const { over, obstacle } = shown;
  const named = (subnets: Iterable<Subnet>): string =>
    listNames([...subnets].map((one) => subnetName(model, one)));
  const subnets = [...targets].sort().flatMap((key) => model.subnets.get(key) ?? []);
  const closed = subnets.filter((one) => !one.letsRoutesReachPrivateEndpoints);
  const [open] = closed;
  const network = model.networks.get(model.subnets.get(shown.subnet)?.network ?? shown.subnet);
  const prefixes = subnets.flatMap((one) => one.prefixes.map(({ prefix }) => formatPrefix(prefix)));
  const setPolicy =
    open === undefined
      ? ""
      : `, and set privateEndpointNetworkPolicies of ${named(closed)} to ${policyLetting(open, "routes")}`;
  return {
    severity: severityOf(shown),
    message: [
      `Route ${routeName(over)} sends ${named(senders)} to ${hop}, but calls to private endpoints in ${named(subnets)} go past it:`,
      `the route is shorter than ${formatPrefix(obstacle.longer.prefix)} of ${network?.name ?? "their network"}, and so replaces no /32 route of an endpoint there.`,
      ...(closed.length > 0 ? [`The network policy of ${named(closed)} is off as well.`] : []),
    ].join(" "),
    remedy: `Add ${prefixes.length === 1 ? "a route" : "routes"} for ${listNames(prefixes)} to ${hop}${setPolicy}.`,
    place: over.route.places[0],
    related: subnets.map((one) => one.privateEndpointPolicyPlace),
    affected: [...senders].map((one) => one.id),
    subject: [over.route.name ?? ""],
    walks,
    repair: routesToEndpoints(model, over.route, [...senders], subnets),
  };
}

// Hosts of one network reach each other directly under such routes, and so rarely mean their own
// endpoints; those of a connected network are what people expect behind the appliance.
function severityOf({ isOwn, over, obstacle }: ShortPassage): Severity {
  const isMeant = !isOwn || (!obstacle.isPolicyOff && !isDefaultRoute(over));
  return isMeant ? "warning" : "info";
}
