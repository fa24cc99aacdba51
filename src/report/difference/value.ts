import { isJsonObject, isUnknown } from "../../arm/index.ts";

/** Formats a value of a resource in one line, ids without what nearly all share. */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return value === "" ? '""' : shortId(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : value.map(formatValue).join(", ");
  if (isUnknown(value)) return `(known after it is deployed: ${value.$unknown})`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? "";
  const leaves = leavesOf(value);
  return leaves.map(({ path, text }) => (path === "" ? text : `${path} ${text}`)).join(", ");
}

/** A value that holds no others, by the names that lead to it. */
export interface Leaf {
  /** Names joined by slashes, without ARM's `properties`. */
  readonly path: string;
  readonly text: string;
}

/** The values inside a JSON value, in the order written. A reference counts as one value. */
export function leavesOf(value: unknown, steps: readonly string[] = []): readonly Leaf[] {
  const path = shownPath(steps);
  if (isJsonObject(value) && !isUnknown(value)) {
    const { id } = value;
    if (typeof id === "string" && Object.keys(value).length === 1) {
      return [{ path, text: shortId(id) }];
    }
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...steps, name]));
  }
  const isListOfObjects = Array.isArray(value) && value.some(isJsonObject);
  if (!isListOfObjects) return [{ path, text: formatValue(value) }];
  return value.flatMap((element: unknown, at) =>
    leavesOf(withoutIdentity(element), [...steps, elementName(element) ?? `${at}`]),
  );
}

/** A path of names as people read it. */
export function shownPath(steps: readonly string[]): string {
  return steps.filter((step) => step !== "properties").join("/");
}

/** An id without subscription, group and the provider that most resources share. */
export function shortId(text: string): string {
  const at = text.toLowerCase().lastIndexOf("/providers/");
  if (!text.startsWith("/subscriptions/") || at < 0) return text;
  return text.slice(at + "/providers/".length).replace(/^microsoft\.network\//i, "");
}

function elementName(element: unknown): string | undefined {
  const name = isJsonObject(element) ? element["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

// Its name leads to it, and its id says no more.
function withoutIdentity(element: unknown): unknown {
  if (!isJsonObject(element) || elementName(element) === undefined) return element;
  const { id: _, name: __, type: ___, ...rest } = element;
  return rest;
}
