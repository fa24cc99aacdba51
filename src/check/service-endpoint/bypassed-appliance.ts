import type { FindingWalk } from "../../finding/index.ts";
import { type EndpointService, findEndpointService, type Subnet } from "../../model/index.ts";
import { firstIp, formatPrefix, type Ip } from "../../net/index.ts";
import type { Route, TableGroup } from "../../route/index.ts";
import { applianceName } from "../appliance-at.ts";
import { hasClients } from "../client.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { showWalk } from "../show-walk.ts";
import { senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";

/** Service endpoints that take traffic past the appliance of a user route (SE-4). */
export const bypassedAppliance: CheckRule = {
  code: "TR601",
  family: "serviceEndpoint",
  severity: "info",
  title: "A service endpoint takes traffic past the appliance of a user route",
  about:
    "The routes of a service endpoint are longer than a default route, and cannot be replaced by equal ones. What goes to that service neither passes the appliance nor stands in its log.",
  rules: ["SE-2", "SE-4"],
  begin: (ground) => {
    const found = new Map<Route, Map<string, Bypass>>();
    const takenIn = rememberTables();
    return {
      visit: (seen) => {
        if (!hasClients(ground.model, seen)) return;
        for (const [service, taken] of takenIn(seen)) {
          const services = found.get(taken.route) ?? new Map<string, Bypass>();
          found.set(taken.route, services);
          const known = services.get(service.toLowerCase());
          if (known !== undefined) known.senders.push(seen.subnet);
          else services.set(service.toLowerCase(), bypassOf(ground, seen, { ...taken, service }));
        }
      },
      finish: () =>
        [...found.values()].flatMap((services) =>
          [...services.values()].map((bypass) => draft(ground, bypass)),
        ),
    };
  },
};

/** A user route, and a service whose traffic it does not get. */
interface Taken {
  readonly route: Route;
  /** Whether the route is for this service, and not for everything. */
  readonly isMeant: boolean;
}

interface Bypass extends Taken {
  readonly service: string;
  readonly senders: Subnet[];
  readonly table: string;
  readonly hop: string;
  readonly walks: readonly FindingWalk[];
}

// The walk is made while the table is at hand: a router forgets those of most networks.
function bypassOf(
  ground: Ground,
  seen: SeenTable,
  taken: Pick<Bypass, "route" | "isMeant" | "service">,
): Bypass {
  const { network, subnet, table } = seen;
  const { nextHop } = taken.route;
  return {
    ...taken,
    senders: [subnet],
    table: table.routeTable?.name ?? "a route table",
    hop: applianceName(ground, network, nextHop.kind === "appliance" ? nextHop.addresses : []),
    walks: showCall(ground, seen, taken.service),
  };
}

// Subnets of one network with equal endpoints and one route table share the groups of their tables.
function rememberTables() {
  const known = new WeakMap<SeenTable["table"]["groups"], ReadonlyMap<string, Taken>>();
  return ({ subnet, table }: SeenTable): ReadonlyMap<string, Taken> => {
    const present = known.get(table.groups);
    if (present !== undefined) return present;
    const fresh = new Map<string, Taken>();
    for (const { service } of subnet.serviceEndpoints) {
      const taken = takenFrom(table, service);
      if (taken !== undefined) fresh.set(service, taken);
    }
    known.set(table.groups, fresh);
    return fresh;
  };
}

function takenFrom(table: SeenTable["table"], name: string): Taken | undefined {
  const user = table.groups.find(({ group }) => group.kind === "user");
  const service = findEndpointService(name);
  if (user === undefined || service === undefined) return undefined;
  const named = user.group.routes.filter((route) => isFor(route, service, table.groups));
  const [meant] = named.filter(({ nextHop }) => nextHop.kind === "appliance");
  if (meant !== undefined) return { route: meant, isMeant: true };
  // Who sends this service elsewhere does not mean the default route.
  const wide = user.group.routes.find(isDefaultToAppliance);
  return wide === undefined || named.length > 0 ? undefined : { route: wide, isMeant: false };
}

function isDefaultToAppliance({ nextHop, prefixes, serviceTag }: Route): boolean {
  const isWide = prefixes.some(({ length }) => length <= 1);
  return nextHop.kind === "appliance" && serviceTag === undefined && isWide;
}

// By the service's tag, by that of all Azure, or by a range with addresses of the service in it.
function isFor(route: Route, { tags }: EndpointService, groups: readonly TableGroup[]): boolean {
  if (route.serviceTag !== undefined) {
    const [tag = ""] = route.serviceTag.name.split(".");
    return [...tags, "AzureCloud"].some((one) => one.toLowerCase() === tag.toLowerCase());
  }
  const endpoints = groups.find(({ group }) => group.kind === "serviceEndpoint");
  return route.prefixes.some(
    (prefix) =>
      prefix.length > 1 &&
      (endpoints?.group.inside(prefix) ?? []).some(({ route: at }) => {
        const hop = endpoints?.group.routes[at]?.nextHop;
        return (
          hop?.kind === "serviceEndpoint" && findEndpointService(hop.service)?.tags[0] === tags[0]
        );
      }),
  );
}

function draft({ model }: Ground, bypass: Bypass): Draft {
  const { route, isMeant, service, senders, table, hop, walks } = bypass;
  const named = listNames(senders.map((one) => subnetName(model, one)));
  const what = route.serviceTag?.name ?? route.prefixes.slice(0, 1).map(formatPrefix).join("");
  const sends = senders.length === 1 ? "it sends" : "they send";
  return {
    severity: isMeant ? "warning" : "info",
    message: `Route '${route.name ?? ""}' (${what}) of ${table} sends ${named} to ${hop}, but what ${sends} to ${service} goes past it by the service endpoint, and stands in no log of the appliance.`,
    remedy: `Leave it if that is meant; else let ${service} in by a rule for the appliance or by a private endpoint, and take the service endpoint off ${named}.`,
    place: route.places[0],
    related: senders.flatMap((one) => endpointPlaces(one, service)),
    affected: senders.map(({ id }) => id),
    subject: [service],
    walks,
  };
}

function endpointPlaces({ serviceEndpoints }: Subnet, service: string) {
  return serviceEndpoints.filter((one) => one.service === service).map(({ place }) => place);
}

function showCall(
  ground: Ground,
  { subnet, table }: SeenTable,
  name: string,
): readonly FindingWalk[] {
  const destination = addressBehind(table, name);
  const sender = destination === undefined ? undefined : senderIn(ground, subnet);
  if (destination === undefined || sender === undefined) return [];
  const port = name.toLowerCase() === "microsoft.sql" ? 1433 : 443;
  return [showWalk(ground, { ...sender, destination, protocol: "tcp", port })];
}

// Any address of the service will do; none is known without service tags.
function addressBehind({ groups }: SeenTable["table"], name: string): Ip | undefined {
  const routes = groups.flatMap(({ group }) => group.routes);
  const own = routes.filter(
    ({ nextHop }) => nextHop.kind === "serviceEndpoint" && nextHop.service === name,
  );
  const prefix = own.flatMap(({ prefixes }) => prefixes).find(({ family }) => family === 4);
  return prefix && firstIp(prefix);
}
