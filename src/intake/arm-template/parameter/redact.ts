import { createUnknown, isJsonObject, isUnknown, type JsonObject } from "../../../arm/index.ts";
import type { Value } from "../expression/index.ts";
import { memberOf } from "../member.ts";
import { readSchema, type Schema } from "./declaration.ts";

/** Stands for every secret text, so that none can reach an answer. */
export const secretText = "***";

/**
 * Takes the secrets out of a value: each text of a secure parameter, and of a secure member of an
 * object whose type is written out, becomes a fixed stand-in; an empty text stays empty, and the
 * structure stays.
 *
 * @param source what an unknown value is called afterwards, for its own source may hold a secret
 */
export function redact(
  value: Value,
  schema: Schema,
  definitions: JsonObject,
  source: string,
): Value {
  if (schema.isSecure) return hide(value, source);
  if (value === null || typeof value !== "object" || isUnknown(value)) return value;
  const inner = (written: unknown, member: Value): Value =>
    isJsonObject(written)
      ? redact(member, readSchema(written, definitions), definitions, source)
      : member;
  if (Array.isArray(value)) {
    const items = memberOf(schema.written, "items");
    const prefix = memberOf(schema.written, "prefixItems");
    if (items === undefined && prefix === undefined) return value;
    return value.map((element: Value, index) =>
      inner(Array.isArray(prefix) ? (prefix[index] ?? items) : items, element),
    );
  }
  const properties = memberOf(schema.written, "properties");
  const others = memberOf(schema.written, "additionalProperties");
  if (properties === undefined && others === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const own = isJsonObject(properties) ? memberOf(properties, name) : undefined;
      return [name, inner(own ?? others, member)];
    }),
  );
}

function hide(value: Value, source: string): Value {
  if (typeof value === "string") return value === "" ? "" : secretText;
  if (value === null || typeof value !== "object") return value;
  if (isUnknown(value)) return createUnknown(source);
  if (Array.isArray(value)) return value.map((element: Value) => hide(element, source));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, hide(member, source)]),
  );
}
