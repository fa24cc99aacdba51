import { isJsonObject, type JsonObject } from "../../../arm/index.ts";
import { memberOf } from "../member.ts";

/** What a parameter may be, in one spelling. */
export type ParameterType = "string" | "int" | "bool" | "array" | "object";

/** A schema of a value: a declared parameter, a definition, or a part of either. */
export interface Schema {
  /** Absent when it is not said, or is none that ARM knows. */
  readonly type: ParameterType | undefined;
  readonly isSecure: boolean;
  readonly isNullable: boolean;
  readonly allowedValues: readonly unknown[] | undefined;
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  /** Everything that is written, with definitions put in: schemas of members are read on demand. */
  readonly written: JsonObject;
}

/** One parameter of a template. */
export interface Declaration extends Schema {
  /** As it is written. */
  readonly name: string;
  /** Absent when the template has none. */
  readonly defaultValue: unknown;
}

const types: ReadonlyMap<string, readonly [ParameterType, boolean]> = new Map([
  ["string", ["string", false]],
  ["securestring", ["string", true]],
  ["int", ["int", false]],
  ["bool", ["bool", false]],
  ["array", ["array", false]],
  ["object", ["object", false]],
  ["secureobject", ["object", true]],
]);

// A definition may name another one; longer chains lead in circles.
const maxReferences = 16;

/** Reads one declared parameter. What is not written as it should be counts as absent. */
export function readDeclaration(
  name: string,
  written: JsonObject,
  definitions: JsonObject,
): Declaration {
  const schema = readSchema(written, definitions);
  const value = memberOf(written, "defaultValue");
  return { ...schema, name, defaultValue: value };
}

/** Reads a schema; `$ref` takes over what the schema itself does not say. */
export function readSchema(written: JsonObject, definitions: JsonObject): Schema {
  const whole = resolve(written, definitions);
  const type = memberOf(whole, "type");
  // Who cannot read the type cannot know that the value is no secret.
  const [kind, isSecure = type !== undefined] =
    types.get(typeof type === "string" ? type.toLowerCase() : "") ?? [];
  const allowed = memberOf(whole, "allowedValues");
  return {
    type: kind,
    isSecure,
    isNullable: memberOf(whole, "nullable") === true,
    allowedValues: Array.isArray(allowed) ? allowed : undefined,
    minValue: numberOf(whole, "minValue"),
    maxValue: numberOf(whole, "maxValue"),
    minLength: numberOf(whole, "minLength"),
    maxLength: numberOf(whole, "maxLength"),
    written: whole,
  };
}

function resolve(written: JsonObject, definitions: JsonObject): JsonObject {
  let whole = written;
  for (let count = 0; count < maxReferences; count += 1) {
    const reference = memberOf(whole, "$ref");
    if (typeof reference !== "string") break;
    const [, name] = /^#\/definitions\/([^/]+)$/.exec(reference) ?? [];
    const definition = name === undefined ? undefined : memberOf(definitions, decode(name));
    const { $ref: _, ...own } = whole;
    whole = isJsonObject(definition) ? { ...definition, ...own } : own;
  }
  return whole;
}

function decode(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function numberOf(written: JsonObject, name: string): number | undefined {
  const value = memberOf(written, name);
  return typeof value === "number" ? value : undefined;
}
