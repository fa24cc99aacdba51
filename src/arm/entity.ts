import { type ListedChild, listedChildOf, listedChildrenOf } from "./kind.ts";
import { normalForm } from "./normal-form.ts";
import { backReferences } from "./platform-property.ts";
import { findProperty } from "./property.ts";
import { isJsonObject, type JsonObject, type Resource } from "./resource.ts";

/**
 * A resource in the form in which it is compared with what it was at another time; a child that has
 * a place in its parent's list is one of its own, wherever it was written.
 */
export interface Entity {
  readonly key: string;
  /** Id as it was written. */
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Key of the resource in whose list it has its place; absent for all others. */
  readonly parent: string | undefined;
  /**
   * What people decide: without id, type, name and children, and without what Azure writes by
   * itself and what other resources say already.
   */
  readonly body: JsonObject;
}

/**
 * The resources and their children by key, in the order of keys; children behind their parents.
 * Cost: linear, plus sorting.
 */
export function entitiesOf(resources: Iterable<Resource>): ReadonlyMap<string, Entity> {
  const found = normalForm(resources).flatMap((form) => {
    const typeKey = `${form["type"]}`.toLowerCase();
    return [entityOf(form, `${form["type"]}`, undefined), ...childrenOf(form, typeKey)];
  });
  return new Map(found.map((entity) => [entity.key, entity]));
}

function childrenOf(form: JsonObject, typeKey: string): readonly Entity[] {
  return listedChildrenOf(typeKey).flatMap((rule) =>
    elementsOf(form, rule).flatMap((element) =>
      isChild(element)
        ? [entityOf(element, `${form["type"]}/${rule.segment}`, `${form["id"]}`.toLowerCase())]
        : [],
    ),
  );
}

function elementsOf(form: JsonObject, { property }: ListedChild): readonly unknown[] {
  const list = findProperty(form, property)?.value;
  return Array.isArray(list) ? list : [];
}

// The normal form has given every child its id; what has none is no child.
function isChild(element: unknown): element is JsonObject {
  return (
    isJsonObject(element) &&
    typeof element["id"] === "string" &&
    typeof element["name"] === "string"
  );
}

function entityOf(form: JsonObject, type: string, parent: string | undefined): Entity {
  const { id, type: _, name, ...rest } = form;
  const typeKey = type.toLowerCase();
  const left = new Set([...backReferences(typeKey), ...listsOf(form, typeKey)]);
  const key = `${id}`.toLowerCase();
  return { key, id: `${id}`, type, name: `${name}`, parent, body: withoutNoise(rest, left) };
}

// A list of children of which one is no child stays: it is compared as a value.
function listsOf(form: JsonObject, typeKey: string): readonly string[] {
  return listedChildrenOf(typeKey)
    .filter((rule) => elementsOf(form, rule).every(isChild))
    .filter((rule) => Array.isArray(findProperty(form, rule.property)?.value))
    .map(({ property }) => property.toLowerCase());
}

function withoutNoise(body: JsonObject, left: ReadonlySet<string>): JsonObject {
  const kept = Object.entries(body).filter(([name]) => !left.has(name.toLowerCase()));
  return Object.fromEntries(
    kept.flatMap(([name, value]) => {
      if (noise.has(name.toLowerCase())) return [];
      const isInner = name === "properties" && isJsonObject(value);
      return [[name, isInner ? withoutNoise(value, left) : clean(value)]];
    }),
  );
}

// What changes with every write, or by Azure's own doing.
const noise: ReadonlySet<string> = new Set(["etag", "provisioningstate", "resourceguid"]);

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  return isJsonObject(value) ? withoutNoise(value, nothing) : value;
}

const nothing: ReadonlySet<string> = new Set();

/** Whether a resource has its place in a list of its parent, if that is there. */
export function hasListedPlace({ typeKey }: Pick<Resource, "typeKey">): boolean {
  return listedChildOf(typeKey) !== undefined;
}
