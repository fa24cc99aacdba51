import { type Resource, type Snapshot, typeKeys } from "../arm/index.ts";
import type { Need } from "./action/action.ts";
import { actionOf } from "./actions.ts";
import type { Change } from "./change.ts";
import { Estate } from "./estate/estate.ts";
import { findResource } from "./estate/family.ts";
import type { Failure, Obstacle } from "./failure.ts";
import { orderChanges } from "./order-changes.ts";

/** A snapshot after changes, and the changes that could not be made. */
export interface AppliedChanges {
  readonly snapshot: Snapshot;
  readonly failures: readonly Failure[];
}

/**
 * Makes changes, each when what it needs is there. One that cannot be made is left out and named;
 * the others are made all the same.
 *
 * Changes that are made already change nothing, so that applying twice is applying once. Resources
 * that no change touches stay the same objects. What a change writes has a place without a file.
 * Cost: linear in the snapshot, plus for each change the children of the resource that it is about.
 */
export function applyChanges(snapshot: Snapshot, changes: readonly Change[]): AppliedChanges {
  const { estate, failures } = applyAll(snapshot.resources, orderChanges(changes));
  return { snapshot: { ...snapshot, resources: estate.finish() }, failures };
}

/** Makes changes in the order given. */
export function applyAll(
  resources: ReadonlyMap<string, Resource>,
  changes: readonly Change[],
): { readonly estate: Estate; readonly failures: readonly Failure[] } {
  const estate = new Estate(resources);
  const failures = changes.flatMap((change) => {
    const obstacle = applyTo(estate, change);
    return obstacle === undefined ? [] : [{ change, obstacle }];
  });
  return { estate, failures };
}

/** Makes one change in an estate; gives what is in the way, where something is. */
export function applyTo(estate: Estate, change: Change): Obstacle | undefined {
  const action = actionOf(change);
  for (const need of action.needs(change)) {
    const obstacle = findObstacle(estate, need);
    if (obstacle !== undefined) return obstacle;
  }
  return action.apply(estate, change);
}

function findObstacle(estate: Estate, { id, kinds }: Need): Obstacle | undefined {
  const found = findResource(estate, id);
  if (found === undefined) return { kind: "missing", id };
  if (kinds === undefined || kinds.some((kind) => typeKeys[kind] === found.typeKey)) {
    return undefined;
  }
  return { kind: "unsuitable", id: found.id.text, reason: `is a ${found.id.type}` };
}
