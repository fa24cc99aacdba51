/**
 * access: what answers at a public address or private endpoint, and whether it lets a caller in.
 *
 * Takes a model, an address or name and a caller; gives the service behind it and its verdict by
 * the service's own rules, with the refusal as the service writes it. Invariant: a service that is
 * not in the model is said to be unmodelled, never to refuse. Does not know how the caller came.
 */
export { findService, isAzure, type ServiceQuestion } from "./find-service.ts";
export { judgeAccess } from "./judge-access.ts";
export type { ServiceAtAddress } from "./service.ts";
export type {
  AccessAssumption,
  AccessReason,
  AccessVerdict,
  Caller,
  Refusal,
} from "./verdict.ts";
