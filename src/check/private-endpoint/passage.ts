import type { Key, Model, PrivateEndpoint } from "../../model/index.ts";
import { equalPrefixes, firstIp, hostPrefix, type Ip } from "../../net/index.ts";
import {
  type EffectiveTable,
  fateOf,
  lookupRoute,
  type Match,
  type TableGroup,
} from "../../route/index.ts";

/** A private endpoint at one of its addresses. */
export interface PlacedEndpoint {
  readonly endpoint: PrivateEndpoint;
  readonly address: Ip;
}

/** Why packets go past the appliance that a user route names for them. */
export type Obstacle =
  /** A gateway ignores the user route for exactly this address (PE-9). */
  | { readonly kind: "hostRouteIgnored" }
  /** The user route would count if the endpoint's subnet let it (PE-3). */
  | { readonly kind: "policyOff" }
  /** It is shorter than the prefix of the network that holds the endpoint (PE-4, X-11). */
  | { readonly kind: "tooShort"; readonly longer: Match; readonly isPolicyOff: boolean };

/** How a table treats endpoints of one subnet for which a user route names an appliance. */
export interface Passage {
  /** Subnet of the endpoints. */
  readonly subnet: Key;
  /** Whether the endpoints stand in the table's own network. */
  readonly isOwn: boolean;
  /** All that fare alike; never empty. */
  readonly endpoints: readonly [PlacedEndpoint, ...PlacedEndpoint[]];
  /** The longest user route that covers them. */
  readonly over: Match;
  /** Absent where packets go through the appliance. */
  readonly obstacle: Obstacle | undefined;
}

/**
 * What becomes of the private endpoints for which a table's user routes name an appliance, subnet
 * by subnet. Endpoints that nobody has approved are left out. Cost: one look-up for each endpoint
 * subnet that no user route divides, else one for each address; nothing for a table whose groups
 * have been asked about before.
 */
export function passagesOf(model: Model, table: EffectiveTable): readonly Passage[] {
  const known = passagesByGroups.get(table.groups);
  if (known !== undefined) return known;
  const fresh = findPassages(model, table);
  passagesByGroups.set(table.groups, fresh);
  return fresh;
}

// Subnets of the same ingredients share the groups of their tables, and several rules ask.
const passagesByGroups = new WeakMap<EffectiveTable["groups"], readonly Passage[]>();

function findPassages(model: Model, table: EffectiveTable): readonly Passage[] {
  const user = table.groups.find(({ group }) => group.kind === "user");
  if (user === undefined || !namesAppliance(user)) return [];
  const others = table.groups.filter((one) => !holdsEndpoints(one));
  const groups = { user, others };
  return table.groups
    .filter(holdsEndpoints)
    .flatMap((seen) =>
      endpointsBySubnet(model, seen).flatMap((family) =>
        passagesOfSubnet(model, table, { ...groups, seen, family }),
      ),
    );
}

function namesAppliance({ group }: TableGroup): boolean {
  return group.routes.some(({ nextHop }) => nextHop.kind === "appliance");
}

function holdsEndpoints({ group: { kind } }: TableGroup): boolean {
  return kind === "privateEndpoint" || kind === "globalPrivateEndpoint";
}

/** The routes of a group that lead to endpoints of one subnet. */
interface Family {
  readonly subnet: Key;
  readonly routes: readonly { readonly number: number; readonly placed: PlacedEndpoint }[];
}

interface Parts {
  readonly user: TableGroup;
  /** All but endpoints' own routes. */
  readonly others: readonly TableGroup[];
  readonly seen: TableGroup;
  readonly family: Family;
}

function passagesOfSubnet(model: Model, table: EffectiveTable, parts: Parts): readonly Passage[] {
  const { seen, family } = parts;
  const subnet = model.subnets.get(family.subnet);
  const [first] = family.routes;
  if (subnet === undefined || first === undefined) return [];
  const isOwn = subnet.network === table.network.key;
  const isPolicyOff = !subnet.letsRoutesReachPrivateEndpoints;
  const judge = ({ number, placed }: Family["routes"][number]) =>
    passageTo(parts, placed.address, {
      isInForce: fateOf(seen, number) === undefined,
      isPolicyOff,
    });
  const base = { subnet: subnet.key, isOwn };
  const [only, ...divided] = subnet.prefixes;
  const isUniform =
    only !== undefined &&
    divided.length === 0 &&
    parts.user.group.inside(only.prefix).every(({ prefix }) => equalPrefixes(prefix, only.prefix));
  if (!isUniform) {
    return family.routes.flatMap((route) => {
      const judged = judge(route);
      return judged === undefined ? [] : [{ ...base, ...judged, endpoints: [route.placed] }];
    });
  }
  const judged = judge(first);
  if (judged === undefined) return [];
  const rest = family.routes.slice(1).map(({ placed }) => placed);
  return [{ ...base, ...judged, endpoints: [first.placed, ...rest] }];
}

interface Standing {
  readonly isInForce: boolean;
  readonly isPolicyOff: boolean;
}

// The tree of PE-4, asked the other way round: what would have to be different for the user route
// to count?
function passageTo(
  { user, others }: Parts,
  address: Ip,
  { isInForce, isPolicyOff }: Standing,
): Pick<Passage, "over" | "obstacle"> | undefined {
  const ignored = ignoredHostRoute(user, address);
  if (ignored !== undefined) return { over: ignored, obstacle: { kind: "hostRouteIgnored" } };
  const over = lookupRoute([user], address);
  if (over?.route.nextHop.kind !== "appliance") return undefined;
  if (!isInForce) return { over, obstacle: undefined };
  const best = lookupRoute(others, address);
  const obstacle: Obstacle =
    best === undefined || best.route === over.route
      ? { kind: "policyOff" }
      : { kind: "tooShort", longer: best, isPolicyOff };
  return { over, obstacle };
}

function ignoredHostRoute(user: TableGroup, address: Ip): Match | undefined {
  const prefix = hostPrefix(address);
  for (const number of user.group.withPrefix(prefix)) {
    const route = user.group.routes[number];
    if (fateOf(user, number)?.reason !== "privateEndpointOverUser") continue;
    if (route?.nextHop.kind === "appliance") return { route, prefix };
  }
  return undefined;
}

function endpointsBySubnet(model: Model, { group }: TableGroup): readonly Family[] {
  const known = familiesByGroup.get(group);
  if (known !== undefined) return known;
  const bySubnet = new Map<Key, Family["routes"][number][]>();
  for (const [number, { nextHop, prefixes }] of group.routes.entries()) {
    const endpoint =
      nextHop.kind === "privateEndpoint" ? model.privateEndpoints.get(nextHop.endpoint) : undefined;
    const [prefix] = prefixes;
    if (endpoint === undefined || prefix === undefined || !endpoint.isApproved) continue;
    const routes = bySubnet.get(endpoint.subnet) ?? [];
    routes.push({ number, placed: { endpoint, address: firstIp(prefix) } });
    bySubnet.set(endpoint.subnet, routes);
  }
  const families = [...bySubnet].map(([subnet, routes]): Family => ({ subnet, routes }));
  familiesByGroup.set(group, families);
  return families;
}

// All tables that see a network's endpoints share one group of them.
const familiesByGroup = new WeakMap<TableGroup["group"], readonly Family[]>();
