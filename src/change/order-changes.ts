import type { Stage } from "./action/action.ts";
import { actionOf } from "./actions.ts";
import type { Change } from "./change.ts";

/**
 * Orders changes so that each finds what it needs: what has to give way first, then what is made,
 * edited and used. Changes of one stage stay in their order.
 */
export function orderChanges(changes: readonly Change[]): readonly Change[] {
  const rank = (change: Change) => stages.indexOf(actionOf(change).stage(change));
  return [...changes].sort((one, other) => rank(one) - rank(other));
}

const stages: readonly Stage[] = ["clear", "create", "edit", "use"];
