import { namedIn } from "../../diagnostic/index.ts";
import type { FindingAssumption, Repair } from "../../finding/index.ts";
import { keyOf, type RouteTable, type Subnet } from "../../model/index.ts";
import { equalPrefixes, type Prefix, parsePrefix, prefixKey } from "../../net/index.ts";
import { assumptionsOf, type EffectiveTable } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, Inspection, SeenTable } from "../rule.ts";
import { said } from "../said.ts";
import { gatewaySubnetFault, onlyGatewaysUse } from "./gateway-subnet.ts";
import { endingOf, hasMachines, type Loss, tellLoss, walksOf } from "./loss.ts";
import { destinationOf } from "./repair-destination.ts";
import { listPrefixes, listSubnets } from "./words.ts";

/** GW-14, GW-15, X-31: a switch that takes more away than learned default routes. */
export const propagationOff: CheckRule = {
  code: "TR512",
  family: "peering",
  severity: "warning",
  title: "Gateway routes are switched off where they are needed",
  about:
    "A route table that does not propagate gateway routes hides all of them: ExpressRoute, VPN, static sites and Route Server alike. What none of its own routes covers is lost.",
  rules: ["GW-14", "X-31"],
  replaces: ["route-table-misplaced"],
  begin,
};

function begin(ground: Ground): Inspection {
  const seen = new Map<RouteTable, Hidden>();
  return {
    visit: (one) => visit(ground, seen, one),
    finish: () => [
      ...gatewaySubnets(ground),
      ...[...seen].flatMap(([table, hidden]) => draftOf(ground, table, hidden)),
    ],
  };
}

/** What a table hides from its subnets, and what becomes of it. */
interface Hidden {
  readonly dropped: Map<number | string, Prefix>;
  readonly astray: Map<number | string, Prefix>;
  readonly subnets: Subnet[];
  /** Default routes of gateways, and halves of them, that would come in again. */
  readonly defaults: Map<number | string, Prefix>;
  /** Connections that bring nobody knows what. */
  readonly unknown: Set<string>;
  readonly known: Map<EffectiveTable["groups"], boolean>;
}

function visit(
  ground: Ground,
  seen: Map<RouteTable, Hidden>,
  { subnet, gateway, table }: SeenTable,
): void {
  const { routeTable } = table;
  const hasTable = routeTable?.propagatesGatewayRoutes === false;
  if (!hasTable || gateway !== undefined || !hasMachines(subnet)) return;
  const hidden = seen.get(routeTable) ?? nothingHidden();
  seen.set(routeTable, hidden);
  let isHit = hidden.known.get(table.groups);
  if (isHit === undefined) {
    isHit = addHidden(hidden, table) || addUnknown(ground, hidden, table);
    hidden.known.set(table.groups, isHit);
  }
  if (isHit) hidden.subnets.push(subnet);
}

function nothingHidden(): Hidden {
  return {
    dropped: new Map(),
    astray: new Map(),
    subnets: [],
    defaults: new Map(),
    unknown: new Set(),
    known: new Map(),
  };
}

// To be rid of a learned default route is what the switch is for.
function addHidden(hidden: Hidden, table: EffectiveTable): boolean {
  let isHit = false;
  const routes = table.groups.find(({ group }) => group.kind === "gateway")?.group.routes ?? [];
  for (const prefix of routes.flatMap(({ prefixes }) => prefixes)) {
    if (prefix.length <= 1) {
      hidden.defaults.set(prefixKey(prefix), prefix);
      continue;
    }
    const ending = endingOf(table, prefix);
    if (ending === undefined) continue;
    hidden[ending].set(prefixKey(prefix), prefix);
    isHit = true;
  }
  return isHit;
}

// Private ranges where sites are; the far ends, where no network of the estate is likely to be.
const privateEnds: readonly Prefix[] = [
  "10.255.255.4/32",
  "172.31.255.4/32",
  "192.168.255.4/32",
].flatMap((text) => parsePrefix(text) ?? []);

// Nobody has told what a connection brings: it is lost if no private range has a route.
function addUnknown({ model }: Ground, hidden: Hidden, table: EffectiveTable): boolean {
  const names = assumptionsOf(model, table).filter(({ code }) => code === "nothingLearned");
  const isOpen = privateEnds.every((prefix) => endingOf(table, prefix) !== undefined);
  if (names.length === 0 || !isOpen) return false;
  for (const { about } of names) hidden.unknown.add(about);
  return true;
}

function draftOf(ground: Ground, table: RouteTable, hidden: Hidden): readonly Draft[] {
  const { subnets } = hidden;
  if (subnets.length === 0) return [];
  const loss: Loss = {
    dropped: [...hidden.dropped.values()],
    astray: [...hidden.astray.values()],
    subnets,
  };
  const returning = defaultsComingBack(table, hidden);
  const keeps =
    returning.length === 0
      ? ""
      : `, and give it routes for ${listPrefixes(returning)} so that those of the gateways do not come in`;
  return [
    {
      message: `Route table ${table.name} hides all gateway routes, not only default routes, and has no routes in their place: ${tellHidden(ground, hidden, loss)}.`,
      remedy: `Switch the propagation of gateway routes on in ${table.name}${keeps}.`,
      place: table.propagationPlace,
      affected: subnets.map(({ id }) => id),
      subject: [table.name],
      assumptions: hasPrefixes(loss) ? [] : [nothingTold(hidden)],
      walks: walksOf(ground, loss),
      repair: repairOf(table, returning),
    },
  ];
}

function hasPrefixes({ dropped, astray }: Loss): boolean {
  return dropped.length + astray.length > 0;
}

function tellHidden(ground: Ground, { unknown, subnets }: Hidden, loss: Loss): string {
  if (hasPrefixes(loss)) return tellLoss(ground, loss);
  const names = listSubnets(ground.model, subnets);
  return `packets from ${names} reach nothing of what ${listNames([...unknown])} brings`;
}

function nothingTold({ unknown }: Hidden): FindingAssumption {
  const names = listNames([...unknown]);
  const message = `${names} brings prefixes that the snapshot does not tell`;
  return { code: "nothingLearned", message, rules: ["GW-2", "GW-5"] };
}

function defaultsComingBack({ routes }: RouteTable, { defaults }: Hidden): readonly Prefix[] {
  const isWritten = (prefix: Prefix): boolean =>
    routes.some(
      ({ destination }) =>
        destination.kind === "prefix" && equalPrefixes(destination.prefix, prefix),
    );
  return [...defaults.values()].filter((prefix) => !isWritten(prefix));
}

function repairOf({ key, routes }: RouteTable, returning: readonly Prefix[]): Repair {
  const repair = { kind: "setPropagation", table: key, isOn: true } as const;
  if (returning.length === 0) return repair;
  const own = routes.find(
    ({ destination }) => destination.kind === "prefix" && destination.prefix.length === 0,
  );
  const nextHop = own?.nextHop ?? { kind: "internet" };
  return { ...repair, routes: { destinations: returning.map(destinationOf), nextHop } };
}

// GW-15: without them the gateways themselves know no way out.
function gatewaySubnets(ground: Ground): readonly Draft[] {
  return said(ground, "route-table-misplaced").flatMap((diagnostic): readonly Draft[] => {
    const fault = gatewaySubnetFault(ground, diagnostic);
    if (fault === undefined || fault.table.propagationPlace !== diagnostic.related[0]) return [];
    const { table, subnet } = fault;
    const isAlone = onlyGatewaysUse(ground.model, table);
    return [
      {
        severity: "error",
        message: `Route table ${table.name} hides gateway routes from ${fault.name}, where the gateways themselves need them: they stop carrying traffic between ${fault.network} and the other side.`,
        remedy: isAlone
          ? `Switch the propagation of gateway routes on in ${table.name}.`
          : `Give ${fault.name} a table of its own that propagates gateway routes.`,
        place: table.propagationPlace,
        related: [subnet.place],
        affected: fault.gateways.map(({ id }) => id),
        subject: [table.name, keyOf(namedIn(diagnostic)["subnet"] ?? "")],
        rules: ["GW-15", "UDR-11"],
        repair: isAlone ? { kind: "setPropagation", table: table.key, isOn: true } : undefined,
      },
    ];
  });
}
