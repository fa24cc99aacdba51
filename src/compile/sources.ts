import {
  type Bodies,
  type ChildKind,
  childKinds,
  decoders,
  embeddedChildren,
  type Kind,
  type Reference,
  type Report,
  type Resource,
  type Snapshot,
  typeKeys,
} from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import { type Key, keyOf, type Named } from "../model/index.ts";
import { equalBodies } from "./equal-bodies.ts";

/** What every part of this stage reads: resources by type, and where diagnostics go. */
export interface Sources {
  /** By type key; each list in the order of the ids. */
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  readonly report: Report;
}

/** A decoded resource under the names that the model gives everything. */
export interface Item<K extends Kind> extends Named {
  readonly body: Bodies[K];
}

/** Groups the resources of a snapshot by type. */
export function createSources(snapshot: Snapshot, report: Report): Sources {
  const byType = new Map<string, Resource[]>();
  for (const resource of snapshot.resources.values()) {
    const group = byType.get(resource.typeKey);
    if (group === undefined) byType.set(resource.typeKey, [resource]);
    else group.push(resource);
  }
  for (const group of byType.values()) group.sort((a, b) => compareTexts(a.id.key, b.id.key));
  return { byType, report };
}

/** Orders texts by code unit, the same on every machine. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Decodes every resource of a kind that is no child, in the order of the ids.
 * Call it once per kind: each call reports what cannot be read.
 */
export function readItems<K extends Kind>(sources: Sources, kind: K): readonly Item<K>[] {
  const resources = sources.byType.get(typeKeys[kind]) ?? [];
  return resources.flatMap((resource) => decodeItem(resource, kind, sources.report) ?? []);
}

/**
 * Decodes every child of a kind, by the key of its parent: first those inside it as written, then
 * those that stand alone by id.
 *
 * A child that stands both inside its parent and alone is one child, and the one that stands alone
 * wins (a later export of just that child).
 * Diagnostics: `child-differs`, `resource-duplicate`, `reference-missing` when the parent is not
 * there.
 */
export function readChildren<K extends Kind>(
  sources: Sources,
  kind: K,
): ReadonlyMap<Key, readonly Item<K>[]> {
  const rule = childKinds[kind];
  if (rule === undefined) throw new RangeError(`${kind} is no child`);
  const alone = groupByParent(sources.byType.get(typeKeys[kind]) ?? []);
  const families = new Map<Key, readonly Item<K>[]>();
  for (const parent of sources.byType.get(typeKeys[rule.parent]) ?? []) {
    const key = parent.id.key as Key;
    const family = readFamily({ sources, kind, rule, parent, alone: alone.get(key) ?? [] });
    if (family.length > 0) families.set(key, family);
    alone.delete(key);
  }
  for (const orphan of [...alone.values()].flat()) reportOrphan(orphan, sources.report);
  return families;
}

/**
 * The resource that a reference names; `undefined` when there is no reference or no such resource.
 * Diagnostics: `reference-missing`.
 */
export function resolve<T>(
  reference: Reference | undefined,
  known: ReadonlyMap<Key, T>,
  at: { readonly property: string; readonly report: Report },
): T | undefined {
  if (reference === undefined) return undefined;
  const found = known.get(keyOf(reference.id));
  if (found === undefined) reportMissing(reference, at.property, at.report);
  return found;
}

/** Says that a reference leads nowhere. */
export function reportMissing(reference: Reference, property: string, report: Report): void {
  const parameters = { property, target: reference.id };
  report(createDiagnostic("reference-missing", reference.place, parameters));
}

/**
 * Says that a reference leads back to the resource that it starts from; `ends` are the names on the
 * way.
 */
export function reportCircle(
  reference: Reference,
  { property, ends, report }: { property: string; ends: readonly string[]; report: Report },
): void {
  const parameters = { property, chain: ends.join(" -> ") };
  report(createDiagnostic("reference-cycle", reference.place, parameters));
}

/** Says that a property which should name another resource is not there. */
export function reportAbsent({ place }: Named, property: string, report: Report): void {
  const parameters = { property, expected: "a reference with an id", found: "nothing" };
  report(createDiagnostic("property-invalid", place, parameters));
}

/** A map by key that iterates in the order of the keys. */
export function mapByKey<T extends { readonly key: Key }>(items: Iterable<T>): Map<Key, T> {
  const sorted = [...items].sort((a, b) => compareTexts(a.key, b.key));
  return new Map(sorted.map((item) => [item.key, item]));
}

/** Items by the key of the resource that their ids stand below, in their order. */
export function itemsByParent<K extends Kind>(
  items: readonly Item<K>[],
): ReadonlyMap<Key, readonly Item<K>[]> {
  const found = new Map<Key, Item<K>[]>();
  for (const item of items) {
    // `.../PARENTTYPE/PARENT/TYPE/NAME`
    const parent = keyOf(item.key.split("/").slice(0, -2).join("/"));
    const known = found.get(parent);
    if (known === undefined) found.set(parent, [item]);
    else known.push(item);
  }
  return found;
}

/** The part of an item that every record of the model has. */
export function namedOf({ key, id, name, place }: Named): Named {
  return { key, id, name, place };
}

interface Family<K extends Kind> {
  readonly sources: Sources;
  readonly kind: K;
  readonly rule: ChildKind;
  readonly parent: Resource;
  readonly alone: readonly Resource[];
}

function readFamily<K extends Kind>(family: Family<K>): readonly Item<K>[] {
  const { sources, kind, rule, parent, alone } = family;
  const twins = new Map(alone.map((resource) => [resource.id.key, resource]));
  const chosen = new Map<string, Resource>();
  for (const { resource, isBare } of embeddedChildren(parent, rule, sources.report)) {
    const { key } = resource.id;
    const twin = twins.get(key);
    const other = twin ?? chosen.get(key);
    // A bare child names one that is described elsewhere.
    if (isBare && other !== undefined) continue;
    if (twin !== undefined) compareTwins(kind, { inside: resource, alone: twin }, sources.report);
    else if (other !== undefined) compareCopies(kind, [other, resource], sources.report);
    chosen.set(key, resource);
  }
  // A key that is there already keeps its position.
  for (const [key, resource] of twins) chosen.set(key, resource);
  return [...chosen.values()].flatMap((child) => decodeItem(child, kind, sources.report) ?? []);
}

function ignore(): void {}

function decodeItem<K extends Kind>(
  resource: Resource,
  kind: K,
  report: Report,
): Item<K> | undefined {
  const body = decoders[kind](resource, report);
  if (body === undefined) return undefined;
  const { id, place } = resource;
  return { key: id.key as Key, id: id.text, name: id.name, place, body };
}

function groupByParent(resources: readonly Resource[]): Map<Key, Resource[]> {
  const groups = new Map<Key, Resource[]>();
  for (const resource of resources) {
    const parent = keyOf(resource.id.parent ?? "");
    const group = groups.get(parent);
    if (group === undefined) groups.set(parent, [resource]);
    else group.push(resource);
  }
  return groups;
}

function reportOrphan(resource: Resource, report: Report): void {
  const parameters = { property: resource.id.text, target: resource.id.parent ?? "" };
  report(createDiagnostic("reference-missing", resource.place, parameters));
}

function compareTwins<K extends Kind>(
  kind: K,
  { inside, alone }: { readonly inside: Resource; readonly alone: Resource },
  report: Report,
): void {
  if (haveEqualBodies(kind, inside, alone)) return;
  const related = [inside.place];
  report(createDiagnostic("child-differs", alone.place, { child: alone.id.text }, { related }));
}

function compareCopies<K extends Kind>(
  kind: K,
  [earlier, later]: readonly [Resource, Resource],
  report: Report,
): void {
  if (haveEqualBodies(kind, earlier, later)) return;
  const related = [earlier.place];
  report(createDiagnostic("resource-duplicate", later.place, { id: later.id.text }, { related }));
}

// What is wrong with either is said when the chosen one is decoded.
function haveEqualBodies<K extends Kind>(kind: K, a: Resource, b: Resource): boolean {
  return equalBodies(decoders[kind](a, ignore), decoders[kind](b, ignore));
}
