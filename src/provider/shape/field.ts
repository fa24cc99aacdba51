import type { JsonObject } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { World } from "../world.ts";
import type { Shape } from "./shape.ts";

/**
 * One property of a body: what is kept of it when somebody asks for it, and what is shown when
 * somebody looks. A list of these, read from top to bottom, is the body as Azure writes it.
 */
export interface Field {
  readonly name: string;
  /** What JSON it takes; absent: any. */
  readonly shape?: Shape;
  /** Whether it follows from other resources: of a snapshot it says what is not there. */
  readonly isDerived?: boolean;
  /** What is kept; `undefined`: nothing. */
  readonly settle: (asked: unknown, at: Settling) => unknown;
  /** What is shown; `undefined`: the property is absent. */
  readonly show: (kept: unknown, at: Showing) => unknown;
}

/** Where a property is when it is asked for. */
export interface Settling {
  /** What was kept of it before; `undefined` when the resource, element or property is new. */
  readonly kept: unknown;
  /** All that is asked for beside it. */
  readonly asked: JsonObject;
  readonly world: World;
  /** Whether the body comes out of a snapshot: what Azure decides is taken from it. */
  readonly isImport: boolean;
}

/** Where a property is when it is shown. */
export interface Showing {
  readonly estate: EstateView;
  readonly row: Row;
  /** Id of the resource or of the element that the property belongs to. */
  readonly id: string;
  /** As it is written: `W/"..."`. */
  readonly etag: string;
  /** `provisioningState`. */
  readonly state: string;
  /**
   * Which answer it is: `made` and `changed` answer the request that did so, before the operation
   * ends; `read` any other.
   */
  readonly moment: "made" | "changed" | "read";
  /** All that is kept beside it. */
  readonly kept: JsonObject;
  /** The `api-version` of the request: properties come and go with versions. */
  readonly version: string;
  /** What `$expand` names, lower case. */
  readonly expand: ReadonlySet<string>;
}
