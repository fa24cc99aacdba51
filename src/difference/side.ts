import type { Resource } from "../arm/index.ts";
import type { Walker } from "../walk/index.ts";

/** One of two snapshots that are compared. */
export interface Side {
  /** By id key. Resources that both sides share as objects are not looked into. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Over the model of the resources; what it has looked up already is not looked up again. */
  readonly walker: Walker;
}
