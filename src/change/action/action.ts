import type { Kind } from "../../arm/index.ts";
import type { Change } from "../change.ts";
import type { Estate } from "../estate/estate.ts";
import type { Obstacle } from "../failure.ts";

/** How changes of one kind are made and said. */
export interface Action<C extends Change> {
  /** What must be there before. */
  needs(change: C): readonly Need[];
  /**
   * Makes the change, of which the needs are met; made again it changes nothing more. Where
   * something is in the way, nothing is changed.
   */
  apply(estate: Estate, change: C): Obstacle | undefined;
}

/** A resource that must be there. */
export interface Need {
  readonly id: string;
  /** What it may be; absent means anything. */
  readonly kinds?: readonly Kind[];
}
