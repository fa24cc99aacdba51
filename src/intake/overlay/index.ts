/**
 * overlay: layers of resources become one set of resources.
 *
 * Takes resources with how much each says, and ids to be removed; lays them over what is there.
 * Invariant: one resource per id, and one form of each child that says anything; every value keeps
 * the place that it was written at. Does not know files, templates or plans.
 */
export { settleRemoval } from "./consequence.ts";
export { isDesired, settleExtents } from "./extent.ts";
export { childKeys, type Ground } from "./ground.ts";
export { lay } from "./lay.ts";
export { nearestIds } from "./nearest-id.ts";
export { joinLayer } from "./one-layer.ts";
export { remove, removeNamed } from "./remove.ts";
