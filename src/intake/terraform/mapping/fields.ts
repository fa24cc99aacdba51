import { isJsonObject, isUnknown, type JsonObject, placeholderOf } from "../../../arm/index.ts";
import { type Convert, idOf, plain } from "./convert.ts";
import type { Attributes } from "./mapping.ts";

/** Where a value comes from: an attribute by name, or several of which one counts. */
export type Source = string | ((attributes: Attributes) => unknown);

/**
 * One line of a table: the provider's attribute, the property of ARM's that holds it (steps with
 * dots between), and how the value changes on the way; `plain` when nothing is said.
 *
 * Null and empty text make no property. A value that is marked as unknown is copied as it is.
 */
export type Row = readonly [from: Source, to: string, convert?: Convert] | Rule;

/** A line that is more than one attribute and one property. */
export type Rule = (attributes: Attributes) => readonly Property[];

/** A property and its value. */
interface Property {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Turns a table into the function that builds what the table says. Cost: linear in the table. */
export function build(rows: readonly Row[]): (attributes: Attributes) => JsonObject {
  const rules = rows.map(toRule);
  return (attributes) => assemble(gather(rules, attributes));
}

/**
 * The value of an attribute; null, empty text and an empty list count as absent. What is inside an
 * unknown value is that unknown value.
 */
export function attributeOf(attributes: Attributes, from: Source): unknown {
  if (typeof from !== "string") return from(attributes);
  if (isUnknown(attributes)) return attributes;
  const value = Object.hasOwn(attributes, from) ? attributes[from] : undefined;
  return isEmpty(value) ? undefined : value;
}

/** An attribute as a name or a part of an id: its text, or the placeholder of an unknown one. */
export function nameOf(attributes: Attributes, attribute: string): string | undefined {
  const value = attributeOf(attributes, attribute);
  if (isUnknown(value)) return placeholderOf(value);
  return typeof value === "string" || typeof value === "number" ? `${value}` : undefined;
}

/**
 * The attribute under the name that it has in the provider's version. Where several are there, as
 * with old and new names side by side, the first one that is known.
 */
export function either(...names: readonly string[]): Source {
  return (attributes) => {
    const values = names.map((name) => attributeOf(attributes, name)).filter(isPresent);
    return values.find((value) => !isUnknown(value)) ?? values[0];
  };
}

/** The first of several lines that gives a known value: one fact, told differently by versions. */
export function firstOf(...rows: readonly Row[]): Rule {
  const rules = rows.map(toRule);
  return (attributes) => {
    const answers = rules.map((rule) => rule(attributes)).filter(({ length }) => length > 0);
    const known = answers.find((answer) => answer.every(({ value }) => !isUnknown(value)));
    return known ?? answers[0] ?? [];
  };
}

/** A line, or a value that the provider writes where the line gives nothing. */
export function orElse(row: Row, to: string, value: unknown): Rule {
  const rule = toRule(row);
  const otherwise = constant(to, value);
  return (attributes) => {
    const answer = rule(attributes);
    return answer.length > 0 ? answer : otherwise(attributes);
  };
}

/** An id: `subnet_id` becomes `"subnet": { "id": ... }`. */
export function reference(from: Source, to: string): Rule {
  const path = to.split(".");
  return (attributes) => {
    const value = idOf(attributeOf(attributes, from));
    return value === undefined ? [] : [{ path, value }];
  };
}

/** One id that ARM has in a list: `"subnets": [{ "id": ... }]`. */
export function referenceIn(from: Source, to: string): Rule {
  const single = reference(from, to);
  return (attributes) => single(attributes).map(({ path, value }) => ({ path, value: [value] }));
}

/** A block that may be there several times, as a list of objects. */
export function blocks(from: Source, to: string, rows: readonly Row[]): Rule {
  const element = build(rows);
  const convert: Convert = (value) =>
    nonEmpty(entriesOf(value).map((entry) => (isUnknown(entry) ? entry : element(entry))));
  return toRule([from, to, convert]);
}

/** A block that is there at most once: its rows make properties of the same object. */
export function inside(from: Source, rows: readonly Row[]): Rule {
  const rules = rows.map(toRule);
  return (attributes) => {
    const [entry] = entriesOf(attributeOf(attributes, from));
    return entry === undefined ? [] : gather(rules, entry);
  };
}

/** Puts what the rows make into a property. */
export function within(to: string, rows: readonly Row[]): Rule {
  const start = to.split(".");
  const rules = rows.map(toRule);
  return (attributes) =>
    gather(rules, attributes).map(({ path, value }) => ({ path: [...start, ...path], value }));
}

/** Rows of an object that has a name, and the rest in `properties`: most entries of ARM's lists. */
export function named(rows: readonly Row[]): readonly Row[] {
  return [[(attributes) => nameOf(attributes, "name"), "name"], within("properties", rows)];
}

/** A value that the provider writes without being told. */
export function constant(to: string, value: unknown): Rule {
  const property = { path: to.split("."), value };
  return () => [property];
}

/** Rows that count only where the condition holds. */
export function when(holds: (attributes: Attributes) => boolean, rows: readonly Row[]): Rule {
  const rules = rows.map(toRule);
  return (attributes) => (holds(attributes) ? gather(rules, attributes) : []);
}

/**
 * An attribute that Azure decides where nobody does, and the provider reads back. While it is
 * unknown it counts as absent: there is nothing to say, just as nobody says it to Azure.
 */
export function known(...names: readonly string[]): Source {
  const source = either(...names);
  return (attributes) => {
    const value = attributeOf(attributes, source);
    return isUnknown(value) ? undefined : value;
  };
}

/** The resource's own attributes as the one entry of a list. */
export const itself: Source = (attributes) => [attributes];

/** The objects of a block, which plans write as a list even where there is at most one. */
export function entriesOf(value: unknown): readonly JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

function toRule(row: Row): Rule {
  if (typeof row === "function") return row;
  const [from, to, convert = plain] = row;
  const path = to.split(".");
  return (attributes) => {
    const found = attributeOf(attributes, from);
    const value = isUnknown(found) ? found : convert(found);
    return value === undefined ? [] : [{ path, value }];
  };
}

// A plain loop: this runs for every row of every resource.
function gather(rules: readonly Rule[], attributes: Attributes): readonly Property[] {
  const properties: Property[] = [];
  for (const rule of rules) {
    for (const property of rule(attributes)) properties.push(property);
  }
  return properties;
}

// Paths stand in tables, never in the input, so plain objects are safe to fill; but only those made
// here, since a value on the way belongs to the input.
function assemble(properties: readonly Property[]): JsonObject {
  const result: Record<string, unknown> = {};
  const made = new Map<unknown, Record<string, unknown>>();
  for (const { path, value } of properties) {
    let at = result;
    for (const step of path.slice(0, -1)) {
      const next = made.get(at[step]) ?? {};
      made.set(next, next);
      at[step] = next;
      at = next;
    }
    const last = path.at(-1);
    if (last !== undefined) at[last] = value;
  }
  return result;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}
