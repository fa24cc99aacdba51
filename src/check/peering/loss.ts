import type { FindingWalk } from "../../finding/index.ts";
import type { Subnet, VirtualNetwork } from "../../model/index.ts";
import { isPublicIp, type Prefix } from "../../net/index.ts";
import { type EffectiveTable, lookupRoute } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { exampleIn, walkTo } from "./flows.ts";
import { listPrefixes, listSubnets } from "./words.ts";

/** Traffic that nothing takes where it should go. */
export interface Loss {
  /** Prefixes to which packets are dropped by the platform. */
  readonly dropped: readonly Prefix[];
  /** Prefixes to which packets leave to the Internet. */
  readonly astray: readonly Prefix[];
  /** Subnets whose packets they are. */
  readonly subnets: readonly Subnet[];
}

/** What becomes of packets that nothing takes where they should go. */
export type Ending = "dropped" | "astray";

/**
 * How packets to a prefix end under a table; absent where something takes them: a gateway, a peer,
 * an appliance, or a route by which a person drops them or sends public ones to the Internet.
 */
export function endingOf(table: EffectiveTable, prefix: Prefix): Ending | undefined {
  const route = lookupRoute(table.groups, exampleIn(prefix))?.route;
  if (route === undefined) return "dropped";
  const isMeant = route.source === "user";
  switch (route.nextHop.kind) {
    case "none":
      return isMeant ? undefined : "dropped";
    case "internet":
      return isMeant && isPublicIp(exampleIn(prefix)) ? undefined : "astray";
    case "network":
    case "peering":
    case "connectedGroup":
    case "gateway":
    case "appliance":
    case "serviceEndpoint":
    case "privateEndpoint":
      return undefined;
  }
}

/**
 * Which of some prefixes the machines of a network do not reach; only subnets that `isSender` takes
 * are looked at. All prefixes are tried for the first table that loses some; others are asked only
 * whether they lose any.
 */
export function lossOf(
  { model, router }: Ground,
  network: VirtualNetwork,
  prefixes: readonly Prefix[],
  isSender: (subnet: Subnet, table: EffectiveTable) => boolean = hasMachines,
): Loss {
  const endings = new Map<Prefix, Ending>();
  const known = new Map<EffectiveTable["groups"], boolean>();
  const subnets = network.subnets.flatMap((key) => {
    const subnet = model.subnets.get(key);
    const table = router.tableOf({ subnet: key, gateway: undefined });
    if (subnet === undefined || table === undefined || !isSender(subnet, table)) return [];
    let isHit = known.get(table.groups);
    if (isHit === undefined) {
      isHit =
        endings.size === 0
          ? addEndings(endings, table, prefixes)
          : prefixes.some((prefix) => endingOf(table, prefix) !== undefined);
      known.set(table.groups, isHit);
    }
    return isHit ? [subnet] : [];
  });
  const ending = (one: Ending) => prefixes.filter((prefix) => endings.get(prefix) === one);
  return { dropped: ending("dropped"), astray: ending("astray"), subnets };
}

/** Whether people's machines stand in a subnet, and not a device of Azure's. */
export function hasMachines({ role }: Subnet): boolean {
  return role === "workload" || role === "firewall" || role === "routingAppliance";
}

/** Whether machines stand in a subnet whose table lets gateway routes in. */
export function takesGatewayRoutes(subnet: Subnet, { routeTable }: EffectiveTable): boolean {
  return hasMachines(subnet) && routeTable?.propagatesGatewayRoutes !== false;
}

function addEndings(
  endings: Map<Prefix, Ending>,
  table: EffectiveTable,
  prefixes: readonly Prefix[],
): boolean {
  for (const prefix of prefixes) {
    const ending = endingOf(table, prefix);
    if (ending !== undefined) endings.set(prefix, ending);
  }
  return endings.size > 0;
}

/** Whether nothing is lost, as far as anybody knows. */
export function isNothing({ subnets }: Loss): boolean {
  return subnets.length === 0;
}

/** `packets from spoke/app to 10.200.0.0/16 are dropped`; not for nothing. */
export function tellLoss({ model }: Ground, { subnets, dropped, astray }: Loss): string {
  const from = listSubnets(model, subnets);
  const parts = [
    ...(dropped.length > 0 ? [`to ${listPrefixes(dropped)} are dropped`] : []),
    ...(astray.length > 0 ? [`to ${listPrefixes(astray)} leave to the Internet`] : []),
  ];
  return `packets from ${from} ${parts.join(", and those ")}`;
}

/** A flow that is lost; none where nobody could send it. */
export function walksOf(
  ground: Ground,
  { subnets, dropped, astray }: Loss,
): readonly FindingWalk[] {
  const [prefix] = [...dropped, ...astray];
  const [subnet] = subnets;
  if (prefix === undefined || subnet === undefined) return [];
  return walkTo(ground, subnet, exampleIn(prefix));
}
