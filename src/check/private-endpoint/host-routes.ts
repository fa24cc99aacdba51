import type { Repair } from "../../finding/index.ts";
import {
  endpointsOfNetwork,
  type Key,
  type Model,
  type RouteTable,
  type Subnet,
} from "../../model/index.ts";
import { formatPrefix, hostPrefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import { hasClients } from "../client.ts";
import { counted } from "../counted.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderBehind, senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { showCall } from "./endpoint-flow.ts";
import { type Passage, type PlacedEndpoint, passagesOf } from "./passage.ts";
import { policyLetting } from "./policy-value.ts";
import { hopName } from "./user-route.ts";

/** A user route for each private endpoint, where one for all of them would do (PE-4). */
export const hostRoutes: CheckRule = {
  code: "TR205",
  family: "privateEndpoint",
  severity: "info",
  title: "A route table has a route for each private endpoint",
  about:
    "Routes for single private endpoints use up the 400 routes of a table, and each new endpoint is reached past the appliance until somebody adds its route. With the network policy one route for their subnet does.",
  rules: ["PE-3", "PE-4", "UDR-1"],
  begin: (ground) => {
    const uses = new Map<string, Use>();
    return {
      visit: (seen) => {
        if (seen.gateway !== undefined || hasClients(ground.model, seen))
          addUses(ground, uses, seen);
      },
      finish: () => [...uses.values()].flatMap((use) => draft(ground, use)),
    };
  },
};

/** Routes of one table for single private endpoints of one subnet. */
interface Use {
  readonly table: RouteTable;
  readonly subnet: Subnet;
  readonly first: SeenTable;
  /** Endpoints that have a route of their own. */
  readonly routed: readonly Passage[];
  /** Endpoints that lack one, and are reached past the appliance. */
  readonly missed: readonly PlacedEndpoint[];
  /** Subnets with the table, and gateways in them. */
  readonly users: (SeenTable["subnet"] | NonNullable<SeenTable["gateway"]>)[];
}

function addUses({ model }: Ground, uses: Map<string, Use>, seen: SeenTable): void {
  const table = seen.table.routeTable;
  if (table === undefined) return;
  const user = seen.gateway ?? seen.subnet;
  for (const [key, routed] of routedBySubnet(model, seen)) {
    const known = uses.get(`${table.key}|${key}`);
    const subnet = model.subnets.get(key);
    if (known !== undefined) known.users.push(user);
    else if (subnet !== undefined) {
      const missed = missedIn(model, seen, subnet);
      uses.set(`${table.key}|${key}`, {
        table,
        subnet,
        first: seen,
        routed,
        missed,
        users: [user],
      });
    }
  }
}

function routedBySubnet(model: Model, { table }: SeenTable): ReadonlyMap<Key, readonly Passage[]> {
  const found = new Map<Key, Passage[]>();
  for (const passage of passagesOf(model, table)) {
    if (!isHostRoute(passage)) continue;
    const routed = found.get(passage.subnet);
    if (routed === undefined) found.set(passage.subnet, [passage]);
    else routed.push(passage);
  }
  return found;
}

function isHostRoute({ over, endpoints: [{ address }] }: Passage): boolean {
  return over.prefix.length === hostPrefix(address).length;
}

// What is covered by nothing, or by a route that does not count, is reached directly.
function missedIn(model: Model, { table }: SeenTable, subnet: Subnet): readonly PlacedEndpoint[] {
  const routed = new Set(
    passagesOf(model, table)
      .filter((one) => one.obstacle === undefined || isHostRoute(one))
      .flatMap(({ endpoints }) => endpoints.map(({ address }) => address)),
  );
  return endpointsOfNetwork(model, subnet.network)
    .filter((endpoint) => endpoint.subnet === subnet.key && endpoint.isApproved)
    .flatMap((endpoint) => endpoint.addresses.map(({ address }) => ({ endpoint, address })))
    .filter(({ address }) => !routed.has(address));
}

function draft(ground: Ground, use: Use): readonly Draft[] {
  const { model } = ground;
  const { table, subnet, first, routed, missed, users } = use;
  const [shown] = routed;
  // Where few have a route and many have none, that is how somebody wants it.
  const isForgotten = missed.length > 0 && missed.length <= routed.length;
  if (shown === undefined || (routed.length < 2 && !isForgotten)) return [];
  const name = subnetName(model, subnet);
  const hop = hopName(ground, first.network, shown.over);
  const prefixes = listNames(subnet.prefixes.map(({ prefix }) => formatPrefix(prefix)));
  const policy = subnet.letsRoutesReachPrivateEndpoints
    ? []
    : [`set privateEndpointNetworkPolicies of ${name} to ${policyLetting(subnet, "routes")}`];
  const remedy = [...policy, `replace these routes by one for ${prefixes}`].join(", and ");
  const endpoints = listNames(namesOf(routed.flatMap((one) => one.endpoints)));
  const has = `Route table ${table.name} has ${counted(routed.length, "route")} (of ${table.routes.length}, and of at most 400) for single private endpoints in ${name}: ${endpoints}.`;
  const consequence = isForgotten
    ? `It has none for ${listNames(namesOf(missed))}, which ${first.gateway?.name ?? subnetName(model, first.subnet)} reaches past ${hop}.`
    : `Each new one there needs another route, and is reached past ${hop} until it has it.`;
  return [
    {
      severity: isForgotten ? "warning" : "info",
      message: `${has} ${consequence}`,
      remedy: `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`,
      place: table.place,
      related: routed.map(({ over }) => over.route.places[0]),
      affected: users.map(({ id }) => id),
      subject: [subnet.id],
      walks: isForgotten
        ? missed.slice(0, 1).flatMap((one) => showCall(ground, senderOf(ground, first), one))
        : [],
      repair: repairOf(use),
    },
  ];
}

function namesOf(placed: readonly PlacedEndpoint[]): readonly string[] {
  return [...new Set(placed.map(({ endpoint }) => endpoint.name))];
}

function senderOf(ground: Ground, { gateway, subnet }: SeenTable) {
  return gateway === undefined ? senderIn(ground, subnet) : senderBehind(ground, gateway);
}

// One route for several next hops there is not; and one for a user's own subnet would part machines
// there from their neighbors.
function repairOf({ table, subnet, routed, users }: Use): Repair | undefined {
  const routes = routed.map(({ over }) => over.route);
  const [first] = routes;
  const [only, ...others] = subnet.prefixes;
  if (first?.nextHop.kind !== "appliance" || only === undefined || others.length > 0)
    return undefined;
  if (
    users.some(({ key }) => key === subnet.key) ||
    !routes.every((one) => isSameHop(one, first))
  ) {
    return undefined;
  }
  return {
    kind: "summarizeRoutes",
    table: table.key,
    routes: routes.map(({ name }) => name ?? ""),
    prefix: only.prefix,
    nextHop: first.nextHop,
    endpointSubnets: subnet.letsRoutesReachPrivateEndpoints ? [] : [subnet.key],
  };
}

function isSameHop({ nextHop: a }: Route, { nextHop: b }: Route): boolean {
  if (a.kind !== "appliance" || b.kind !== "appliance") return false;
  return (
    a.addresses.length === b.addresses.length &&
    a.addresses.every((ip, at) => ip === b.addresses[at])
  );
}
