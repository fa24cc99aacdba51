import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import type { Field, Settling, Showing } from "./field.ts";

/**
 * What is kept of the properties that are asked for. Properties that no field names stay as they are,
 * after the others: Azure has more than we know of. `null` counts as absent, as in ARM.
 */
export function settleFields(
  fields: readonly Field[],
  asked: JsonObject,
  at: Omit<Settling, "kept" | "asked"> & { readonly before: unknown },
): JsonObject {
  const settled: [string, unknown][] = [];
  const { before, ...rest } = at;
  const kept = isJsonObject(before) ? before : {};
  for (const field of fields) {
    const wanted = peekOwn(asked, field.name) ?? undefined;
    const value = field.settle(wanted, { ...rest, asked, kept: kept[field.name] });
    if (value !== undefined) settled.push([field.name, value]);
  }
  const { known } = namesOf(fields);
  for (const [name, value] of Object.entries(asked)) {
    if (value !== null && !known.has(name.toLowerCase())) settled.push([name, value]);
  }
  return Object.fromEntries(settled);
}

interface Names {
  readonly exact: ReadonlySet<string>;
  /** In lower case. */
  readonly known: ReadonlySet<string>;
}

// Bodies are read and written by the thousand, by lists of fields that never change.
const names = new WeakMap<readonly Field[], Names>();

function namesOf(fields: readonly Field[]): Names {
  const present = names.get(fields);
  if (present !== undefined) return present;
  const exact = new Set(fields.map(({ name }) => name));
  const made = { exact, known: new Set([...exact].map((name) => name.toLowerCase())) };
  names.set(fields, made);
  return made;
}

/** The properties as they are shown, those of fields first. */
export function showFields(
  fields: readonly Field[],
  kept: JsonObject,
  at: Omit<Showing, "kept">,
): JsonObject {
  const shown: Record<string, unknown> = {};
  const here = { ...at, kept };
  for (const field of fields) {
    const value = field.show(kept[field.name], here);
    if (value !== undefined) shown[field.name] = value;
  }
  const { exact } = namesOf(fields);
  for (const name in kept) {
    if (!Object.hasOwn(shown, name) && !exact.has(name)) {
      shown[name] = kept[name];
    }
  }
  return shown;
}
