import type { ArmId } from "../../arm/index.ts";
import type { Refusal } from "../../provider/index.ts";
import type { Host } from "../host.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

/** What the pattern of a route has found in the path. */
export interface Found {
  /** By name of the pattern, as written in the path. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of a pattern that ends in a resource. */
  readonly id: ArmId | undefined;
}

/** Answers requests. It may refuse; what it throws is a bug. */
export type Handler = (
  request: ArmRequest,
  found: Found,
  host: Host,
) => Promise<Answer | Refusal> | Answer | Refusal;

/** One line of the dispatch table. */
export interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly handler: Handler;
}

/** Writes a line of the table. */
export function on(method: string, pattern: string, handler: Handler): Route {
  return { method, pattern, handler };
}
