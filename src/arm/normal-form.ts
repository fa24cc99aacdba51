import { embeddedChildren } from "./child.ts";
import { envelopeNameOf } from "./envelope.ts";
import { isFactType, type ListedChild, listedChildOf, listedChildrenOf } from "./kind.ts";
import { findProperty } from "./property.ts";
import { isJsonObject, type JsonObject, type Resource } from "./resource.ts";

/** What an answer of Azure has, and a snapshot that is written out gets where it has none. */
const ownEtag = "trueroute";

/**
 * Gives resources in one form, as ARM answers them: id, type and name first, other names in order;
 * flattened properties in `properties`; children inside their parents where these are there; the
 * resources in the order of their ids.
 *
 * Reading it again gives the same model, and the same normal form. Etags are left out, for they
 * change with every write; a resource that then has no `provisioningState` gets an etag of ours, so
 * that it is whole wherever it is laid over another one. Cost: linear, plus sorting.
 */
export function normalForm(resources: Iterable<Resource>): readonly JsonObject[] {
  const byKey = new Map([...resources].map((resource) => [resource.id.key, resource]));
  const families = familiesOf(byKey);
  const folded = new Set([...families.values()].flat().map(({ id }) => id.key));
  return [...byKey.values()]
    .filter(({ id }) => !folded.has(id.key))
    .sort(byId)
    .map((resource) => formResource(resource, families.get(resource.id.key) ?? []));
}

/** Children that stand alone and have room in their parent, by its key, in the order of ids. */
function familiesOf(
  byKey: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, readonly Resource[]> {
  const families = new Map<string, Resource[]>();
  for (const child of byKey.values()) {
    const rule = listedChildOf(child.typeKey);
    const parent = byKey.get((child.id.parent ?? "").toLowerCase());
    if (rule === undefined || parent === undefined || !hasRoom(parent, rule)) continue;
    const known = families.get(parent.id.key);
    if (known === undefined) families.set(parent.id.key, [child]);
    else known.push(child);
  }
  for (const family of families.values()) family.sort(byId);
  return families;
}

// A list of which nothing is known, or that is none, stays as it is.
function hasRoom(parent: Resource, rule: ListedChild): boolean {
  const value = findProperty(parent.body, rule.property)?.value ?? [];
  return Array.isArray(value);
}

function formResource(resource: Resource, family: readonly Resource[]): JsonObject {
  const { id, typeKey } = resource;
  const own = formObject(withChildren(resource, family), id.key, typeKey);
  const rest = withoutIdentity(own);
  const isWhole = isFactType(typeKey) || saysState(rest) || saysState(rest["properties"]);
  const body = isWhole ? rest : sortNames({ ...rest, etag: ownEtag });
  return { id: id.text, type: id.type, name: id.name, ...body };
}

function saysState(holder: unknown): boolean {
  const names = isJsonObject(holder) ? Object.keys(holder) : [];
  return names.some((name) => name.toLowerCase() === "provisioningstate");
}

/** The body of a resource with its children in their lists; of two forms of a child, as read. */
function withChildren(resource: Resource, family: readonly Resource[]): JsonObject {
  let { body } = resource;
  for (const rule of listedChildrenOf(resource.typeKey)) {
    const found = findProperty(body, rule.property);
    const alone = family.filter(({ typeKey }) => listedChildOf(typeKey) === rule);
    if (!Array.isArray(found?.value) && alone.length === 0) continue;
    if (!hasRoom(resource, rule)) continue;
    const steps =
      found?.steps ??
      (isJsonObject(body["properties"]) ? ["properties", rule.property] : [rule.property]);
    body = replaceAt(body, steps, listChildren(resource, rule, alone));
  }
  return body;
}

function listChildren(
  parent: Resource,
  rule: ListedChild,
  alone: readonly Resource[],
): readonly unknown[] {
  const twins = new Map(alone.map((child) => [child.id.key, child]));
  const children = new Map(
    embeddedChildren(parent, rule, ignore).map((child) => [child.index, child]),
  );
  const value = findProperty(parent.body, rule.property)?.value;
  const written: readonly unknown[] = Array.isArray(value) ? value : [];
  // By key where it is a child: of two copies the later counts, in the place of the first.
  const list = new Map<string | number, unknown>();
  for (const [index, element] of written.entries()) {
    const child = children.get(index);
    if (child === undefined) list.set(index, element);
    else {
      const { key } = child.resource.id;
      const twin = twins.get(key);
      if (twin !== undefined) list.set(key, formChild(twin));
      else if (!child.isBare || !list.has(key)) list.set(key, formChild(child.resource));
    }
  }
  for (const [key, child] of twins) list.set(key, formChild(child));
  return [...list.values()];
}

// Its type is said by the list that it stands in.
function formChild({ id, body }: Resource): JsonObject {
  return { id: id.text, name: id.name, ...withoutIdentity(formObject(body, id.key)) };
}

function formValue(value: unknown, owner: string): unknown {
  if (Array.isArray(value)) return value.map((element) => formValue(element, owner));
  if (!isJsonObject(value)) return value;
  const { id } = value;
  if (typeof id !== "string") return sortNames(formEach(value, owner));
  // Parts of a resource have ids below its own; references to others are short as they are.
  const isPart = id.toLowerCase().startsWith(`${owner}/`);
  return isPart ? formObject(value, owner) : sortNames(formEach(withoutNoise(value), owner));
}

/** A resource or a part of one: flattened properties are put where ARM has them. */
function formObject(body: JsonObject, owner: string, typeKey = ""): JsonObject {
  const known = withoutNoise(body);
  if (Object.hasOwn(body, "properties")) return sortNames(formEach(known, owner));
  const entries = Object.entries(known);
  const outer = entries.flatMap(([name, value]) => {
    const spelled = envelopeNameOf(typeKey, name);
    return spelled === undefined ? [] : [[spelled, value] as const];
  });
  const inner = entries.filter(([name]) => envelopeNameOf(typeKey, name) === undefined);
  const properties = inner.length === 0 ? [] : [["properties", Object.fromEntries(inner)] as const];
  return sortNames(formEach(Object.fromEntries([...outer, ...properties]), owner));
}

function formEach(object: JsonObject, owner: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, formValue(value, owner)]),
  );
}

// What the id says already, and what changes with every write.
const noise: ReadonlySet<string> = new Set(["etag", "resourcegroup", "subscriptionid"]);

function withoutNoise(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !noise.has(name.toLowerCase())),
  );
}

function withoutIdentity(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !first.includes(name.toLowerCase())),
  );
}

const first: readonly string[] = ["id", "type", "name"];

function sortNames(object: JsonObject): JsonObject {
  const isNamed = Object.hasOwn(object, "id") || Object.hasOwn(object, "name");
  const head = isNamed ? first.filter((name) => Object.hasOwn(object, name)) : [];
  const names = Object.keys(object)
    .filter((name) => !head.includes(name))
    .sort();
  return Object.fromEntries([...head, ...names].map((name) => [name, object[name]]));
}

function replaceAt(
  body: JsonObject,
  [step = "", ...rest]: readonly string[],
  value: unknown,
): JsonObject {
  const inner = body[step];
  const next = rest.length === 0 ? value : replaceAt(isJsonObject(inner) ? inner : {}, rest, value);
  return { ...body, [step]: next };
}

function byId(a: Resource, b: Resource): number {
  return a.id.key < b.id.key ? -1 : 1;
}

function ignore(): void {}
