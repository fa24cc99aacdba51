import type { ArmId } from "../../arm/index.ts";
import { Draft } from "../estate/draft.ts";
import type { Row } from "../estate/row.ts";
import { kindOf } from "../kind/kinds.ts";
import type { Refusal } from "../refusal/refusal.ts";
import type { World } from "../world.ts";
import { checkConditions } from "./conditions.ts";
import type { Conditions, Removed } from "./request.ts";

/** Removes a resource with its children. A refused request leaves the draft as it was. */
export function removeResource(
  draft: Draft,
  request: { readonly id: ArmId; readonly conditions: Conditions },
  world: World,
): Removed | Refusal {
  const row = draft.find(request.id.key);
  if (row === undefined) return { kind: "removed", row: undefined };
  const refused = checkConditions(draft, {
    id: request.id,
    before: row,
    conditions: request.conditions,
  });
  if (refused !== undefined) return refused;
  const trial = new Draft(draft);
  const refusal = removeRow(trial, row, world);
  if (refusal !== undefined) return refusal;
  trial.stamp(world.guid);
  draft.merge(trial);
  return { kind: "removed", row };
}

/** Takes a row out with its children, the innermost first, and all that goes with them. */
export function removeRow(draft: Draft, row: Row, world: World): Refusal | undefined {
  const kind = kindOf(row.typeKey, row.id.type);
  for (const check of kind.removalChecks) {
    const refusal = check({ estate: draft, row });
    if (refusal !== undefined) return refusal;
  }
  for (const child of draft.childrenOf(row.id.key)) {
    const refusal = removeRow(draft, child, world);
    if (refusal !== undefined) return refusal;
  }
  kind.cascade?.({ draft, row, world });
  draft.outdate(row.id.key);
  draft.remove(row.id.key);
  return undefined;
}
