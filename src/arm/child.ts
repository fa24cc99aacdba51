import { createDiagnostic, formatPointer, type Place } from "../diagnostic/index.ts";
import type { Report } from "./cursor.ts";
import { type ArmId, parseArmId } from "./id.ts";
import type { ChildKind } from "./kind.ts";
import { partsOfElements, placeIn } from "./part.ts";
import { findProperty, peekOwn } from "./property.ts";
import { isJsonObject, type JsonObject, type Resource } from "./resource.ts";
import { isUnknown } from "./unknown.ts";

/** A child that stands inside its parent. */
export interface EmbeddedChild {
  readonly resource: Resource;
  /** Where it stands in the list. */
  readonly index: number;
  /** Whether it only names the child, as some answers do, and says nothing about it. */
  readonly isBare: boolean;
}

/**
 * Gives the children that stand inside a parent, in the order written.
 *
 * Their places are inside the parent; their ids are those written, else made from the parent's id
 * and the name.
 * Diagnostics: `property-invalid` when the list is none, `resource-unidentified`.
 */
export function embeddedChildren(
  parent: Resource,
  { property, segment }: ChildKind,
  report: Report,
): readonly EmbeddedChild[] {
  if (property === undefined) return [];
  const found = findProperty(parent.body, property);
  if (found === undefined || found.value === null) return [];
  const place = placeIn(parent, found.steps);
  if (isUnknown(found.value)) {
    const parameters = { property, source: found.value.$unknown };
    report(createDiagnostic("value-unknown", place, parameters));
    return [];
  }
  if (!Array.isArray(found.value)) {
    const parameters = { property, expected: "a list", found: typeof found.value };
    report(createDiagnostic("property-invalid", place, parameters));
    return [];
  }
  const parts = partsOfElements(parent, formatPointer(found.steps));
  return found.value.flatMap((value: unknown, index) => {
    const at = placeIn(parent, [...found.steps, index]);
    if (isUnknown(value)) {
      report(createDiagnostic("value-unknown", at, { property, source: value.$unknown }));
      return [];
    }
    const id = isJsonObject(value) ? readId(value, `${parent.id.text}/${segment}`) : undefined;
    if (!isJsonObject(value) || id === undefined) {
      report(createDiagnostic("resource-unidentified", at, {}));
      return [];
    }
    return toChild(value, { id, place: at, index, parts: parts.get(index) });
  });
}

/**
 * Finds the child of an id inside its parent, of several the last; `undefined` where there is none.
 * Says nothing of what cannot be read. Cost: a comparison of names for each child.
 */
export function findEmbeddedChild(
  parent: Resource,
  { property, segment }: ChildKind,
  wanted: ArmId,
): EmbeddedChild | undefined {
  const found = property === undefined ? undefined : findProperty(parent.body, property);
  if (found === undefined || !Array.isArray(found.value)) return undefined;
  const list: readonly unknown[] = found.value;
  const name = wanted.name.toLowerCase();
  const index = list.findLastIndex((value) => {
    if (!isJsonObject(value) || isUnknown(value) || !mayHaveName(value, name)) return false;
    return readId(value, `${parent.id.text}/${segment}`)?.key === wanted.key;
  });
  const value = list[index];
  const id = isJsonObject(value) ? readId(value, `${parent.id.text}/${segment}`) : undefined;
  if (!isJsonObject(value) || id === undefined) return undefined;
  const parts = partsOfElements(parent, formatPointer(found.steps)).get(index);
  return toChild(value, { id, place: placeIn(parent, [...found.steps, index]), index, parts });
}

// Of most children the end of the id or the name tells that they are not meant.
function mayHaveName(body: JsonObject, name: string): boolean {
  return [peekOwn(body, "id"), peekOwn(body, "name")].some(
    (text) => typeof text === "string" && text.toLowerCase().replace(/\/$/, "").endsWith(name),
  );
}

function toChild(
  body: JsonObject,
  seat: {
    readonly id: ArmId;
    readonly place: Place;
    readonly index: number;
    readonly parts: ReadonlyMap<string, Place> | undefined;
  },
): EmbeddedChild {
  const { id, place, index, parts } = seat;
  const base = { id, typeKey: id.type.toLowerCase(), body, place };
  const resource = parts === undefined ? base : { ...base, parts };
  return { resource, index, isBare: isBare(body) };
}

function isBare(body: JsonObject): boolean {
  return Object.keys(body).every((key) => bareKeys.has(key.toLowerCase()));
}

const bareKeys: ReadonlySet<string> = new Set(["id", "name", "type", "etag", "resourcegroup"]);

// The parent decides whose child it is: an id that points elsewhere is a copy that was not adapted.
function readId(body: JsonObject, prefix: string): ArmId | undefined {
  const [id, name] = [peekOwn(body, "id"), peekOwn(body, "name")];
  const written = typeof id === "string" ? parseArmId(id) : undefined;
  if (written !== undefined && `${prefix}/${written.name}`.toLowerCase() === written.key) {
    return written;
  }
  const last = written?.name ?? (typeof name === "string" ? name.split("/").at(-1) : undefined);
  return last ? parseArmId(`${prefix}/${last}`) : undefined;
}
