import { isJsonObject, type JsonObject, parseArmId, peekOwn } from "../../arm/index.ts";
import type { RefusalDetail } from "../refusal/refusal.ts";
import type { Field } from "./field.ts";
import type { Shape } from "./shape.ts";

/**
 * Finds what in a body is JSON of another form than its property takes, with the codes of Azure and,
 * for references, its words. Properties that no field knows are not looked at. `null` fits
 * everywhere.
 */
export function findMisfits(
  body: JsonObject,
  {
    properties,
    beside,
  }: { readonly properties: readonly Field[]; readonly beside: readonly Field[] },
  at = "",
): readonly RefusalDetail[] {
  return misfit({ kind: "element", properties, beside }, body, at);
}

function misfit(shape: Shape, value: unknown, at: string): readonly RefusalDetail[] {
  if (value === undefined || value === null) return [];
  switch (shape.kind) {
    case "text":
      return typeof value === "object" ? [wrong(value, "a text", at)] : [];
    case "flag":
      return isFlag(value) ? [] : [wrong(value, "true or false", at)];
    case "whole":
      return isWhole(value) ? [] : [wrong(value, "a whole number", at)];
    case "choice":
      return isWord(value, shape.words)
        ? []
        : [wrong(value, `one of ${shape.words.join(", ")}`, at)];
    case "list":
      return listMisfits(shape, value, at);
    case "object":
      return isJsonObject(value)
        ? fieldMisfits(shape.fields, value, at)
        : [wrong(value, "an object", at)];
    case "reference":
      return referenceMisfits(shape, value, at);
    case "element":
      return elementMisfits(shape, value, at);
  }
}

function listMisfits(
  { of }: Extract<Shape, { kind: "list" }>,
  value: unknown,
  at: string,
): readonly RefusalDetail[] {
  if (!Array.isArray(value)) return [wrong(value, "a list", at)];
  if (of === undefined) return [];
  return value.flatMap((one: unknown, index) => misfit(of, one, `${at}[${index}]`));
}

function elementMisfits(
  { properties, beside }: Extract<Shape, { kind: "element" }>,
  value: unknown,
  at: string,
): readonly RefusalDetail[] {
  if (!isJsonObject(value)) return [wrong(value, "an object", at)];
  const inner = peekOwn(value, "properties");
  const inside =
    inner === undefined || inner === null || isJsonObject(inner)
      ? fieldMisfits(properties, isJsonObject(inner) ? inner : {}, join(at, "properties"))
      : [wrong(inner, "an object", join(at, "properties"))];
  return [...fieldMisfits(beside, value, at), ...inside];
}

function fieldMisfits(
  fields: readonly Field[],
  value: JsonObject,
  at: string,
): readonly RefusalDetail[] {
  return fields.flatMap(({ name, shape }) =>
    shape === undefined ? [] : misfit(shape, peekOwn(value, name), join(at, name)),
  );
}

function referenceMisfits(
  { type }: Extract<Shape, { kind: "reference" }>,
  value: unknown,
  at: string,
): readonly RefusalDetail[] {
  if (!isJsonObject(value)) return [wrong(value, "an object with an id", at)];
  const id = peekOwn(value, "id");
  if (id === undefined || id === null || id === "") {
    const message = `Value for reference id is missing. Path ${at}.`;
    return [{ code: "MissingJsonReferenceId", message }];
  }
  const parsed = typeof id === "string" ? parseArmId(id) : undefined;
  const wanted = type === undefined ? "" : ` of type ${type}`;
  if (parsed === undefined) {
    const message =
      `Reference Id ${String(id)} is not formatted correctly. The Id is expected to reference ` +
      `resources${wanted}. Path ${at}.`;
    return [{ code: "InvalidJsonReferenceFormat", message }];
  }
  const last = parsed.type.split("/").at(-1)?.toLowerCase();
  if (type === undefined || last === type.toLowerCase()) return [];
  const message =
    `Reference Id ${parsed.text} is referencing resource of a wrong type. The Id is expected to ` +
    `reference resources${wanted}. Path ${at}.`;
  return [{ code: "InvalidJsonReferenceWrongType", message }];
}

// Azure reads texts of numbers and of true and false too.
function isFlag(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && /^(true|false)$/i.test(value));
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value) || (typeof value === "string" && /^-?\d+$/.test(value));
}

function isWord(value: unknown, words: readonly string[]): boolean {
  return (
    typeof value === "string" && words.some((one) => one.toLowerCase() === value.toLowerCase())
  );
}

function wrong(value: unknown, wanted: string, at: string): RefusalDetail {
  const shown = JSON.stringify(value)?.slice(0, 100) ?? "";
  const message = `Error converting value ${shown}: it has to be ${wanted}. Path '${at}'.`;
  return { code: "InvalidJson", message };
}

function join(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}
