/**
 * provider: Azure's control plane: an estate of resources and one request -> the estate after it.
 *
 * Takes rows, a request (put, remove, show) and a source of guids and times; gives the changed rows,
 * bodies as Azure answers them, or a refusal with Azure's status, code and text. Invariant: what
 * another resource says is derived when a body is read and kept nowhere, so back references, states
 * of peerings and lists of children cannot be wrong; a refused request changes nothing; a code that
 * nobody has captured is ours and says so. Does not know HTTP, storage, clocks, or how packets go.
 */
export { recordSetsOf } from "./dns/record-sets.ts";
export { type LinkResource, linkResourcesOf } from "./endpoint/link-resources.ts";
export { Draft } from "./estate/draft.ts";
export { Estate, type RowChanges } from "./estate/estate.ts";
export {
  extendedKeyOf,
  groupId,
  groupKeyOf,
  groupTypeKey,
  parseId,
  subscriptionTypeKey,
} from "./estate/id.ts";
export { keepRow, restoreRow } from "./estate/kept-row.ts";
export type { KeptRow, Pending, Row } from "./estate/row.ts";
export type { EstateView } from "./estate/view.ts";
export { connectionsOfGateway, sharedKeyOf, withSharedKey } from "./gateway/shared-key.ts";
export type { Kind, OperationPlace } from "./kind/kind.ts";
export { findKind, kindOf } from "./kind/kinds.ts";
export { instanceViewOf, type PowerState, setPowerState } from "./machine/power.ts";
export * from "./refusal/arm.ts";
export * from "./refusal/operation.ts";
export {
  isRefusal,
  type Refusal,
  type RefusalDetail,
  refuse,
  refuseByProvider,
  refuseUnverified,
} from "./refusal/refusal.ts";
export { checkTags } from "./request/check-body.ts";
export { showElement, showElements } from "./request/element.ts";
export { expandBody } from "./request/expand.ts";
export { patchResource } from "./request/patch.ts";
export { importResource, normalLocation, putResource } from "./request/put.ts";
export { removeResource } from "./request/remove.ts";
export type { Conditions, Put, PutRequest, Removed } from "./request/request.ts";
export { etagOf, isShownInParent, type ShowOptions, showRow } from "./request/show.ts";
export { storageKeys } from "./service/storage.ts";
export type { World } from "./world.ts";
