import { isJsonObject } from "./resource.ts";

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
