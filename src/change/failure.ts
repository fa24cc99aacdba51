import type { Change } from "./change.ts";

/**
 * Why a change cannot be made.
 *
 * - `missing`: the snapshot has no such resource.
 * - `taken`: something else has that id, name or destination already.
 * - `unsuitable`: it is there, and this cannot be done to it; `reason` is half a sentence.
 */
export type Obstacle =
  | { readonly kind: "missing"; readonly id: string }
  | { readonly kind: "taken"; readonly id: string }
  | { readonly kind: "unsuitable"; readonly id: string; readonly reason: string };

/** A change that was not made, and why. */
export interface Failure {
  readonly change: Change;
  readonly obstacle: Obstacle;
}

/** Says in one sentence why a change cannot be made. */
export function describeObstacle(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "missing":
      return `The snapshot has no ${obstacle.id}.`;
    case "taken":
      return `${obstacle.id} is there already, and it is another one.`;
    case "unsuitable":
      return `${obstacle.id} ${obstacle.reason}.`;
  }
}
