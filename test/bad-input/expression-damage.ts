// Damage to what is special to templates and plans: their expressions, counts, references and masks.
import fc from "fast-check";
import { isJsonObject } from "../../src/arm/index.ts";

/** One change; `at` and `to` choose the place and what is done to it, whatever the document holds. */
export interface Damage {
  readonly kind: keyof typeof changes;
  readonly at: number;
  readonly to: number;
}

type Holder = Record<string, unknown>;

interface Spot {
  readonly holder: Holder;
  readonly key: string;
  readonly value: unknown;
}

// What takes the place of a call's name, an argument, or a whole expression.
const names = ["concatt", "listKeys", "reference", "utcNow", "__proto__", "constructor", "ns.own"];
const expressions = [
  "[",
  "[]",
  "[concat(]",
  "[[escaped]",
  "[parameters('nope')]",
  "[variables(variables('x'))]",
  "[reference(resourceId('a', 'b'))]",
  "[copyIndex('nope', -1)]",
  "[range(0, 2147483647)]",
  "[padLeft('x', 2147483647)]",
  "[format('{0:D999999999}', 1)]",
  "[createArray()[0]]",
  "[null().a.b]",
  "[map(range(0, 800), lambda('i', map(range(0, 800), lambda('j', range(0, 800)))))]",
  "[guid()]",
  "[json('{')]",
  "[string(json('{\"__proto__\": 1}'))]",
  `[${"concat(".repeat(500)}'x'${")".repeat(500)}]`,
  `['${"''".repeat(300)}']`,
];
const counts = [-1, 0, 0.5, 800, 801, 900, 2 ** 31, 1e308, "7", "[length(range(0, 10000))]", null];
const references = [
  [],
  [""],
  ["azurerm_subnet"],
  ["azurerm_subnet.nope.id"],
  ["module.nope.id", "module.nope"],
  ["each.value", "each.key", "count.index", "self.id", "path.module"],
  ['module.spoke["app"].module.spoke["app"].id'],
  ["local.x", "var.nope"],
  [7, null, {}],
  Array.from({ length: 300 }, (_, at) => `azurerm_subnet.s${at}.id`),
];

const isExpression = ({ value }: Spot): boolean =>
  typeof value === "string" && value.startsWith("[");

const changes = {
  cutExpression: (spots, { at, to }) => {
    edit(pick(spots.filter(isExpression), at), (text) => text.slice(0, to % (text.length + 1)));
  },
  mangleExpression: (spots, { at, to }) => {
    edit(pick(spots.filter(isExpression), at), (text) => {
      const place = to % (text.length + 1);
      const piece = ["(", ")", "'", ",", "]", "[", ".", "?", "\\", "\u0000", "9e9"][to % 11];
      return text.slice(0, place) + piece + text.slice(place + (to % 2));
    });
  },
  renameCall: (spots, { at, to }) => {
    edit(pick(spots.filter(isExpression), at), (text) =>
      text.replace(/[A-Za-z]+(?=\()/, pick(names, to) ?? ""),
    );
  },
  plantExpression: (spots, { at, to }) => set(pick(spots, at), pick(expressions, to)),
  nestExpression: (spots, { at, to }) => {
    edit(pick(spots.filter(isExpression), at), (text) => {
      const inner = text.slice(1, -1);
      const depth = 1 + (to % 80);
      return `[${"string(".repeat(depth)}${inner}${")".repeat(depth)}]`;
    });
  },
  count: (spots, { at, to }) => {
    const copies = spots.filter(({ key }) => key === "count" || key === "copy");
    set(pick(copies, at), pick(counts, to));
  },
  depend: (spots, { at, to }) => {
    const lists = spots.filter(({ key }) => key === "dependsOn" || key === "references");
    const other = pick(lists, to)?.value;
    set(pick(lists, at), to % 3 === 0 ? pick(references, to) : structuredClone(other));
  },
  mask: (spots, { at, to }) => {
    const masks = spots.filter(({ key }) => /^(after_unknown|.*sensitive.*)$/.test(key));
    set(pick(masks, at), [true, false, [], {}, null, [[true]], { id: true, x: { y: 1 } }][to % 7]);
  },
  deepen: (spots, { at, to }) => {
    const spot = pick(spots, at);
    if (spot === undefined) return;
    let value = spot.value;
    for (let depth = to % 120; depth > 0; depth -= 1) value = depth % 2 === 0 ? [value] : { value };
    set(spot, value);
  },
  version: (spots, { at, to }) => {
    const found = spots.filter(({ key }) => /version|schema|type$|mode$/i.test(key));
    set(pick(found, at), ["", "2.0", 4, "1.0", "Microsoft.Resources/deployments", null][to % 6]);
  },
} as const satisfies Record<string, (spots: readonly Spot[], damage: Damage) => void>;

/** Any damage. */
export const anyDamage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom(...(Object.keys(changes) as (keyof typeof changes)[])),
  at: fc.nat(),
  to: fc.nat(),
});

/** Does the damage to a document, in place. */
export function damage(document: unknown, list: readonly Damage[]): void {
  for (const one of list) changes[one.kind](spotsBelow(document), one);
}

function spotsBelow(document: unknown): readonly Spot[] {
  const spots: Spot[] = [];
  const open: unknown[] = [document];
  while (open.length > 0) {
    const holder = open.pop();
    if (!Array.isArray(holder) && !isJsonObject(holder)) continue;
    for (const [key, value] of Object.entries(holder)) {
      spots.push({ holder: holder as Holder, key, value });
      open.push(value);
    }
  }
  return spots;
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(list.length, 1)];
}

function set(spot: Spot | undefined, value: unknown): void {
  if (spot !== undefined && spot.key !== "__proto__") spot.holder[spot.key] = value;
}

function edit(spot: Spot | undefined, change: (text: string) => string): void {
  if (spot !== undefined) set(spot, change(spot.value as string));
}
