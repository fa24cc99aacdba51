import { isJsonObject } from "../../arm/index.ts";
import { findMentions } from "./references.ts";
import type { Row } from "./row.ts";

/**
 * What a snapshot said of a property that otherwise follows from other resources: these may be
 * outside the snapshot. `undefined` for rows that came from requests.
 */
export function saidOf({ facts }: Pick<Row, "facts">, name: string): unknown {
  const { said } = facts;
  return isJsonObject(said) ? said[name] : undefined;
}

/** Whether a row came out of a snapshot. */
export function isImported({ facts }: Pick<Row, "facts">): boolean {
  return facts["said"] !== undefined;
}

/** Keys of the resources that a row is said to be named by, and of what their elements are in. */
export function* tellsOf({ facts }: Pick<Row, "facts">): Iterable<string> {
  const { said } = facts;
  if (!isJsonObject(said)) return;
  for (const { target } of findMentions(said)) {
    yield target;
    yield ownerOf(target);
  }
}

function ownerOf(key: string): string {
  return key.split("/").slice(0, -2).join("/");
}

/**
 * A row without what was said of a resource: that one speaks for itself now, or is gone. The same row
 * when nothing was.
 */
export function forget(row: Row, key: string): Row {
  const { said } = row.facts;
  if (!isJsonObject(said)) return row;
  const kept = Object.entries(said).flatMap(([name, value]): readonly [string, unknown][] => {
    if (!Array.isArray(value)) return isOf(value, key) ? [] : [[name, value]];
    const rest = value.filter((one) => !isOf(one, key));
    return rest.length === 0 && value.length > 0 ? [] : [[name, rest]];
  });
  return { ...row, facts: { ...row.facts, said: Object.fromEntries(kept) } };
}

function isOf(value: unknown, key: string): boolean {
  if (!isJsonObject(value)) return false;
  const id = value["id"];
  return typeof id === "string" && [id.toLowerCase(), ownerOf(id.toLowerCase())].includes(key);
}

/** What is shown of a property: what follows from the estate, and what a snapshot said besides. */
export function withSaid(shown: unknown, said: unknown): unknown {
  if (said === undefined) return shown;
  if (shown === undefined) return said;
  if (!Array.isArray(shown) || !Array.isArray(said)) return shown;
  const known = new Set(shown.map(keyOf));
  return [...shown, ...said.filter((one) => isJsonObject(one) && !known.has(keyOf(one)))];
}

function keyOf(one: unknown): string | undefined {
  const { id, name } = isJsonObject(one) ? one : {};
  const text = id ?? name;
  return typeof text === "string" ? text.toLowerCase() : undefined;
}
