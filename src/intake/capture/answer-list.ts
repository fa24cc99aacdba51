import type { JsonObject } from "../../arm/index.ts";

/** A list that may be a captured answer. */
export interface Answer {
  readonly rows: readonly unknown[];
  /** The object whose `value` the list is; absent for a bare list. */
  readonly holder: JsonObject | undefined;
  /** JSON pointer of the holder, or of the bare list. */
  readonly pointer: string;
}
