import { typeKeys } from "../arm/index.ts";
import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import { type Key, keyOf, type LearnedRoutes } from "../model/index.ts";
import { type Item, readItems, type Sources } from "./sources.ts";

/** Lists of learned routes by the key of what they are about. */
export interface LearnedIndex {
  /** The list about the first of these keys that has one. */
  find(...keys: readonly (Key | undefined)[]): LearnedRoutes | undefined;
  /** The keys that lists are about, with the names and places to tell about them. */
  readonly targets: ReadonlyMap<Key, LearnedTarget>;
}

/** What a list of learned routes claims to be about. */
interface LearnedTarget {
  readonly name: string;
  /** Id as written. */
  readonly target: string;
  readonly place: Place;
}

/**
 * Reads the lists of learned routes. Several lists about one target are one list. A target may be
 * given by its name alone, as files of captures do, where one resource has it.
 */
export function readLearned(sources: Sources): LearnedIndex {
  const lists = new Map<Key, LearnedRoutes>();
  const targets = new Map<Key, LearnedTarget>();
  const items = readItems(sources, "learnedRoutes");
  const byName = items.some(({ body }) => isBareName(body.target?.id))
    ? learnersByName(sources)
    : undefined;
  for (const item of items) {
    const { target, routes } = item.body;
    if (target === undefined) {
      reportNoTarget(item, sources);
      continue;
    }
    const key = learnedKey(byName?.get(target.id.toLowerCase()) ?? target.id);
    const earlier = lists.get(key);
    lists.set(
      key,
      earlier === undefined
        ? { place: item.place, routes }
        : { place: earlier.place, routes: [...earlier.routes, ...routes] },
    );
    if (earlier === undefined) {
      targets.set(key, { name: item.name, target: target.id, place: target.place });
    }
  }
  return {
    find: (...keys) => {
      const key = keys.find((candidate) => candidate !== undefined && lists.has(candidate));
      return key && lists.get(key);
    },
    targets,
  };
}

/**
 * The key under which learned routes of a target are kept.
 *
 * Those of a circuit's private peering are those of the circuit: the other peerings carry no
 * prefixes of virtual networks (ER-2).
 */
export function learnedKey(id: string): Key {
  return keyOf(id.replace(/\/peerings\/azureprivatepeering$/i, ""));
}

const learners = [
  typeKeys.gateway,
  typeKeys.connection,
  typeKeys.circuit,
  typeKeys.bgpConnection,
  typeKeys.vpnConnection,
  typeKeys.expressRouteConnection,
];

function isBareName(target: string | undefined): boolean {
  return target !== undefined && !target.includes("/");
}

// Ids by name; a name that two resources share leads nowhere.
function learnersByName({ byType }: Sources): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { id } of learners.flatMap((type) => byType.get(type) ?? [])) {
    const name = id.name.toLowerCase();
    ids.set(name, ids.has(name) ? name : id.text);
  }
  return ids;
}

/** Says which lists are about nothing that the model has. Diagnostics: `learned-routes-target`. */
export function reportStrayLearned(
  learned: LearnedIndex,
  known: ReadonlySet<Key>,
  { report }: Sources,
): void {
  for (const [key, { name, target, place }] of learned.targets) {
    if (!known.has(key)) report(createDiagnostic("learned-routes-target", place, { name, target }));
  }
}

function reportNoTarget(item: Item<"learnedRoutes">, { report }: Sources): void {
  const parameters = { name: item.name, target: "nothing" };
  report(createDiagnostic("learned-routes-target", item.place, parameters));
}
