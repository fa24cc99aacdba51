import { isJsonObject, type JsonObject } from "./resource.ts";

/** Name of the one property that makes a JSON object the mark of an unknown value. */
const mark = "$unknown";

/**
 * Stands in a resource where a value belongs that only Azure knows, such as the address that a
 * deployment is going to give.
 *
 * It is JSON, so that a snapshot which is written out says the same when it is read again. Two
 * unknown values with one source are the same value.
 */
export interface Unknown {
  /** What the value is, in the words of the input: `resourceGroup().location`. */
  readonly $unknown: string;
  /** Where the value will be found, when another resource of the input is going to hold it. */
  readonly $of?: ValueAddress;
}

/** A value inside a resource. */
export interface ValueAddress {
  /** Resource id. */
  readonly id: string;
  /** JSON pointer below the resource: `/properties/ipConfigurations/0/properties/privateIPAddress`. */
  readonly pointer: string;
}

/** Marks a value as unknown; `source` says what it is, in the words of the input. */
export function createUnknown(source: string, of?: ValueAddress): Unknown {
  return of === undefined ? { $unknown: source } : { $unknown: source, $of: of };
}

/** Whether a value is marked as unknown. */
export function isUnknown(value: unknown): value is Unknown {
  return isJsonObject(value) && typeof value[mark] === "string";
}

/**
 * The text that stands for an unknown value inside a name or id: `{utcNow()}`. The braces occur in
 * no name of Azure's, and equal sources give equal texts, so references still meet.
 */
export function placeholderOf({ $unknown }: Unknown): string {
  return `{${$unknown.replaceAll("/", "|")}}`;
}

/** An unknown value inside another value, and the steps that lead to it. */
export interface FoundUnknown {
  readonly unknown: Unknown;
  readonly steps: readonly (string | number)[];
}

/** The unknown values inside a value. Cost: linear; where there is none, nothing is allocated. */
export function findUnknowns(value: unknown): readonly FoundUnknown[] {
  if (!holdsUnknown(value)) return [];
  const found: FoundUnknown[] = [];
  collect(value, [], found);
  return found;
}

function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  if (isUnknown(value)) return true;
  for (const name in value) {
    if (holdsUnknown((value as JsonObject)[name])) return true;
  }
  return false;
}

function collect(value: unknown, steps: readonly (string | number)[], found: FoundUnknown[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isUnknown(value)) found.push({ unknown: value, steps });
  else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) collect(element, [...steps, index], found);
  } else {
    for (const [name, inner] of Object.entries(value)) collect(inner, [...steps, name], found);
  }
}
