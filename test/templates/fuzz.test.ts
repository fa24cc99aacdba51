// Damaged templates: whatever stands in one, it is evaluated without throwing and in bounded time.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";
import { readDocument } from "../../src/intake/index.ts";
import { findSharedFile } from "../shared-file.ts";
import { type DeploymentCase, deployCase, readDeploymentCase } from "./deployment-case.ts";

const folder = fileURLToPath(new URL("./cases/", import.meta.url));
const ours: readonly DeploymentCase[] = readdirSync(folder).map((name) =>
  readDeploymentCase(readFileSync(folder + name, "utf8")),
);

const corpus = findSharedFile("corpus/arm");

function publishedTemplates(): readonly DeploymentCase[] {
  if (corpus === undefined) return [];
  return readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") && !name.endsWith(".parameters.json"))
    .flatMap((name) => {
      const text = readFileSync(`${corpus}/${name}`, "utf8");
      const document = readDocument({ file: name, text });
      if (document.kind === "invalid" || !isJsonObject(document.value)) return [];
      return [{ template: document.value, assumesDefaults: true }];
    });
}

interface Mutation {
  readonly kind: "drop" | "replace" | "copy" | "wrap" | "rename";
  /** Which of all values of the template, counted through. */
  readonly at: number;
  /** Which one to take instead, where another one is taken. */
  readonly from: number;
  readonly piece: number;
}

// Values that mean something where a template has values.
const pieces: readonly unknown[] = [
  null,
  -1,
  1e300,
  "",
  "[",
  "[parameters('x')]",
  "[variables('a')]",
  "[reference('net')]",
  "[reference(parameters('x'), '2020-01-01', 'full')]",
  "[references('tables')]",
  "[resourceGroup()]",
  "[deployment().properties.templateLink.uri]",
  "[copyIndex()]",
  "[copyIndex('x', 3)]",
  "[range(0, 10000)]",
  "[map(range(0, 900), lambda('i', range(0, 900)))]",
  "[utcNow()]",
  "[json('{\"__proto__\": [1]}')]",
  "[listKeys('x', '2020-01-01')]",
  "[if(true(), null(), fail('x'))]",
  "/",
  "/subscriptions/x",
  "Microsoft.Resources/deployments",
  "Microsoft.Network/virtualNetworks/subnets",
  { $unknown: "x" },
  [
    {
      name: "x",
      count: 800,
      input: { copy: [{ name: "y", count: 800, input: "[copyIndex('y')]" }] },
    },
  ],
  { name: "x", count: 800 },
  { reference: { keyVault: { id: 7 } } },
  JSON.parse('{"__proto__": {"type": "x"}, "constructor": 1}'),
];

interface Slot {
  readonly holder: unknown[] | Record<string, unknown>;
  readonly key: string;
}

function slotsOf(value: unknown): readonly Slot[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as unknown[] | Record<string, unknown>;
  return Object.entries(value).flatMap(([key, member]) => [{ holder, key }, ...slotsOf(member)]);
}

function read({ holder, key }: Slot): unknown {
  return Array.isArray(holder) ? holder[Number(key)] : holder[key];
}

function write({ holder, key }: Slot, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function mutate(template: JsonObject, mutations: readonly Mutation[]): JsonObject {
  const copy: JsonObject = structuredClone(template);
  for (const { kind, at, from, piece } of mutations) {
    const slots = slotsOf(copy);
    const slot = slots[at % slots.length];
    const other = slots[from % slots.length];
    if (slot === undefined || other === undefined) continue;
    if (kind === "drop" && Array.isArray(slot.holder)) slot.holder.splice(Number(slot.key), 1);
    if (kind === "drop" && !Array.isArray(slot.holder)) delete slot.holder[slot.key];
    if (kind === "replace") write(slot, structuredClone(pieces[piece % pieces.length]));
    if (kind === "copy") write(slot, structuredClone(read(other)));
    if (kind === "wrap") write(slot, { copy: [read(slot)], resources: [read(slot)] });
    if (kind === "rename" && !Array.isArray(slot.holder)) {
      write({ holder: slot.holder, key: other.key }, read(slot));
    }
  }
  return copy;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("drop", "replace", "copy", "wrap", "rename"),
  at: fc.nat(),
  from: fc.nat(),
  piece: fc.nat(),
});

// Far more than any takes: what is looked for is work without an end.
const patience = 20_000;

test("evaluates any damaged template without throwing", () => {
  const bases = [...ours, ...publishedTemplates()];
  let made = 0;
  let slowest = 0;
  const cases = fc.tuple(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(cases, ([which, mutations]) => {
      const base = bases[which % bases.length];
      if (base === undefined) return;
      const template = mutate(base.template, mutations);
      const start = performance.now();
      const deployed = deployCase({ ...base, template });
      slowest = Math.max(slowest, performance.now() - start);
      made += deployed.resources.length;
      expect(JSON.stringify(deployed.outputs)).toBeTypeOf("string");
    }),
    { seed: 4, numRuns: 1500 },
  );
  // Damage is small, so that most of what a template makes is still made.
  expect(made).toBeGreaterThan(3000);
  expect(slowest).toBeLessThan(patience);
});
