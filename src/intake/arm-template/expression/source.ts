import { createUnknown, isUnknown, type Unknown } from "../../../arm/index.ts";
import { isList, isObject } from "./measure.ts";
import { uniqueText } from "./unique-text.ts";
import type { Context, ObjectValue, Value } from "./value.ts";

/** Whether a text is or holds a secret. */
export type IsSecret = (text: string) => boolean;

/** One call: the function's name in ARM's casing, and its arguments. */
export interface Call {
  readonly name: string;
  readonly args: readonly Value[];
  readonly isSecret: IsSecret;
  /** See `Context`. */
  readonly missing: Context["missing"] | undefined;
}

const longest = 200;

/** The unknown result of a call; equal calls give equal sources. */
export function unknownOf({ name, args, isSecret }: Call): Unknown {
  return createUnknown(shorten(`${name}(${showAll(args, isSecret)})`));
}

/** A member of an unknown value; where the whole will be found, so will the member. */
export function memberOf(whole: Unknown, name: string): Unknown {
  const isName = /^[A-Za-z_]\w*$/.test(name);
  const source = shorten(`${whole.$unknown}${isName ? `.${name}` : `[${quote(name)}]`}`);
  return createUnknown(source, addressOf(whole, name));
}

/** An element of an unknown value. */
export function elementOf(whole: Unknown, index: number): Unknown {
  return createUnknown(shorten(`${whole.$unknown}[${index}]`), addressOf(whole, String(index)));
}

function addressOf({ $of }: Unknown, name: string): Unknown["$of"] {
  if ($of === undefined) return undefined;
  const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return { id: $of.id, pointer: `${$of.pointer}/${step}` };
}

/** A value as an expression that gives it; secrets are left out. */
export function show(value: Value, isSecret: IsSecret): string {
  if (isUnknown(value)) return value.$unknown;
  if (value === null) return "null()";
  if (typeof value === "string") return isSecret(value) ? "'***'" : quote(value);
  if (typeof value === "boolean") return `${value}()`;
  if (isList(value)) return `createArray(${showAll(value, isSecret)})`;
  if (isObject(value)) return `createObject(${showMembers(value, isSecret)})`;
  return String(value);
}

function showAll(values: readonly Value[], isSecret: IsSecret): string {
  return values.map((value) => show(value, isSecret)).join(", ");
}

function showMembers(value: ObjectValue, isSecret: IsSecret): string {
  return Object.entries(value)
    .map(([name, member]) => `${quote(name)}, ${show(member, isSecret)}`)
    .join(", ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Cuts a long source, and keeps different ones different by a hash of the whole. */
export function shorten(source: string): string {
  if (source.length <= longest) return source;
  return `${source.slice(0, longest - 20)}… ${uniqueText(source)}`;
}
