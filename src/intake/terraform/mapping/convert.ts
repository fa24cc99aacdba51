import { isJsonObject, isUnknown, type Unknown } from "../../../arm/index.ts";

/**
 * Turns a known value of the provider into ARM's; `undefined` where there is none or it is of
 * another type than expected. It is not asked about values that are marked as unknown, but lists
 * may hold such.
 */
export type Convert = (value: unknown) => unknown;

/** A text, number or boolean, or a list of such, as it is. An empty list says nothing. */
export const plain: Convert = (value) => {
  if (Array.isArray(value)) return listOf(value);
  return isScalar(value) ? value : undefined;
};

/** A list of texts, of which some versions write only one. */
export const texts: Convert = (value) => listOf(Array.isArray(value) ? value : [value]);

/** The first element of a list, where ARM has only one. */
export const onlyOne: Convert = (value) => listOf(Array.isArray(value) ? value : [value])?.[0];

/** Names with texts, such as tags. */
export const record: Convert = (value) =>
  isJsonObject(value) && Object.keys(value).length > 0 ? value : undefined;

/** ARM asks the opposite question. */
export const inverted: Convert = (value) => (typeof value === "boolean" ? !value : undefined);

/**
 * ARM has another word, compared without regard to case; `true` and `false` stand for booleans.
 * A value that is not in the table stays as it is.
 */
export function choice(words: Readonly<Record<string, string | boolean | undefined>>): Convert {
  const table = new Map(Object.entries(words).map(([from, to]) => [from.toLowerCase(), to]));
  return (value) => {
    const key = isScalar(value) ? `${value}`.toLowerCase() : undefined;
    return key !== undefined && table.has(key) ? table.get(key) : plain(value);
  };
}

/** A list of ids: `[{ "id": ... }]`. */
export const references: Convert = (value) => mapList(value, idOf);

/** A list whose elements ARM wraps: `"Microsoft.Sql"` becomes `{ "service": "Microsoft.Sql" }`. */
export function wrapped(property: string): Convert {
  return (value) => mapList(value, (element) => ({ [property]: element }));
}

/** An id as a reference; so is one that is unknown. */
export function idOf(value: unknown): { readonly id: string | Unknown } | undefined {
  return (typeof value === "string" && value !== "") || isUnknown(value)
    ? { id: value }
    : undefined;
}

function mapList(value: unknown, convert: (element: unknown) => unknown): unknown {
  const list = listOf(Array.isArray(value) ? value : [value]);
  const mapped = list?.map(convert).filter((element) => element !== undefined);
  return mapped?.length ? mapped : undefined;
}

function listOf(value: readonly unknown[]): readonly unknown[] | undefined {
  const list = value.filter((element) => isScalar(element) || isUnknown(element));
  return list.length === 0 ? undefined : list;
}

function isScalar(value: unknown): value is string | number | boolean {
  if (typeof value === "string") return value !== "";
  return typeof value === "number" || typeof value === "boolean";
}
