import { createUnknown, isUnknown } from "../../../arm/index.ts";
import { kindOf } from "./argument.ts";
import { ExpressionFault } from "./fault.ts";
import { isList, isObject } from "./measure.ts";
import { elementOf, type IsSecret, memberOf, shorten, show } from "./source.ts";
import type { ObjectValue, Value } from "./value.ts";

/**
 * Finds a member of an object without regard to case, as ARM does; the exact name comes first.
 * `undefined`: there is none.
 */
export function findMember(object: ObjectValue, name: string): Value | undefined {
  const key = findKey(object, name);
  return key === undefined ? undefined : object[key];
}

/** The name of a member as the object has it. */
export function findKey(object: ObjectValue, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** `value.name`. Throws `ExpressionFault`. */
export function readMember(value: Value, name: string, shown: string = name): Value {
  if (isUnknown(value)) return memberOf(value, shown);
  if (!isObject(value)) {
    throw new ExpressionFault(`${kindOf(value)} has no member ${quote(shown)}`);
  }
  const member = findMember(value, name);
  if (member !== undefined) return member;
  throw new ExpressionFault(`there is no member ${quote(shown)}${listMembers(value)}`);
}

/** `value[index]`. Throws `ExpressionFault`. */
export function readElement(value: Value, index: Value, isSecret: IsSecret): Value {
  if (isUnknown(index)) {
    return createUnknown(shorten(`${show(value, isSecret)}[${index.$unknown}]`));
  }
  if (typeof index === "string") return readMember(value, index, isSecret(index) ? "***" : index);
  if (typeof index !== "number" || !Number.isInteger(index)) {
    throw new ExpressionFault(`an index is an integer or a text, not ${kindOf(index)}`);
  }
  if (isUnknown(value)) return elementOf(value, index);
  if (!isList(value)) throw new ExpressionFault(`${kindOf(value)} has no element ${index}`);
  const element = value[index];
  if (element !== undefined) return element;
  throw new ExpressionFault(`there is no element ${index}: the array has ${value.length}`);
}

function listMembers(object: ObjectValue): string {
  const names = Object.keys(object);
  if (names.length === 0) return ": the object is empty";
  const shown = names.slice(0, 8).map(quote);
  return `; there are ${shown.join(", ")}${names.length > shown.length ? " and more" : ""}`;
}

/** A name in a message, cut where it is long. */
function quote(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}
