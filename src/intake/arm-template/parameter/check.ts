import { isEqualJson, isJsonObject, isUnknown } from "../../../arm/index.ts";
import { describeKind } from "../../field.ts";
import type { Value } from "../expression/index.ts";
import type { ParameterType, Schema } from "./declaration.ts";

/** Why Azure would refuse a value, without the value itself. */
export interface Refusal {
  /** Completes "parameter x ...". */
  readonly problem: string;
  /** Whether the value cannot be used at all. */
  readonly isUnusable: boolean;
}

/** Holds a value against its schema; `undefined` when Azure would take it. */
export function checkValue(value: Value, schema: Schema): Refusal | undefined {
  if (isUnknown(value) || (value === null && schema.isNullable)) return undefined;
  const { type } = schema;
  if (type !== undefined && !hasType(value, type)) {
    const problem = `should be ${typeWords[type]}, found ${describeKind(value)}`;
    return { problem, isUnusable: true };
  }
  const problem = checkAllowed(value, schema) ?? checkBounds(value, schema);
  return problem === undefined ? undefined : { problem, isUnusable: false };
}

/** Kinds of values in words. */
const typeWords: Readonly<Record<ParameterType, string>> = {
  string: "a text",
  int: "an integer",
  bool: "true or false",
  array: "a list",
  object: "an object",
};

function hasType(value: Value, type: ParameterType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "int":
      return typeof value === "number" && Number.isInteger(value);
    case "bool":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
  }
}

// An array may be one of the allowed values, or hold nothing but such.
function checkAllowed(value: Value, { allowedValues, isSecure }: Schema): string | undefined {
  if (allowedValues === undefined) return undefined;
  const isAllowed = (one: unknown): boolean =>
    allowedValues.some((allowed) => isEqualJson(allowed, one));
  if (isAllowed(value) || (Array.isArray(value) && value.every(isAllowed))) return undefined;
  const texts = allowedValues.filter((allowed) => typeof allowed !== "object").slice(0, 12);
  if (isSecure || texts.length === 0) return "is none of the allowed values";
  const more = texts.length < allowedValues.length ? ", ..." : "";
  return `is none of the allowed values: ${texts.join(", ")}${more}`;
}

function checkBounds(value: Value, schema: Schema): string | undefined {
  const { minValue, maxValue, minLength, maxLength } = schema;
  if (typeof value === "number") {
    if (minValue !== undefined && value < minValue) return `is below its least value, ${minValue}`;
    if (maxValue !== undefined && value > maxValue) {
      return `is above its greatest value, ${maxValue}`;
    }
  }
  if (typeof value === "string" || Array.isArray(value)) {
    const { length } = value;
    if (minLength !== undefined && length < minLength) return `is shorter than ${minLength}`;
    if (maxLength !== undefined && length > maxLength) return `is longer than ${maxLength}`;
  }
  return undefined;
}
