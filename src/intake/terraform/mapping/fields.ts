import { isJsonObject, isUnknown, type JsonObject, placeholderOf } from "../../../arm/index.ts";
import { type Convert, idOf, plain } from "./convert.ts";
import type { Attributes } from "./mapping.ts";

/** Where a value comes from: an attribute by name, or several of which one counts. */
export type Source = string | ((attributes: Attributes) => unknown);

/**
 * One line of a table: the provider's attribute, the property of ARM's that holds it (steps with
 * dots between, or in a list where a name has dots), and how the value changes on the way; `plain`
 * when nothing is said.
 *
 * Null and empty text make no property. A value that is marked as unknown is copied as it is.
 */
export type Row = readonly [from: Source, to: string | Path, convert?: Convert] | Rule;

/**
 * A line that is more than one attribute and one property, for properties below `start`.
 *
 * Tables are turned into functions once, which put what they make at the end of one list: a list
 * for each line and a path for each value took a fourth of the time that a plan takes.
 */
export type Rule = (start: Path) => Write;

type Path = readonly string[];
type Write = (attributes: Attributes, made: Property[]) => void;

/** A property and its value. */
interface Property {
  readonly path: Path;
  readonly value: unknown;
}

/** Turns a table into the function that builds what the table says. Cost: linear in the table. */
export function build(rows: readonly Row[]): (attributes: Attributes) => JsonObject {
  const write = compile(rows, []);
  return (attributes) => {
    const made: Property[] = [];
    write(attributes, made);
    return assemble(made);
  };
}

/**
 * The value of an attribute; null, empty text and an empty list count as absent. What is inside an
 * unknown value is that unknown value.
 */
export function attributeOf(attributes: Attributes, from: Source): unknown {
  if (typeof from !== "string") return from(attributes);
  if (!Object.hasOwn(attributes, from)) return isUnknown(attributes) ? attributes : undefined;
  const value = attributes[from];
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
    let first: unknown;
    for (const name of names) {
      const value = attributeOf(attributes, name);
      if (value !== undefined && !isUnknown(value)) return value;
      first ??= value;
    }
    return first;
  };
}

/** The first of several lines that gives a known value: one fact, told differently by versions. */
export function firstOf(...rows: readonly Row[]): Rule {
  return (start) => {
    const writes = rows.map((row) => toRule(row)(start));
    return (attributes, made) => {
      let first: readonly Property[] = [];
      for (const write of writes) {
        const answer: Property[] = [];
        write(attributes, answer);
        const isKnown = !answer.some(({ value }) => isUnknown(value));
        if (first.length === 0 || (isKnown && answer.length > 0)) first = answer;
        if (isKnown && answer.length > 0) break;
      }
      made.push(...first);
    };
  };
}

/** A line, or a value that the provider writes where the line gives nothing. */
export function orElse(row: Row, to: string, value: unknown): Rule {
  return (start) => {
    const write = toRule(row)(start);
    const otherwise = constant(to, value)(start);
    return (attributes, made) => {
      const before = made.length;
      write(attributes, made);
      if (made.length === before) otherwise(attributes, made);
    };
  };
}

/** An id: `subnet_id` becomes `"subnet": { "id": ... }`. */
export function reference(from: Source, to: string): Rule {
  return put(from, to, idOf);
}

/** One id that ARM has in a list: `"subnets": [{ "id": ... }]`. */
export function referenceIn(from: Source, to: string): Rule {
  return put(from, to, (value) => {
    const id = idOf(value);
    return id === undefined ? undefined : [id];
  });
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
  return (start) => {
    const write = compile(rows, start);
    return (attributes, made) => {
      const value = attributeOf(attributes, from);
      if (value === undefined) return;
      const [entry] = entriesOf(value);
      if (entry !== undefined) write(entry, made);
    };
  };
}

/** Puts what the rows make into a property. */
export function within(to: string, rows: readonly Row[]): Rule {
  return (start) => compile(rows, [...start, ...to.split(".")]);
}

/** Rows of an object that has a name, and the rest in `properties`: most entries of ARM's lists. */
export function named(rows: readonly Row[]): readonly Row[] {
  return [[(attributes) => nameOf(attributes, "name"), "name"], within("properties", rows)];
}

/** A value that the provider writes without being told. */
export function constant(to: string, value: unknown): Rule {
  return (start) => {
    const property = { path: [...start, ...to.split(".")], value };
    return (_, made) => {
      made.push(property);
    };
  };
}

/** Rows that count only where the condition holds. */
export function when(holds: (attributes: Attributes) => boolean, rows: readonly Row[]): Rule {
  return (start) => {
    const write = compile(rows, start);
    return (attributes, made) => {
      if (holds(attributes)) write(attributes, made);
    };
  };
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
  return put(from, to, (value) => (isUnknown(value) ? value : convert(value)));
}

function put(from: Source, to: string | Path, convert: Convert): Rule {
  return (start) => {
    const path = [...start, ...(typeof to === "string" ? to.split(".") : to)];
    return (attributes, made) => {
      const found = attributeOf(attributes, from);
      // Most attributes are absent, and no conversion makes something of nothing.
      const value = found === undefined ? undefined : convert(found);
      if (value !== undefined) made.push({ path, value });
    };
  };
}

function compile(rows: readonly Row[], start: Path): Write {
  const writes = rows.map((row) => toRule(row)(start));
  return (attributes, made) => {
    for (const write of writes) write(attributes, made);
  };
}

// Paths stand in tables, never in the input, so plain objects are safe to fill; but only those made
// here, since a value on the way belongs to the input.
function assemble(properties: readonly Property[]): JsonObject {
  const result: Record<string, unknown> = {};
  const own: Record<string, unknown>[] = [];
  for (const { path, value } of properties) {
    let at = result;
    const last = path.length - 1;
    for (let index = 0; index < last; index += 1) at = open(at, path[index] ?? "", own);
    at[path[last] ?? ""] = value;
  }
  return result;
}

// The objects made for one resource are a handful, so a list is searched faster than a set.
function open(
  holder: Record<string, unknown>,
  step: string,
  own: Record<string, unknown>[],
): Record<string, unknown> {
  const there = holder[step];
  for (const object of own) if (object === there) return object;
  const made: Record<string, unknown> = {};
  holder[step] = made;
  own.push(made);
  return made;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
