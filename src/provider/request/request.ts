import type { ArmId, JsonObject } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { PutAnswer } from "../kind/kind.ts";

/** A request to make or change a resource. */
export interface PutRequest {
  readonly id: ArmId;
  readonly body: JsonObject;
  /** Names in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly conditions: Conditions;
}

/** `If-Match` and `If-None-Match`, as they were sent. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** What a request for a resource has come to. */
export interface Put {
  readonly kind: "put";
  readonly row: Row;
  readonly isNew: boolean;
  /** Whether nothing has changed but perhaps tags: Azure then says `Succeeded` at once. */
  readonly isQuiet: boolean;
  readonly answer: PutAnswer;
}

/** What a request to remove has come to. */
export interface Removed {
  readonly kind: "removed";
  /** What was there; `undefined` when there was nothing. */
  readonly row: Row | undefined;
}
