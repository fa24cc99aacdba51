// Attributes of the provider on one side, what ARM has for them on the other.
import { expect, test } from "vitest";
import {
  childKinds,
  decoders,
  embeddedChildren,
  type JsonObject,
  type Kind,
  parseArmId,
  type Resource,
  typeKeys,
} from "../src/arm/index.ts";
import {
  type Attributes,
  additionOf,
  addTo,
  mappingOf,
} from "../src/intake/terraform/mapping/index.ts";

const subscription = "00000000-0000-0000-0000-000000000000";

const group = `/subscriptions/${subscription}/resourceGroups/rg`;

/** Id of a resource in the group of the tables: `idIn("virtualHubs/hub")`. */
export function idIn(path: string, namespace: string = "Microsoft.Network"): string {
  return `${group}/providers/${namespace}/${path}`;
}

/** A resource of a plan: its type, and its attributes without name and group where they are usual. */
export type Planned = readonly [terraform: string, attributes: Attributes];

/** A name, a resource of a plan, the last part of its id, and its properties in ARM. */
export type MappingRow = readonly [
  name: string,
  terraform: string,
  attributes: Attributes,
  id: string,
  properties: JsonObject | undefined,
];

/** Makes one test of each row, and has `arm` read what comes out, without a word. */
export function expectMappings(rows: readonly MappingRow[]): void {
  test.each(rows)("%s", (_, terraform, attributes, id, properties) => {
    const resource = mapResource([terraform, attributes]);
    expect(resource.id.text.split("/providers/")[1]).toBe(id);
    expect(resource.body["properties"]).toEqual(properties);
    expect(decode(resource).said).toEqual([]);
  });
}

/** A name, an addition of a plan, the last part of its target's id, and what it adds. */
export function expectAdditions(rows: readonly MappingRow[]): void {
  test.each(rows)("%s", (_, terraform, attributes, target, properties) => {
    const addition = additionOf(terraform);
    const full = usual(attributes);
    expect(addition?.target(full, { subscription })?.split("/providers/")[1]).toBe(target);
    expect(addition?.body(full, {})).toEqual({ properties });
  });
}

/** The resource that a planned one becomes. */
export function mapResource([terraform, attributes]: Planned): Resource {
  const mapping = mappingOf(terraform);
  if (mapping === undefined) throw new Error(`no mapping of ${terraform}`);
  const full = usual(attributes);
  const id = parseArmId(mapping.id(full, { subscription }) ?? "");
  if (id === undefined) throw new Error(`no id of ${terraform}`);
  if (id.type !== mapping.type) throw new Error(`${id.type} is no ${mapping.type}`);
  const body = { id: id.text, type: id.type, name: id.name, ...mapping.body(full) };
  return createResource(body);
}

/** The resources that a plan becomes, with what others add to them. */
export function mapPlan(plan: readonly Planned[]): ReadonlyMap<string, Resource> {
  const isAddition = ([terraform]: Planned): boolean => additionOf(terraform) !== undefined;
  const resources = new Map(
    plan
      .filter((planned) => !isAddition(planned))
      .map((planned) => {
        const resource = mapResource(planned);
        return [resource.id.key, resource];
      }),
  );
  for (const [terraform, attributes] of plan.filter(isAddition)) {
    const addition = additionOf(terraform);
    const full = usual(attributes);
    const key = addition?.target(full, { subscription })?.toLowerCase() ?? "";
    const target = resources.get(key);
    if (addition === undefined || target === undefined) throw new Error(`no target ${key}`);
    const body = addTo(target.body, [addition.body(full, target.body)]);
    resources.set(key, createResource(body));
  }
  return resources;
}

/** What `arm` reads in a resource, without places, and what it says. */
export function decode(resource: Resource): {
  readonly body: unknown;
  readonly said: readonly string[];
} {
  const kind = (Object.keys(typeKeys) as Kind[]).find((key) => typeKeys[key] === resource.typeKey);
  const said: string[] = [];
  const body =
    kind === undefined
      ? undefined
      : decoders[kind](resource, ({ code, place }) => said.push(`${code} ${place.pointer}`));
  return { body: withoutPlaces(body), said };
}

/** What `arm` reads in resources and in the children that stand inside them, by id. */
export function decodeAll(resources: Iterable<Resource>): Readonly<Record<string, unknown>> {
  const all = [...resources].flatMap((resource) => [resource, ...childrenOf(resource)]);
  const entries = all.map((resource): [string, unknown] => {
    const { body, said } = decode(resource);
    expect(said).toEqual([]);
    return [resource.id.key, body];
  });
  return Object.fromEntries(entries);
}

function childrenOf(parent: Resource): readonly Resource[] {
  return Object.values(childKinds)
    .filter((kind) => typeKeys[kind.parent] === parent.typeKey)
    .flatMap((kind) => embeddedChildren(parent, kind, () => expect.fail()))
    .map(({ resource }) => resource);
}

/** A resource from what a file would hold. */
export function createResource(body: JsonObject): Resource {
  const id = parseArmId(`${body["id"]}`);
  if (id === undefined) throw new Error(`${body["id"]} is no id`);
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey: id.type.toLowerCase(), body, place };
}

function usual(attributes: Attributes): Attributes {
  return { name: "x", resource_group_name: "rg", ...attributes };
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !/place$/i.test(key))
      .map(([key, inner]) => [key, withoutPlaces(inner)]),
  );
}
