import { isJsonObject } from "../../../src/arm/index.ts";
import { valuesOf } from "./enums.ts";
import { type Mapper, type MapperType, mapperOf, subclassOf } from "./mapper.ts";

/** Where a value is no value of its mapper. */
export interface Violation {
  readonly at: string;
  readonly problem: string;
}

/** What is being looked at: clients must not write what is read-only, and servers may. */
export type Side = "request" | "response";

/** Holds a value against its mapper: required fields, types, enumerations, read-only fields. */
export function validate(
  mapper: Mapper,
  value: unknown,
  side: Side,
  at = "",
): readonly Violation[] {
  if (value === undefined) return [];
  if (value === null) return mapper.nullable === false ? [{ at, problem: "is null" }] : [];
  return validateType(mapper.type, value, side, at);
}

function validateType(
  type: MapperType,
  value: unknown,
  side: Side,
  at: string,
): readonly Violation[] {
  switch (type.name) {
    case "Composite":
      return validateComposite(type, value, side, at);
    case "Sequence":
      if (!Array.isArray(value)) return [wrong(at, "a list", value)];
      return value.flatMap((one: unknown, index) =>
        type.element === undefined ? [] : validate(type.element, one, side, `${at}/${index}`),
      );
    case "Dictionary":
      if (!isJsonObject(value)) return [wrong(at, "an object", value)];
      return Object.entries(value).flatMap(([name, one]) =>
        type.value === undefined ? [] : validate(type.value, one, side, `${at}/${name}`),
      );
    case "Enum":
      return type.allowedValues?.includes(value) === true
        ? []
        : [wrong(at, "one of its values", value)];
    case "Number":
      return typeof value === "number" ? [] : [wrong(at, "a number", value)];
    case "Boolean":
      return typeof value === "boolean" ? [] : [wrong(at, "true or false", value)];
    case "String":
    case "Uuid":
    case "ByteArray":
    case "TimeSpan":
      return typeof value === "string" ? [] : [wrong(at, "a text", value)];
    case "Date":
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value))
        ? []
        : [wrong(at, "a time", value)];
    default:
      return [];
  }
}

function validateComposite(
  type: MapperType,
  value: unknown,
  side: Side,
  at: string,
): readonly Violation[] {
  if (!isJsonObject(value)) return [wrong(at, "an object", value)];
  const full = subclassOf(type, value)?.type ?? mapperOf(type.className ?? "")?.type ?? type;
  return Object.entries(full.modelProperties ?? {}).flatMap(([name, mapper]) => {
    const steps = (mapper.serializedName ?? name)
      .split(/(?<!\\)\./)
      .map((one) => one.replaceAll("\\.", "."));
    const inner = valueAt(value, steps);
    const place = `${at}/${steps.join("/")}`;
    if (inner === undefined) {
      const isMissing =
        mapper.required === true && mapper.readOnly !== true && mapper.isConstant !== true;
      return isMissing ? [{ at: place, problem: "is required and absent" }] : [];
    }
    if (side === "request" && mapper.readOnly === true) return [];
    return [
      ...validate(mapper, inner, side, place),
      ...validateEnum(full.className ?? "", name, { value: inner, at: place, mapper }),
    ];
  });
}

// What Azure itself answers beside its own enumerations.
const recorded: ReadonlyMap<string, string> = new Map([["VirtualNetworkGateway.adminState", ""]]);

function validateEnum(
  className: string,
  property: string,
  { value, at, mapper }: { readonly value: unknown; readonly at: string; readonly mapper: Mapper },
): readonly Violation[] {
  const values = valuesOf(className, property);
  if (values === undefined) return [];
  const all =
    mapper.type.name === "Sequence" && Array.isArray(value)
      ? (value as readonly unknown[])
      : [value];
  return all
    .filter((one) => typeof one === "string" && !values.includes(one))
    .filter((one) => recorded.get(`${className}.${property}`) !== one)
    .map((one) => ({ at, problem: `is '${String(one)}', which is none of ${values.join(", ")}` }));
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  let at: unknown = value;
  for (const step of steps) at = isJsonObject(at) ? at[step] : undefined;
  return at;
}

function wrong(at: string, expected: string, value: unknown): Violation {
  return {
    at,
    problem: `is no ${expected.replace(/^an? /, "")}: ${JSON.stringify(value)?.slice(0, 80)}`,
  };
}
