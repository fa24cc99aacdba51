import type { FindingWalk } from "../../finding/index.ts";
import type { Key, Subnet, VirtualNetwork } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import { type EffectiveTable, lookupRoute, type Match } from "../../route/index.ts";
import type { Trace } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { hostIn } from "../host.ts";
import { probeBy } from "../probe.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { showWalk } from "../show-walk.ts";
import { routeWords } from "./lead.ts";
import { hostAddress, hostAtOtherSide, type OtherSide, otherSideOf } from "./other-side.ts";
import { type WantedFlow, wantedFlows } from "./wanted-flow.ts";

/** Drop routes for traffic that security rules expressly let through (UDR-7, SYS-3, PEER-4). */
export const blackHole: CheckRule = {
  code: "TR307",
  family: "nextHop",
  severity: "error",
  title: "A drop route swallows traffic that a rule lets through",
  about:
    "A rule of a security group names a prefix of another network or place, and the route table drops what goes there: a None route that somebody wrote, or the platform's own where no other route is.",
  rules: ["UDR-7", "SYS-3"],
  begin: (ground) => {
    const holes: Holes = new Map();
    return {
      visit: (seen) => findHoles(ground, seen, holes),
      finish: () => [...holes.values()].sort(byKey).flatMap((hole) => draftsOf(ground, hole)),
    };
  },
};

/** A drop route, and the flows that it swallows although rules allow them. */
interface Hole {
  readonly key: string;
  readonly table: EffectiveTable;
  readonly match: Match;
  readonly side: OtherSide;
  readonly flows: SwallowedFlow[];
}

interface SwallowedFlow extends WantedFlow {
  readonly subnet: Subnet;
}

function findHoles(ground: Ground, { subnet, table, gateway }: SeenTable, holes: Holes): void {
  if (gateway !== undefined || subnet.role !== "workload") return;
  for (const flow of wantedFlows(ground.model, subnet)) {
    const side = otherSideOf(ground, table, flow.prefix);
    const match = side && lookupRoute(table.groups, hostAddress(flow.prefix));
    if (side === undefined || match?.route.nextHop.kind !== "none") continue;
    // A table that keeps the gateway's routes out is another finding (TR512).
    if (side.kind === "gateway" && match.route.source !== "user") continue;
    const key = holeKey(table, match, side);
    const hole = holes.get(key) ?? { key, table, match, side, flows: [] };
    holes.set(key, hole);
    hole.flows.push({ ...flow, subnet });
  }
}

type Holes = Map<string, Hole>;

// What somebody wrote is one cause; what nobody wrote is missing once between two networks.
function holeKey(
  { network, routeTable }: EffectiveTable,
  { route }: Match,
  side: OtherSide,
): string {
  return route.source === "user"
    ? `user|${routeTable?.key}|${route.name}`
    : `system|${network.key}|${sideKey(side)}`;
}

function sideKey(side: OtherSide): string {
  return side.kind === "network" ? side.network.key : formatPrefix(side.prefix);
}

function byKey(a: Hole, b: Hole): number {
  return a.key < b.key ? -1 : 1;
}

// A rule can be without effect for other reasons; three that do not show it are enough.
const mostTried = 3;

function draftsOf(ground: Ground, hole: Hole): readonly Draft[] {
  const { match, side, flows, table } = hole;
  for (const flow of flows.slice(0, mostTried)) {
    const walk = showHole(ground, hole, flow);
    if (walk === undefined) continue;
    const subnets = new Map<Key, Subnet>(flows.map(({ subnet }) => [subnet.key, subnet]));
    const common = {
      related: flows.slice(0, mostTried).map(({ rule }) => rule.place),
      affected: [...subnets.values()].map(({ id }) => id),
      walks: [walk],
    };
    const told = tellFlow(table.network, side, flow);
    return [
      side.kind === "network" && match.route.source !== "user"
        ? { ...common, ...missingParts(hole, side.network, told) }
        : { ...common, ...writtenParts(hole, told, flow) },
    ];
  }
  return [];
}

function tellFlow({ name }: VirtualNetwork, side: OtherSide, flow: SwallowedFlow): string {
  const { rule, group, prefix, subnet } = flow;
  const here = `${name}/${subnet.name}`;
  const owner = side.kind === "network" ? ` of ${side.network.name}` : " behind the gateway";
  const there = `${formatPrefix(prefix)}${owner}`;
  const [from, to] = rule.direction === "inbound" ? [there, here] : [here, there];
  return `Rule ${rule.name} of ${group} lets ${from} reach ${to}`;
}

function writtenParts(
  { match, table }: Hole,
  told: string,
  { rule, group }: WantedFlow,
): Pick<Draft, "message" | "remedy" | "place" | "subject"> {
  const { route } = match;
  const name = table.routeTable?.name ?? "";
  const what = rule.direction === "inbound" ? "the replies" : "what goes there";
  return {
    message: `${told}, and route ${routeWords(route)} of ${name} drops ${what}.`,
    remedy: `Take the route out of ${name}, or the rule out of ${group} where nothing is meant to pass.`,
    place: route.places[0],
    subject: [route.name ?? ""],
  };
}

function missingParts(
  { match, table }: Hole,
  other: VirtualNetwork,
  told: string,
): Pick<Draft, "severity" | "message" | "remedy" | "place" | "subject" | "rules"> {
  const { network } = table;
  return {
    severity: "warning",
    message: `${told}, and ${network.name} has no route there: the platform's own ${formatPrefix(match.prefix)} to None drops it.`,
    remedy: `Peer ${network.name} with ${other.name}, or send both through an appliance between them.`,
    place: network.place,
    subject: [other.id],
    rules: ["PEER-4"],
  };
}

function showHole(ground: Ground, hole: Hole, flow: SwallowedFlow): FindingWalk | undefined {
  const { side, table } = hole;
  const { rule, prefix, subnet } = flow;
  const here = hostIn(ground, subnet, prefix.address);
  const there = hostAtOtherSide(ground, table.network, side, prefix);
  if (here === undefined || there === undefined) return undefined;
  const [from, to] = rule.direction === "inbound" ? [there, here] : [here, there];
  const { protocol, port } = probeBy(rule);
  const walk = showWalk(ground, {
    from: from.label,
    sender: from.sender,
    source: from.address,
    destination: to.address,
    supposedIn: to.supposedIn,
    to: to.supposedIn === undefined ? undefined : to.label,
    protocol,
    port,
  });
  return isSwallowed(walk.trace) ? walk : undefined;
}

function isSwallowed({ journeys }: Trace): boolean {
  return journeys.some(({ forward, reply }) =>
    [forward, reply].some((pass) => pass?.disposition === "droppedByNoneRoute"),
  );
}
