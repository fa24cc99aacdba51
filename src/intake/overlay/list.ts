import {
  findProperty,
  isJsonObject,
  type JsonObject,
  type ListedChild,
  placeIn,
  type Resource,
} from "../../arm/index.ts";
import { formatPointer, type Place } from "../../diagnostic/index.ts";
import { childrenOf } from "./ground.ts";

/** The list that a parent has for its children of one kind; `undefined` when it has none. */
export function listOf(
  parent: Resource,
  rule: ListedChild,
): { readonly list: readonly unknown[]; readonly steps: readonly string[] } | undefined {
  const found = findProperty(parent.body, rule.property);
  return Array.isArray(found?.value) ? { list: found.value, steps: found.steps } : undefined;
}

/**
 * The parent with some of its children only named, because they are described elsewhere. Those that
 * are not in the list stay away from it.
 */
export function nameOnly(parent: Resource, rule: ListedChild, keys: ReadonlySet<string>): Resource {
  const held = listOf(parent, rule);
  if (held === undefined) return parent;
  const list = [...held.list];
  for (const { resource, index, isBare } of childrenOf(parent, rule)) {
    if (!isBare && keys.has(resource.id.key)) list[index] = { id: resource.id.text };
  }
  return { ...parent, body: withList(parent.body, held.steps, list) };
}

/** The parent without some of its children. The others keep their places. */
export function takeOut(parent: Resource, rule: ListedChild, keys: ReadonlySet<string>): Resource {
  const held = listOf(parent, rule);
  if (held === undefined) return parent;
  const gone = new Set<number>();
  for (const { resource, index } of childrenOf(parent, rule)) {
    if (keys.has(resource.id.key)) gone.add(index);
  }
  if (gone.size === 0) return parent;
  const kept = held.list.flatMap((element, index) => (gone.has(index) ? [] : [{ element, index }]));
  const body = withList(
    parent.body,
    held.steps,
    kept.map(({ element }) => element),
  );
  const parts = movedParts(parent, rule, held.steps, kept);
  return { ...parent, body, parts };
}

// What moves up in its list still stands where it was written.
function movedParts(
  parent: Resource,
  rule: ListedChild,
  steps: readonly string[],
  kept: readonly { readonly index: number }[],
): ReadonlyMap<string, Place> {
  const pointer = formatPointer(steps);
  const inside = new Map(childrenOf(parent, rule).map(({ index, resource }) => [index, resource]));
  const parts = new Map(
    [...(parent.parts ?? [])].filter(([key]) => !key.startsWith(`${pointer}/`)),
  );
  for (const [next, { index }] of kept.entries()) {
    parts.set(`${pointer}/${next}`, placeIn(parent, [...steps, index]));
    for (const [key, place] of inside.get(index)?.parts ?? []) {
      parts.set(`${pointer}/${next}${key}`, place);
    }
  }
  return parts;
}

function withList(
  body: JsonObject,
  steps: readonly string[],
  list: readonly unknown[],
): JsonObject {
  const [first = "", ...rest] = steps;
  const inner = body[first];
  const value = rest.length > 0 && isJsonObject(inner) ? withList(inner, rest, list) : list;
  return Object.fromEntries(
    Object.entries(body).map(([key, before]) => [key, key === first ? value : before]),
  );
}
