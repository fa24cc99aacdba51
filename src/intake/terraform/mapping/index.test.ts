import fc from "fast-check";
import { expect, test } from "vitest";
import { createUnknown, type JsonObject, parseArmId } from "../../../arm/index.ts";
import { additionOf, families, findExport, mappingOf } from "./index.ts";

const mappings = families.flatMap((family) => family.mappings);
const additions = families.flatMap((family) => family.additions);
const defaults = { subscription: "s" };

/** Every attribute that a table asks for. */
function attributesOf(read: (attributes: JsonObject) => unknown): readonly string[] {
  const asked = new Set<string>();
  const watch = (): JsonObject =>
    new Proxy(
      {},
      {
        getOwnPropertyDescriptor: (_, name) => {
          asked.add(`${String(name)}`);
          return { configurable: true, enumerable: true, value: [watch()] };
        },
        get: (_, name) => (name === "$unknown" ? undefined : [watch()]),
      },
    );
  read(watch());
  return [...asked];
}

const mark = createUnknown("azurerm_x.y.z");

function arbitraryAttributes(names: readonly string[]): fc.Arbitrary<JsonObject> {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom<unknown>(null, "", "x", "/a/b", 0, 1, true, false, mark, [mark], [[]]),
      fc.string(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, "__proto__", "name"), tie("value"), { maxKeys: 6 }),
    ),
  }));
  return fc.dictionary(fc.constantFrom(...names, "constructor"), value, { maxKeys: 12 });
}

test("no type is mapped twice", () => {
  const types = [...mappings, ...additions].map(({ terraform }) => terraform);
  expect(types).toEqual([...new Set(types)]);
  for (const mapping of mappings) expect(mappingOf(mapping.terraform)).toBe(mapping);
  for (const addition of additions) expect(additionOf(addition.terraform)).toBe(addition);
  expect(mappingOf("azurerm_nothing")).toBeUndefined();
  expect(additionOf("toString")).toBeUndefined();
});

// What the provider marks as sensitive, or hands to machines as it is.
const secret =
  /password|secret|shared_key|authorization_key|service_key|access_key|private_key|connection_string|cert|custom_data|user_data|(^|_)data$|token|pac_file$/;

test.each([
  ...mappings.map((mapping) => [mapping.terraform, mapping.body] as const),
  ...additions.map(
    ({ terraform, body }) => [terraform, (all: JsonObject): JsonObject => body(all, {})] as const,
  ),
])("%s: no secret is asked for", (_, body) => {
  const asked = attributesOf(body);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((name) => secret.test(name))).toEqual([]);
});

test.each(mappings.map((mapping) => [mapping.terraform, mapping] as const))(
  "%s: any attributes make an object and change nothing",
  (_, mapping) => {
    const names = attributesOf((attributes) => [
      mapping.id(attributes, defaults),
      mapping.body(attributes),
    ]);
    fc.assert(
      fc.property(arbitraryAttributes(names), (attributes) => {
        const before = JSON.stringify(attributes);
        const id = mapping.id(attributes, defaults);
        expect(id === undefined || id.startsWith("/")).toBe(true);
        expect(JSON.parse(JSON.stringify(mapping.body(attributes)))).toBeTypeOf("object");
        for (const path of Object.keys(mapping.exports ?? {})) {
          const steps = path.split(/[.[\]]+/).map((step) => (step === "*" ? 0 : step));
          findExport(mapping, steps, attributes);
        }
        expect(JSON.stringify(attributes)).toBe(before);
      }),
      { numRuns: 60, seed: 7 },
    );
  },
);

test.each(additions.map((addition) => [addition.terraform, addition] as const))(
  "%s: any attributes make an object and change nothing",
  (_, addition) => {
    const names = attributesOf((attributes) => [
      addition.target(attributes, defaults),
      addition.id?.(attributes, defaults),
      addition.body(attributes, {}),
    ]);
    fc.assert(
      fc.property(arbitraryAttributes(names), arbitraryAttributes(names), (attributes, target) => {
        const before = JSON.stringify([attributes, target]);
        addition.target(attributes, defaults);
        addition.id?.(attributes, defaults);
        expect(JSON.parse(JSON.stringify(addition.body(attributes, target)))).toBeTypeOf("object");
        expect(JSON.stringify([attributes, target])).toBe(before);
      }),
      { numRuns: 60, seed: 7 },
    );
  },
);

test.each(mappings.map((mapping) => [mapping.terraform, mapping] as const))(
  "%s: its id is one of its type",
  (_, { id, type }) => {
    const names = attributesOf((attributes) => id(attributes, defaults));
    const parent = `/subscriptions/s/resourceGroups/g/providers/${type.split("/", 1)}/${parentOf(type)}`;
    const attributes = Object.fromEntries(
      names.map((name) => [name, name.endsWith("_id") ? parent : "x"]),
    );
    const made = id(attributes, defaults);
    if (type === "Microsoft.Resources/resourceGroups") {
      expect(made).toBe("/subscriptions/s/resourceGroups/x");
    } else expect(parseArmId(made ?? "")?.type).toBe(type);
  },
);

// `loadBalancers/lb` for a pool of a load balancer.
function parentOf(type: string): string {
  return type
    .split("/")
    .slice(1, -1)
    .map((segment) => `${segment}/p`)
    .join("/");
}
