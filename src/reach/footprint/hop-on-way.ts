import type { Flow } from "../../flow/index.ts";
import type { Hop } from "../../walk/index.ts";
import type { Reach } from "../reach.ts";

/** One direction of a flow that was followed. */
export interface Following {
  readonly reach: Reach;
  /** The flow as its sender sent it. */
  readonly example: Flow;
}

/** A node of a way and what led to it. */
export interface HopOnWay {
  readonly following: Following;
  readonly hop: Hop;
  readonly before: Hop | undefined;
  readonly isFirst: boolean;
}
