import type { Value } from "../expression/index.ts";
import { isValue } from "../value.ts";
import type { Declaration } from "./declaration.ts";
import { secretText } from "./redact.ts";

/**
 * Gives a value to a parameter that nobody gave one: the first that is allowed, else the plainest
 * that its bounds allow. A text is the name of the parameter, so that one sees where it went.
 */
export function standInFor(declaration: Declaration): Value {
  const [first] = declaration.allowedValues ?? [];
  switch (declaration.type) {
    case "int":
      return isValue(first) ? first : standInNumber(declaration);
    case "bool":
      return isValue(first) ? first : false;
    case "array":
      return Array.isArray(first) ? first : standInList(declaration);
    case "object":
      return isValue(first) ? first : {};
    case "string":
    case undefined:
      return isValue(first) ? first : standInText(declaration);
  }
}

function standInNumber({ minValue, maxValue }: Declaration): number {
  return minValue ?? Math.min(1, maxValue ?? 1);
}

function standInText({ name, isSecure, minLength = 0, maxLength }: Declaration): string {
  const text = isSecure ? secretText : name;
  return text.padEnd(minLength, "x").slice(0, maxLength);
}

// A list may have to have a length; what an element would be, nobody knows.
function standInList({ name, allowedValues, minLength = 0 }: Declaration): readonly Value[] {
  const [element = name] = allowedValues ?? [];
  return Array.from({ length: Math.min(minLength, 100) }, () =>
    isValue(element) ? element : name,
  );
}
