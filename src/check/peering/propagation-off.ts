import { namedIn } from "../../diagnostic/index.ts";
import type { FindingAssumption, Repair } from "../../finding/index.ts";
import { keyOf, type RouteTable } from "../../model/index.ts";
import { equalPrefixes, type Prefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, Inspection } from "../rule.ts";
import { said } from "../said.ts";
import { gatewaySubnetFault, onlyGatewaysUse } from "./gateway-subnet.ts";
import { addHidden, type Hidden } from "./hidden-routes.ts";
import { type Loss, tellLoss, walksOf } from "./loss.ts";
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
    visit: (one) => addHidden(ground, seen, one),
    finish: () => [
      ...gatewaySubnets(ground),
      ...[...seen].flatMap(([table, hidden]) => draftOf(ground, table, hidden)),
    ],
  };
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
