import type { Repair } from "../../finding/index.ts";
import type { Firewall, Key, UserRoute } from "../../model/index.ts";
import type { Match } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, Inspection, SeenTable } from "../rule.ts";
import { said } from "../said.ts";
import { subnetName } from "../subnet-name.ts";
import { prefixesOf, wrongDefaults } from "./default-carrier.ts";
import { exampleIn, walkTo } from "./flows.ts";
import { misplacedOn, usersOf } from "./gateway-subnet.ts";
import { hopName } from "./hop-name.ts";
import { producerNames } from "./producer-name.ts";
import { destinationOf } from "./repair-destination.ts";
import { listPrefixes } from "./words.ts";

/** UDR-11, FWD-25: an Azure Firewall reaches the Internet by itself. */
export const firewallDefault: CheckRule = {
  code: "TR515",
  family: "peering",
  severity: "error",
  title: "Azure Firewall is cut off from the Internet",
  about:
    "An Azure Firewall without a management interface needs a direct way to the Internet in its own subnet, one with it in AzureFirewallManagementSubnet. A default route that leads elsewhere, learned or written, cuts its control plane off.",
  rules: ["UDR-11", "FWD-25"],
  replaces: ["route-table-misplaced"],
  begin,
};

function begin(ground: Ground): Inspection {
  const byManagement = new Map<Key, Firewall>();
  const byOwn = new Map<Key, Firewall>();
  for (const firewall of ground.model.firewalls.values()) {
    const { subnet, managementSubnet } = firewall;
    if (managementSubnet !== undefined) byManagement.set(managementSubnet, firewall);
    else if (subnet !== undefined) byOwn.set(subnet, firewall);
  }
  const drafts: Draft[] = [];
  const hit = new Set<Key>();
  const visit = (seen: SeenTable): void => {
    const { key, role } = seen.subnet;
    const firewall = byOwn.get(key) ?? byManagement.get(key);
    const isManagement = role === "firewallManagement";
    if (seen.gateway !== undefined || (firewall === undefined && !isManagement)) return;
    const wrong = wrongDefaults(seen.table);
    if (wrong.length === 0) return;
    hit.add(key);
    drafts.push(draftOf(ground, seen, firewall, wrong));
  };
  return { visit, finish: () => [...drafts, ...openManagement(ground, hit)] };
}

function draftOf(
  ground: Ground,
  { subnet, table }: SeenTable,
  firewall: Firewall | undefined,
  wrong: readonly Match[],
): Draft {
  const { model } = ground;
  const name = subnetName(model, subnet);
  const owner = firewall?.name ?? "The firewall";
  const prefixes = listPrefixes(prefixesOf(wrong));
  const written = wrong.flatMap(({ route }) =>
    (table.routeTable?.routes ?? []).filter(({ place }) => place === route.places[0]),
  );
  const [first] = wrong;
  const [route] = written;
  const why =
    route === undefined
      ? `learns ${prefixes} from ${producerNames(
          model,
          wrong.map((match) => match.route),
        )}`
      : `has route '${route.name}' for ${prefixes} to ${hopName(route.nextHop)}`;
  const part =
    subnet.role === "firewallManagement"
      ? "its management interface"
      : "without a management interface";
  const repair = repairOf(ground, { subnet, table }, wrong, route);
  return {
    message: `Subnet ${name} ${why}, and ${owner} needs a direct way to the Internet there (${part}): its updates, its logs and its own public addresses do not work.`,
    remedy:
      route === undefined
        ? `Give ${name} routes for ${prefixes} to the Internet, or run the firewall with a management interface.`
        : `Let '${route.name}' go to the Internet, or run the firewall with a management interface.`,
    place: route?.place ?? subnet.place,
    related: [...(first?.route.places ?? []), ...(firewall === undefined ? [] : [firewall.place])],
    affected: [firewall?.id ?? subnet.id],
    subject: [route?.name ?? "learned", subnet.id],
    walks: first === undefined ? [] : walkTo(ground, subnet, exampleIn(first.prefix)),
    repair,
  };
}

function repairOf(
  { model }: Ground,
  { subnet, table }: Pick<SeenTable, "subnet" | "table">,
  wrong: readonly Match[],
  route: UserRoute | undefined,
): Repair | undefined {
  const nextHop = { kind: "internet" } as const;
  const { routeTable } = table;
  const isAlone = routeTable === undefined || usersOf(model, routeTable).length === 1;
  if (route !== undefined && routeTable !== undefined) {
    return isAlone
      ? { kind: "setNextHop", table: routeTable.key, route: route.name, nextHop }
      : undefined;
  }
  const destinations = prefixesOf(wrong).map(destinationOf);
  return isAlone ? { kind: "addRoutes", subnets: [subnet.key], destinations, nextHop } : undefined;
}

// A management subnet that would follow a default route if one were learned.
function openManagement(ground: Ground, hit: ReadonlySet<Key>): readonly Draft[] {
  return said(ground, "route-table-misplaced").flatMap((diagnostic): readonly Draft[] => {
    const found = misplacedOn(ground, diagnostic, ["firewallManagement"]);
    if (found === undefined || hit.has(found.subnet.key)) return [];
    const { table, subnet, name } = found;
    const isAlone = usersOf(ground.model, table).length === 1;
    return [
      {
        severity: "warning",
        message: `Route table ${table.name} lets gateway routes into ${name}: a default route that the other side announces would cut the firewall's management off.`,
        remedy: `Switch the propagation of gateway routes off in ${table.name}, and let 0.0.0.0/0 go to the Internet.`,
        place: table.propagationPlace,
        related: [subnet.place],
        affected: [subnet.id],
        subject: ["propagation", subnet.id],
        repair: isAlone ? { kind: "setPropagation", table: table.key, isOn: false } : undefined,
      },
    ];
  });
}
