import { isEqualJson, isJsonObject, isUnknown, type JsonObject } from "../../arm/index.ts";

/** A value inside a resource that is not the same on both sides. */
export interface ValueChange {
  readonly kind: "added" | "removed" | "changed";
  /** Names that lead to it; an element of a list is told by its name. */
  readonly path: readonly string[];
  /** Absent when it was added. */
  readonly before: unknown;
  /** Absent when it was removed. */
  readonly after: unknown;
}

/**
 * What differs between two JSON values, in the order of names. Names of properties and ids count
 * without regard to case. Elements of lists are told apart by their names, else by their contents,
 * and their order does not count.
 */
export function compareJson(before: unknown, after: unknown): readonly ValueChange[] {
  const changes: ValueChange[] = [];
  compareAt([], before, after, changes);
  return changes;
}

function compareAt(
  path: readonly string[],
  before: unknown,
  after: unknown,
  changes: ValueChange[],
): void {
  if (isSameValue(path.at(-1), before, after)) return;
  if (isPlainObject(before) && isPlainObject(after)) {
    compareObjects(path, before, after, changes);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(path, before, after, changes);
  } else {
    const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    changes.push({ kind, path, before, after });
  }
}

function isPlainObject(value: unknown): value is JsonObject {
  return isJsonObject(value) && !isUnknown(value);
}

function isSameValue(name: string | undefined, a: unknown, b: unknown): boolean {
  if (isEqualJson(a, b)) return true;
  if (typeof a !== "string" || typeof b !== "string") return false;
  if (a.startsWith("/") && b.startsWith("/")) return a.toLowerCase() === b.toLowerCase();
  // People write `West Europe` where Azure answers `westeurope`.
  return name?.toLowerCase() === "location" && regionKey(a) === regionKey(b);
}

function regionKey(text: string): string {
  return text.replaceAll(" ", "").toLowerCase();
}

function compareObjects(
  path: readonly string[],
  before: JsonObject,
  after: JsonObject,
  changes: ValueChange[],
): void {
  const [was, is] = [byLowerName(before), byLowerName(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  for (const name of names) {
    const [old, now] = [was.get(name), is.get(name)];
    const written = now?.name ?? old?.name ?? name;
    compareAt([...path, written], old?.value, now?.value, changes);
  }
}

function byLowerName(object: JsonObject) {
  return new Map(
    Object.entries(object).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  );
}

function compareLists(
  path: readonly string[],
  before: readonly unknown[],
  after: readonly unknown[],
  changes: ValueChange[],
): void {
  const [was, is] = [byElementName(before), byElementName(after)];
  if (was === undefined || is === undefined) {
    compareBags(path, before, after, changes);
    return;
  }
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  for (const key of keys) {
    const [old, now] = [was.get(key), is.get(key)];
    const label = now?.label ?? old?.label ?? key;
    compareAt([...path, label], old?.value, now?.value, changes);
  }
}

interface Element {
  readonly label: string;
  readonly value: unknown;
}

// Absent when not every element has a name, or two have the same one.
function byElementName(list: readonly unknown[]): ReadonlyMap<string, Element> | undefined {
  const elements = new Map<string, Element>();
  for (const value of list) {
    const text = elementName(value);
    if (text === undefined) return undefined;
    elements.set(text.toLowerCase(), { label: text.split("/").at(-1) ?? text, value });
  }
  return elements.size === list.length ? elements : undefined;
}

function elementName(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { name, id } = value;
  if (typeof name === "string") return name;
  return typeof id === "string" ? id : undefined;
}

// What one side has more often than the other.
function compareBags(
  path: readonly string[],
  before: readonly unknown[],
  after: readonly unknown[],
  changes: ValueChange[],
): void {
  const left = new Map<string, unknown[]>();
  for (const value of before) {
    const key = keyOf(value);
    left.set(key, [...(left.get(key) ?? []), value]);
  }
  const added = after.filter((value) => left.get(keyOf(value))?.pop() === undefined);
  const removed = [...left.values()].flat();
  changes.push(
    ...removed.map(
      (value) => ({ kind: "removed", path, before: value, after: undefined }) as const,
    ),
    ...added.map((value) => ({ kind: "added", path, before: undefined, after: value }) as const),
  );
}

function keyOf(value: unknown): string {
  if (typeof value === "string" && value.startsWith("/"))
    return JSON.stringify(value.toLowerCase());
  if (!isJsonObject(value)) return JSON.stringify(value) ?? "";
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${name.toLowerCase()}:${keyOf(value[name])}`).join()}}`;
}
