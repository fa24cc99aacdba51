/**
 * arm: the only folder that knows ARM's JSON: ids, type and property names, casing, enum texts.
 *
 * Takes resources as JSON objects; gives ids, the children inside a parent, and decoded bodies
 * whose references are still ids. Invariant: nothing throws on any JSON; what cannot be read
 * becomes a diagnostic with the JSON pointer, and the rest is still decoded. Does not know files or
 * text formats, resolves no reference, and decides nothing about routing.
 */
export { addressLists, namedLists } from "./address-holder.ts";
export { type EmbeddedChild, embeddedChildren, findEmbeddedChild } from "./child.ts";
export type { Reference, Report } from "./cursor.ts";
export { type Bodies, decoders } from "./decoders.ts";
export { type Entity, entitiesOf, hasListedPlace } from "./entity.ts";
export { envelopeName } from "./envelope.ts";
export { isEqualJson } from "./equal-json.ts";
export { gapOfProperty, gapOfType } from "./gap.ts";
export { type ArmId, defaultScope, idMaker, makeArmId, parseArmId } from "./id.ts";
export {
  type ChildKind,
  childKinds,
  isFactType,
  isModelledType,
  type Kind,
  type ListedChild,
  listedChildOf,
  listedChildrenOf,
  nameOnlyTypeKeys,
  typeKeys,
} from "./kind.ts";
export type {
  WrittenFrontend,
  WrittenLoadBalancingRule,
  WrittenOutboundRule,
} from "./load-balancer.ts";
export { readPrefixes } from "./network.ts";
export { normalForm } from "./normal-form.ts";
export { placeIn, type Step } from "./part.ts";
export { platformProperties } from "./platform-property.ts";
export { findProperty, peekOwn, peekProperty } from "./property.ts";
export type { WrittenPublicIp } from "./public-ip.ts";
export {
  type Capture,
  type CapturedHubRoute,
  type CapturedHubRoutes,
  type CapturedRoute,
  type CapturedRoutes,
  type Extent,
  isJsonObject,
  type JsonObject,
  type Resource,
  type Snapshot,
  type UncomparedAnswer,
  type UncomparedKind,
} from "./resource.ts";
export {
  createUnknown,
  type FoundUnknown,
  findUnknowns,
  isUnknown,
  placeholderOf,
  type Unknown,
  type ValueAddress,
} from "./unknown.ts";
