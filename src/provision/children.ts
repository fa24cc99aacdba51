import { type ChildKind, childKinds, isJsonObject, type Resource, typeKeys } from "../arm/index.ts";
import { keyOfId, listAt, nameKeyOf, withProperty } from "./body.ts";
import type { Estate } from "./estate.ts";
import { embeddingsOf, replacesChildren } from "./keep.ts";

const rules: ReadonlyMap<string, ChildKind> = new Map(
  Object.values(childKinds).map((rule) => [typeKeys[rule.kind], rule]),
);

/** The child as it stands inside its parent; `undefined` when it does not. */
export function findEmbedded(estate: Estate, { id, typeKey }: Resource): Resource | undefined {
  const seat = findSeat(estate, id.parent, { typeKey, name: id.name });
  const body = seat?.list[seat.index];
  if (seat === undefined || !isJsonObject(body)) return undefined;
  return { id, typeKey, body, place: seat.parent.place };
}

/** The parent of a child, with the child in the place of the one that it lists. */
export function replaceEmbedded(estate: Estate, child: Resource): Resource | undefined {
  const { id, typeKey, body } = child;
  const seat = findSeat(estate, id.parent, { typeKey, name: id.name });
  if (seat === undefined) return undefined;
  const list = seat.list.with(seat.index, body);
  const { parent, property } = seat;
  return { ...parent, body: withProperty(parent.body, property, list) };
}

/**
 * The parent with those of its children in their places that are asked for by themselves: a plan
 * may name a child before its parent, and what it says of the child itself counts.
 */
export function seatChildren(estate: Estate, parent: Resource): Resource {
  let body = parent.body;
  for (const { kind, property } of embeddingsOf(parent.typeKey)) {
    if (property === undefined) continue;
    const list = listAt(body, property);
    const own = list.length === 0 ? nobody : childrenAskedFor(estate, parent, typeKeys[kind]);
    if (own.size === 0) continue;
    const seated = list.map((element) => own.get(nameKeyOf(element) ?? "")?.body ?? element);
    body = withProperty(body, property, seated);
  }
  return body === parent.body ? parent : { ...parent, body };
}

const nobody: ReadonlyMap<string, Resource> = new Map();

function childrenAskedFor(
  estate: Estate,
  parent: Resource,
  typeKey: string,
): ReadonlyMap<string, Resource> {
  const keys = [...estate.childrenOf(parent.id.key)].filter((key) => estate.wasPut(key));
  const children = keys.flatMap((key) => estate.find(key) ?? []);
  return new Map(
    children
      .filter((child) => child.typeKey === typeKey)
      .map((child) => [child.id.name.toLowerCase(), child]),
  );
}

/**
 * Takes children that stand alone out of the estate where a request for their parent replaces them,
 * and gives their keys. Those that are asked for by themselves stay.
 */
export function dropChildren(estate: Estate, asked: Resource): readonly string[] {
  const alone = estate.childrenOf(asked.id.key);
  if (alone.size === 0) return [];
  const replaced = new Set(
    embeddingsOf(asked.typeKey)
      .filter((rule) => replacesChildren(asked, rule))
      .map(({ kind }): string => typeKeys[kind]),
  );
  const dropped = [...alone].filter(
    (key) => !estate.isAskedFor(key) && replaced.has(estate.find(key)?.typeKey ?? ""),
  );
  for (const key of dropped) estate.remove(key);
  return dropped;
}

interface Seat {
  readonly parent: Resource;
  readonly property: string;
  readonly list: readonly unknown[];
  readonly index: number;
}

function findSeat(
  estate: Estate,
  parentId: string | undefined,
  child: { readonly typeKey: string; readonly name: string },
): Seat | undefined {
  const property = rules.get(child.typeKey)?.property;
  const parent = parentId === undefined ? undefined : estate.find(keyOfId(parentId));
  if (property === undefined || parent === undefined) return undefined;
  const list = listAt(parent.body, property);
  if (list.length === 0) return undefined;
  const wanted = child.name.toLowerCase();
  const index = list.findIndex((element) => nameKeyOf(element) === wanted);
  return index < 0 ? undefined : { parent, property, list, index };
}
