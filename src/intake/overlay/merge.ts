import {
  type EmbeddedChild,
  embeddedChildren,
  envelopeName,
  isJsonObject,
  isUnknown,
  type JsonObject,
  type ListedChild,
  listedChildrenOf,
  peekOwn,
  placeIn,
  type Resource,
  type Step,
} from "../../arm/index.ts";
import { formatPointer, type Place } from "../../diagnostic/index.ts";

type Steps = readonly Step[];

interface Merging {
  readonly below: Resource;
  readonly over: Resource;
  /** Where the values stand that were taken from `over`, by their pointer in the result. */
  readonly taken: Map<string, Place>;
  /** Keys of children that stand alone below: they are merged there, not here. */
  readonly alone: ReadonlySet<string>;
}

/**
 * Lays what a partial resource says over another one with its id.
 *
 * Objects are merged property by property, whether they are nested or flattened; null takes a
 * property away; the lists of children merge child by child; other lists and references to another
 * resource are replaced. `alone` holds keys of children to leave out. Each value keeps its place.
 */
export function mergeResource(
  below: Resource,
  over: Resource,
  alone: ReadonlySet<string> = new Set(),
): Resource {
  const merging: Merging = { below, over, taken: new Map(), alone };
  const body = mergeBody(merging);
  const parts = joinParts(below.parts, merging.taken);
  const { id, typeKey, place } = below;
  return parts.size === 0 ? { id, typeKey, body, place } : { id, typeKey, body, place, parts };
}

// The two levels of a resource: what stands in `properties`, and what stands beside it.
interface Levels {
  readonly outer: Map<string, unknown>;
  readonly inner: Map<string, unknown> | undefined;
}

function mergeBody(merging: Merging): JsonObject {
  const { below, over } = merging;
  const nested = below.body["properties"];
  const levels: Levels = {
    outer: new Map(Object.entries(below.body)),
    inner: isJsonObject(nested) ? new Map(Object.entries(nested)) : undefined,
  };
  const isNested = isJsonObject(over.body["properties"]);
  for (const [name, value] of Object.entries(over.body)) {
    if (isIdentity(name)) continue;
    if (name === "properties" && isJsonObject(value)) {
      for (const [inside, one] of Object.entries(value)) {
        put(merging, levels, { name: inside, value: one, from: [name, inside], isInner: true });
      }
    } else put(merging, levels, { name, value, from: [name], isInner: !isNested });
  }
  const { outer, inner } = levels;
  if (inner !== undefined) outer.set("properties", Object.fromEntries(inner));
  return Object.fromEntries(outer);
}

interface Written {
  readonly name: string;
  readonly value: unknown;
  readonly from: Steps;
  /** Whether it belongs into `properties`, wherever it is written. */
  readonly isInner: boolean;
}

function put(merging: Merging, levels: Levels, written: Written): void {
  const { map, at } = slotOf(levels, written);
  const name = at.at(-1);
  if (typeof name !== "string") return;
  const { value, from } = written;
  const before = map.get(name);
  const rule = listedChildrenOf(merging.below.typeKey).find(
    ({ property }) => property.toLowerCase() === name.toLowerCase(),
  );
  if (value === null) map.delete(name);
  else if (rule !== undefined && Array.isArray(value) && isListOrNothing(before)) {
    map.set(name, mergeChildren(merging, rule, { before: before ?? [], value, at, from }));
  } else map.set(name, mergeValue(merging, before, { value, at, from }));
}

interface Slot {
  readonly map: Map<string, unknown>;
  readonly at: readonly string[];
}

// As reading finds a property: in `properties` first, then beside it. What ARM has beside it and is
// written there stays there.
function slotOf({ outer, inner }: Levels, { name, from, isInner }: Written): Slot {
  const insideAs = inner === undefined ? undefined : nameIn(inner, name);
  const besideAs = nameIn(outer, name);
  const isEnvelope = envelopeName(name) !== undefined;
  const isMeantBeside = from.length === 1 && (isEnvelope || !isInner);
  if (inner !== undefined) {
    if (insideAs !== undefined && !(isMeantBeside && besideAs !== undefined)) {
      return { map: inner, at: ["properties", insideAs] };
    }
    if (besideAs === undefined && isInner && !isEnvelope) {
      return { map: inner, at: ["properties", name] };
    }
  }
  return { map: outer, at: [besideAs ?? name] };
}

function nameIn(map: ReadonlyMap<string, unknown>, name: string): string | undefined {
  if (map.has(name)) return name;
  const wanted = name.toLowerCase();
  for (const key of map.keys()) {
    if (key.length === name.length && key.toLowerCase() === wanted) return key;
  }
  return undefined;
}

interface Laid {
  readonly value: unknown;
  /** Steps in the result. */
  readonly at: Steps;
  /** Steps in the resource that lies over. */
  readonly from: Steps;
}

function mergeValue(merging: Merging, before: unknown, { value, at, from }: Laid): unknown {
  if (!isJsonObject(before) || !isJsonObject(value) || areStrangers(before, value)) {
    merging.taken.set(formatPointer(at), placeIn(merging.over, from));
    return value;
  }
  const merged = new Map(Object.entries(before));
  for (const [name, one] of Object.entries(value)) {
    const key = nameIn(merged, name) ?? name;
    if (one === null) merged.delete(key);
    else {
      const laid = { value: one, at: [...at, key], from: [...from, name] };
      merged.set(key, mergeValue(merging, merged.get(key), laid));
    }
  }
  return Object.fromEntries(merged);
}

// A mark is one value, and what another id names shares nothing with what was named before.
function areStrangers(before: JsonObject, value: JsonObject): boolean {
  if (isUnknown(before) || isUnknown(value)) return true;
  const old = peekOwn(before, "id");
  const next = peekOwn(value, "id");
  return typeof old === "string" && typeof next === "string" && !isSameText(old, next);
}

function mergeChildren(
  merging: Merging,
  rule: ListedChild,
  { before, value, at, from }: Laid & { readonly before: readonly unknown[] },
): readonly unknown[] {
  const { below, over, taken, alone } = merging;
  const known = byKey(embeddedChildren(below, rule, ignore));
  const written = byIndex(embeddedChildren(over, rule, ignore));
  const list = [...before];
  for (const [index, element] of (value as readonly unknown[]).entries()) {
    const child = written.get(index);
    const key = child?.resource.id.key ?? "";
    if (alone.has(key)) continue;
    const twin = known.get(key);
    if (child === undefined || twin === undefined) {
      taken.set(formatPointer([...at, list.length]), placeIn(over, [...from, index]));
      list.push(element);
    } else if (!child.isBare) {
      const merged = mergeResource(twin.resource, child.resource);
      list[twin.index] = merged.body;
      const pointer = formatPointer([...at, twin.index]);
      for (const [inside, place] of merged.parts ?? []) taken.set(pointer + inside, place);
    }
  }
  return list;
}

function byKey(children: readonly EmbeddedChild[]): ReadonlyMap<string, EmbeddedChild> {
  return new Map(children.map((child) => [child.resource.id.key, child]));
}

function byIndex(children: readonly EmbeddedChild[]): ReadonlyMap<number, EmbeddedChild> {
  return new Map(children.map((child) => [child.index, child]));
}

// An older part that lies inside a value which was replaced is gone with it.
function joinParts(
  before: ReadonlyMap<string, Place> | undefined,
  taken: ReadonlyMap<string, Place>,
): ReadonlyMap<string, Place> {
  const kept = [...(before ?? [])].filter(([pointer]) => !isInside(pointer, taken));
  return new Map([...kept, ...taken]);
}

function isInside(pointer: string, taken: ReadonlyMap<string, Place>): boolean {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    if (taken.has(pointer.slice(0, end))) return true;
  }
  return false;
}

function isListOrNothing(value: unknown): value is readonly unknown[] | null | undefined {
  return value === undefined || value === null || Array.isArray(value);
}

function isIdentity(name: string): boolean {
  return ["id", "name", "type"].includes(name.toLowerCase());
}

function isSameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function ignore(): void {}
