// Damage to a JSON document that knows what stands where: what a wrong export, a merge by hand or a
// script may do to it.
import fc from "fast-check";
import { isJsonObject } from "../../src/arm/index.ts";

type Json = unknown;

/**
 * One change of a document; `at` and `to` choose places and values, whatever the document holds.
 */
export interface Mutation {
  readonly kind: keyof typeof changes;
  readonly at: number;
  readonly to: number;
}

/** A value in a document, and how to reach it. */
interface Spot {
  readonly holder: Json[] | Record<string, Json>;
  readonly key: string | number;
  readonly value: Json;
}

const idPattern = /^\/subscriptions\//i;
const addressPattern = /^[\d.:a-f]+(?:\/\d+)?$/i;

// What stands in place of a value of another type.
const strangers: readonly Json[] = [
  null,
  "",
  "text",
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  [null],
  { id: null },
  { properties: [] },
  "\u0000",
  "__proto__",
];

const addresses = [
  "10.0.0.0/33",
  "10.0.0.1/8",
  "10.0.0.0/08",
  "0.0.0.0/0",
  "::/0",
  "::ffff:10.0.0.0/104",
  "fe80::1%eth0",
  "255.255.255.255/32",
  "10.0.0.0/-1",
  "1.2.3",
  "10.0.0.4",
  "AzureCloud",
  "0.0.0.0",
];
const numbers = [0, -1, 0.5, 65_535, 4_294_967_296, 2 ** 53, -1e308, 1e308];

const changes = {
  remove: (spots, { at }) => remove(pick(spots, at)),
  repeat: (spots, { at, to }) => repeat(pick(spots, at), to),
  rename: (spots, { at, to }) => rename(pick(spots, at), to),
  retype: (spots, { at, to }) => set(pick(spots, at), structuredClone(pick(strangers, to))),
  wrap: (spots, { at, to }) => {
    const spot = pick(spots, at);
    if (spot !== undefined) set(spot, to % 2 === 0 ? [spot.value] : { value: spot.value });
  },
  cross: (spots, { at, to }) => {
    const ids = spots.filter(({ value }) => typeof value === "string" && idPattern.test(value));
    set(pick(ids, at), pick(ids, to)?.value);
  },
  bendId: (spots, { at, to }) => {
    const ids = spots.filter(({ value }) => typeof value === "string" && idPattern.test(value));
    const spot = pick(ids, at);
    if (spot !== undefined) set(spot, bendId(spot.value as string, to));
  },
  address: (spots, { at, to }) => {
    const texts = spots.filter(
      ({ value }) => typeof value === "string" && addressPattern.test(value),
    );
    const other = to % 2 === 0 ? pick(addresses, to >> 1) : pick(texts, to >> 1)?.value;
    set(pick(texts, at), other);
  },
  number: (spots, { at, to }) => {
    const found = spots.filter(({ value }) => typeof value === "number");
    set(pick(found, at), pick(numbers, to));
  },
  shuffle: (spots, { at, to }) => {
    const spot = pick(lists(spots), at);
    if (spot !== undefined) shuffle(spot.value as Json[], to);
  },
  truncate: (spots, { at, to }) => {
    const spot = pick(
      spots.filter(({ value }) => typeof value === "string" && value !== ""),
      at,
    );
    const text = spot?.value as string;
    if (spot !== undefined) set(spot, text.slice(0, to % text.length));
  },
  graft: (spots, { at, to }) => set(pick(spots, at), structuredClone(pick(spots, to)?.value)),
  crowd: (spots, { at }) => {
    const list = pick(lists(spots), at)?.value as Json[] | undefined;
    if (list !== undefined) list.push(...structuredClone(list));
  },
} as const satisfies Record<string, (spots: readonly Spot[], mutation: Mutation) => void>;

/** Any mutation. */
export const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...(Object.keys(changes) as (keyof typeof changes)[])),
  at: fc.nat(),
  to: fc.nat(),
});

/**
 * Gives the document with the mutations one after the other; the document itself stays as it is.
 */
export function mutate(document: Json, mutations: readonly Mutation[]): Json {
  const top = { document: structuredClone(document) };
  for (const mutation of mutations) changes[mutation.kind](spotsBelow(top.document), mutation);
  return top.document;
}

function spotsBelow(value: Json): readonly Spot[] {
  const spots: Spot[] = [];
  const open: Json[] = [value];
  while (open.length > 0) {
    const holder = open.pop();
    if (!Array.isArray(holder) && !isJsonObject(holder)) continue;
    const container = holder as Json[] & Record<string, Json>;
    for (const key of Object.keys(container)) {
      const inner = container[key];
      spots.push({ holder: container, key, value: inner });
      open.push(inner);
    }
  }
  return spots;
}

function lists(spots: readonly Spot[]): readonly Spot[] {
  return spots.filter(({ value }) => Array.isArray(value) && value.length > 0);
}

function pick<T>(values: readonly T[], at: number): T | undefined {
  return values[at % Math.max(values.length, 1)];
}

function set(spot: Spot | undefined, value: Json): void {
  if (spot !== undefined) define(spot.holder, spot.key, value);
}

// Plain assignment to `__proto__` would be lost.
function define(holder: Spot["holder"], key: string | number, value: Json): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function remove(spot: Spot | undefined): void {
  if (spot === undefined) return;
  if (Array.isArray(spot.holder)) spot.holder.splice(Number(spot.key), 1);
  else delete (spot.holder as Record<string, Json>)[spot.key];
}

// The same property in other letters, or the same element once more.
function repeat(spot: Spot | undefined, to: number): void {
  if (spot === undefined) return;
  const { holder, key } = spot;
  const copy: Json = structuredClone(spot.value);
  if (Array.isArray(holder)) holder.splice(to % (holder.length + 1), 0, copy);
  else define(holder, to % 2 === 0 ? `${key}`.toUpperCase() : `${key}2`, copy);
}

function rename(spot: Spot | undefined, to: number): void {
  if (spot === undefined || Array.isArray(spot.holder)) return;
  const names = [...Object.keys(spot.holder), "id", "name", "type", "properties", "__proto__"];
  remove(spot);
  define(spot.holder, pick(names, to) ?? "", spot.value);
}

function bendId(id: string, to: number): string {
  const segments = id.split("/");
  const at = (to >> 3) % segments.length;
  switch (to % 8) {
    case 0:
      return id.toUpperCase();
    case 1:
      return `${id}/`;
    case 2:
      return segments.toSpliced(at, 1).join("/");
    case 3:
      return segments.toSpliced(at, 0, "..").join("/");
    case 4:
      return `${id}${id}`;
    case 5:
      return segments.with(at, "").join("/");
    case 6:
      return `${id}/subnets/${segments.at(-1)}`;
    default:
      return segments.with(at, "\u0000%2F ").join("/");
  }
}

function shuffle(list: Json[], seed: number): void {
  let state = seed;
  for (let at = list.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    [list[at], list[other]] = [list[other], list[at]];
  }
}
