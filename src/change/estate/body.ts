import {
  envelopeName,
  findProperty,
  isJsonObject,
  type JsonObject,
  peekProperty,
  type Resource,
} from "../../arm/index.ts";
import { formatPointer, type Place } from "../../diagnostic/index.ts";

/**
 * The resource with one property set, where it stands or else where its like stand; `undefined`
 * takes the property away. The value has a place without a file: no file holds it yet.
 */
export function withProperty(resource: Resource, name: string, value: unknown): Resource {
  return withValueAt(resource, stepsOf(resource.body, name), value);
}

/** As `withProperty`, for what ARM has beside `properties`, such as tags. */
export function withOuter(resource: Resource, name: string, value: unknown): Resource {
  return withValueAt(resource, [name], value);
}

function withValueAt(resource: Resource, steps: readonly string[], value: unknown): Resource {
  const body = replaceAt(resource.body, steps, value);
  const parts = withMadePart(resource, formatPointer(steps), value !== undefined);
  return withParts({ ...resource, body }, parts);
}

/** A copy of an object with one property set; names meet without regard to case. */
export function withMember(object: JsonObject, name: string, value: unknown): JsonObject {
  const [step = name] = findProperty(object, name)?.steps ?? [name];
  return replaceAt(object, [step], value);
}

/** The property as an array; empty when it is none. */
export function listAt(holder: unknown, name: string): readonly unknown[] {
  const value = peekProperty(holder, name);
  return Array.isArray(value) ? value : [];
}

/** The property as a text; `undefined` when it is none. */
export function textAt(holder: unknown, name: string): string | undefined {
  const value = peekProperty(holder, name);
  return typeof value === "string" ? value : undefined;
}

/** The property as an id: the text itself, or the `id` of a reference. */
export function idAt(holder: unknown, name: string): string | undefined {
  return idOf(peekProperty(holder, name));
}

/** The id that a reference holds, or that the text is. */
export function idOf(reference: unknown): string | undefined {
  const id = isJsonObject(reference) ? peekProperty(reference, "id") : reference;
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** The form in which ids are compared. */
export function keyOf(id: string): string {
  return (id.endsWith("/") ? id.slice(0, -1) : id).toLowerCase();
}

/** Whether two ids are of one resource. */
export function isSameId(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && keyOf(one) === keyOf(other);
}

/** Where a property stands, or would stand: in `properties`, but for flattened bodies. */
export function stepsOf(body: JsonObject, name: string): readonly string[] {
  const found = findProperty(body, name);
  if (found !== undefined) return found.steps;
  const isFlat = !isJsonObject(body["properties"]) && Object.keys(body).some(isInner);
  return isFlat || envelopeName(name) !== undefined ? [name] : ["properties", name];
}

/** The body with a value at the end of the steps; `undefined` takes away what is there. */
export function replaceAt(
  body: JsonObject,
  [step = "", ...rest]: readonly string[],
  value: unknown,
): JsonObject {
  const inner = body[step];
  const next = rest.length === 0 ? value : replaceAt(isJsonObject(inner) ? inner : {}, rest, value);
  if (next !== undefined) return { ...body, [step]: next };
  const { [step]: _, ...others } = body;
  return others;
}

/** The resource with these parts, or without any where there are none. */
export function withParts(resource: Resource, parts: ReadonlyMap<string, Place>): Resource {
  const { parts: _, ...rest } = resource;
  return parts.size === 0 ? rest : { ...rest, parts };
}

/** The place of a value that a change made: it stands in a resource and in no file. */
export function madePlace(resource: string, pointer: string): Place {
  return { resource, pointer, file: "", filePointer: "" };
}

function withMadePart(
  { id, place, parts }: Resource,
  pointer: string,
  isThere: boolean,
): ReadonlyMap<string, Place> {
  const kept = [...(parts ?? [])].filter(
    ([other]) => other !== pointer && !other.startsWith(`${pointer}/`),
  );
  // Of a resource that no file holds every value has such a place already.
  const isMade = isThere && place.file !== "";
  const made = isMade ? [[pointer, madePlace(id.text, pointer)] as const] : [];
  return new Map([...kept, ...made]);
}

function isInner(name: string): boolean {
  return envelopeName(name) === undefined;
}
