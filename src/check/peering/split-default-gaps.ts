import type { Key } from "../../model/index.ts";
import { type Prefix, prefixKey } from "../../net/index.ts";
import type { EffectiveTable, Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, Inspection, SeenTable } from "../rule.ts";
import { exampleIn, walkTo } from "./flows.ts";
import { hasMachines } from "./loss.ts";
import { producerNames } from "./producer-name.ts";
import { droppedInternet, learnedHalves, type SplitDefault } from "./split-default.ts";
import { listPrefixes } from "./words.ts";

/** X-1, GW-29: two halves are no default route to the platform. */
export const splitDefaultGaps: CheckRule = {
  code: "TR516",
  family: "peering",
  severity: "info",
  title: "Two halves do not carry the whole Internet",
  about:
    "0.0.0.0/1 and 128.0.0.0/1 over a gateway leave the platform's drop routes in place, which a real default route takes away. They are longer than a half and keep their packets.",
  rules: ["X-1", "GW-29", "SYS-3"],
  begin,
};

function begin(ground: Ground): Inspection {
  const found = new Map<Key, SplitDefault>();
  const known = new Map<EffectiveTable["groups"], Gap | undefined>();
  return {
    visit: (seen) => visit(found, known, seen),
    finish: () => [...found.values()].map((split) => draftOf(ground, split)),
  };
}

interface Gap {
  readonly halves: readonly Route[];
  readonly ranges: readonly Prefix[];
}

function visit(
  found: Map<Key, SplitDefault>,
  known: Map<EffectiveTable["groups"], Gap | undefined>,
  { subnet, gateway, table }: SeenTable,
): void {
  if (gateway !== undefined || !hasMachines(subnet)) return;
  if (!known.has(table.groups)) known.set(table.groups, gapOf(table));
  const gap = known.get(table.groups);
  const [first, second] = gap?.halves ?? [];
  const producer = first && producerOf(first);
  if (gap === undefined || first === undefined || second === undefined || producer === undefined) {
    return;
  }
  const split = found.get(producer) ?? {
    producer,
    routes: [first, second],
    place: first.places[0],
    ranges: new Map<number | string, Prefix>(),
    subnets: [],
  };
  found.set(producer, split);
  for (const range of gap.ranges) split.ranges.set(prefixKey(range), range);
  split.subnets.push(subnet);
}

function gapOf(table: EffectiveTable): Gap | undefined {
  const halves = learnedHalves(table);
  if (halves.length < 2) return undefined;
  const ranges = droppedInternet(table);
  return ranges.length === 0 ? undefined : { halves, ranges };
}

function producerOf({ nextHop }: Route): Key | undefined {
  return nextHop.kind === "gateway" ? nextHop.paths[0]?.producer : undefined;
}

function draftOf(ground: Ground, { routes, place, ranges, subnets }: SplitDefault): Draft {
  const lost = [...ranges.values()];
  const [first] = lost;
  const [sender] = subnets;
  return {
    message: `Halves 0.0.0.0/1 and 128.0.0.0/1 over ${producerNames(ground.model, routes)} are no default route to the platform, and its drop routes stay: packets to ${listPrefixes(lost)} are dropped and do not go through the tunnel.`,
    remedy:
      "If these ranges are needed, announce 0.0.0.0/0 by BGP or set gatewayDefaultSite, or write user routes for them.",
    place,
    related: routes.slice(1).map((route) => route.places[0]),
    affected: subnets.map(({ id }) => id),
    subject: ["dropRoutes"],
    walks:
      sender === undefined || first === undefined ? [] : walkTo(ground, sender, exampleIn(first)),
  };
}
