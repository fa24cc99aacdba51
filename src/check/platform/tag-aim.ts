import type { Model, VirtualNetwork } from "../../model/index.ts";
import type { Prefix } from "../../net/index.ts";
import { type EffectiveTable, lookupRoute, type Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { type Aim, hostIn, publicAddressOf, somewhere } from "./aim.ts";
import { outwardOf } from "./ingredients.ts";
import { perGround } from "./per-ground.ts";

/** A service of Azure's that is known by its service tag. */
export interface TaggedService {
  /** Tags that together hold its addresses; that of the network's region is taken where there is one. */
  readonly tags: readonly string[];
  /** A name that it is asked for by; firewalls may know it by that. Absent where none is public. */
  readonly name: string | undefined;
  readonly port: number;
}

/** A table, and the network that it is in. */
export interface Seen {
  readonly network: VirtualNetwork;
  readonly table: EffectiveTable;
}

/** Where the addresses of a service lead from a subnet. */
export interface TagAims {
  /** One address for each route that carries some of them. */
  readonly aims: readonly Aim[];
  /** Whether the tags have prefixes here; else an address of the Internet stands for the service. */
  readonly isTagKnown: boolean;
}

/**
 * Finds addresses to ask about for a service: one for each route of a table that carries any of a
 * few prefixes, which stand for all. Without a service-tag file the default route decides, unless a
 * route of the table names one of the tags. Cost: some look-ups for each distinct pair of route
 * table and gateway.
 */
export function aimsOf(ground: Ground, seen: Seen, service: TaggedService): TagAims {
  const { model } = ground;
  const { name, port, tags } = service;
  const label = name ?? tags[0] ?? "";
  const told = name === undefined ? undefined : publicAddressOf(model, name);
  if (told !== undefined) return { aims: [{ address: told, name, port, label }], isTagKnown: true };
  if (tagPrefixes(ground, tags, seen.network.region).length === 0) {
    const aim: Aim = { address: somewhere, name, port, label };
    return { aims: namesTag(seen.table, tags) ? [] : [aim], isTagKnown: false };
  }
  const carried = carriersOf(ground, seen, tags);
  return {
    aims: carried.map((prefix) => ({ address: hostIn(prefix), name, port, label })),
    isTagKnown: true,
  };
}

// IPv4 only. Of a tag without a part for the region all of it counts.
function prefixesOf(
  { serviceTags }: Model,
  tags: readonly string[],
  region: string | undefined,
): readonly Prefix[] {
  return tags.flatMap((tag) => {
    const regional = region === undefined ? undefined : serviceTags?.prefixesOf(`${tag}.${region}`);
    const prefixes = regional ?? serviceTags?.prefixesOf(tag) ?? [];
    return prefixes.filter(({ family }) => family === 4);
  });
}

// A route for the tag, or for all of Azure: who wrote it meant the service.
function namesTag({ routeTable }: EffectiveTable, tags: readonly string[]): boolean {
  const services = tags.flatMap((tag) => tag.split(".")[0] ?? []);
  const wanted = [...tags, ...services, "AzureCloud"].map((tag) => tag.toLowerCase());
  return (routeTable?.routes ?? []).some(({ destination, nextHop }) => {
    if (destination.kind !== "serviceTag" || nextHop.kind !== "internet") return false;
    const [service = ""] = destination.tag.toLowerCase().split(".");
    return wanted.includes(service) || wanted.includes(destination.tag.toLowerCase());
  });
}

type Carriers = Map<string, readonly Prefix[]>;

const carriers: (ground: Ground) => Carriers = perGround(() => new Map());

// Tables of equal ingredients carry a tag alike.
function carriersOf(
  ground: Ground,
  { table, network }: Seen,
  tags: readonly string[],
): readonly Prefix[] {
  const { groups, key: ingredients } = outwardOf(table);
  const key = [...tags, network.region ?? "", ingredients].join("|");
  const known = carriers(ground);
  const found =
    known.get(key) ?? firstByRoute(groups, samplesOf(tagPrefixes(ground, tags, network.region)));
  known.set(key, found);
  return found;
}

const prefixLists: (ground: Ground) => Carriers = perGround(() => new Map());

/** The IPv4 prefixes of tags, of one region where they are told by region; empty where unknown. */
export function tagPrefixes(
  ground: Ground,
  tags: readonly string[],
  region: string | undefined,
): readonly Prefix[] {
  const key = [...tags, region ?? ""].join("|");
  const known = prefixLists(ground);
  const found = known.get(key) ?? prefixesOf(ground.model, tags, region);
  known.set(key, found);
  return found;
}

// Routes are written for tags or for everything; those for single prefixes of a tag come in lists.
const mostSamples = 8;

function samplesOf(prefixes: readonly Prefix[]): readonly Prefix[] {
  const step = Math.max(1, Math.ceil(prefixes.length / mostSamples));
  return prefixes.filter((_, at) => at % step === 0);
}

function firstByRoute(
  groups: EffectiveTable["groups"],
  prefixes: readonly Prefix[],
): readonly Prefix[] {
  const first = new Map<Route | undefined, Prefix>();
  for (const prefix of prefixes) {
    const route = lookupRoute(groups, hostIn(prefix))?.route;
    if (!first.has(route)) first.set(route, prefix);
  }
  return [...first.values()];
}
