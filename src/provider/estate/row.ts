import type { ArmId, JsonObject } from "../../arm/index.ts";

/** One resource as it is kept. Children are rows of their own. */
export interface Row {
  readonly id: ArmId;
  readonly typeKey: string;
  /** Key of the resource at the top: the row's own, or that of what it is a child of. */
  readonly root: string;
  /**
   * What was asked for and what was assigned, as on the wire, but without `id`, `name`, `type`,
   * `etag`, children, and all that another resource says.
   */
  readonly body: JsonObject;
  /** What the control plane knows and never shows. */
  readonly facts: JsonObject;
  /** When it was made, in the order of making: lists keep it. */
  readonly order: number;
  /** Changes whenever the body that is shown does; children show that of their root. */
  readonly etag: string;
  /** The operation on its way, or the failed one that was the last; absent when all is well. */
  readonly pending?: Pending;
}

/** An operation that has not ended well. */
export interface Pending {
  readonly state: "Updating" | "Deleting" | "Failed";
  /** The operation's id, a guid. */
  readonly operation: string;
  /** Why it failed. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Where in a row's body another resource is named. */
export interface Referrer {
  readonly row: Row;
  /** Names and indices from the body to the object with the `id`. */
  readonly steps: readonly (string | number)[];
}

/** A row as the store keeps it: the id as text, everything else as it is. */
export type KeptRow = Omit<Row, "id" | "typeKey" | "root"> & { readonly id: string };
