import type { Place } from "../../../diagnostic/index.ts";
import type { GivenParameter } from "../deployment.ts";
import type { Value } from "../expression/index.ts";
import { isValue } from "../value.ts";
import type { ParameterType } from "./declaration.ts";

/**
 * Reads `name=value` of a command line; `undefined` when it is none. What the value means depends on
 * the declared type, see `typeText`.
 */
export function parseParameterText(text: string, place: Place): GivenParameter | undefined {
  const at = text.indexOf("=");
  if (at < 1) return undefined;
  return { name: text.slice(0, at), value: text.slice(at + 1), place, isText: true };
}

/**
 * Gives a text of a command line the type that a parameter wants, as `az` does: texts are taken as
 * they are, everything else is JSON. What does not fit stays a text, which is reported as any value
 * of a wrong type.
 */
export function typeText(text: string, type: ParameterType | undefined): Value {
  switch (type) {
    case "string":
      return text;
    case "bool":
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : text;
    case "int":
      return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : text;
    case "array":
    case "object":
    case undefined:
      return parseJson(text);
  }
}

function parseJson(text: string): Value {
  try {
    const json: unknown = JSON.parse(text);
    return isValue(json) ? json : text;
  } catch {
    return text;
  }
}
