/**
 * translate: who has an address, which public address a flow leaves with, who gets it behind a
 * front end.
 *
 * Takes a flow and its sender; gives the public address that it leaves with. Takes an address,
 * public or inside a network, or a front end; gives who answers there. Invariant: the order of
 * section 8.6 decides, first match wins, and an address that nobody can know is absent, never
 * invented. Does not know routes or filters, and keeps no sessions.
 */
export type { Egress, EgressAssumption, EgressObstacle, EgressQuestion } from "./egress.ts";
export { findEgress } from "./find-egress.ts";
export {
  type FrontendReason,
  type FrontendVerdict,
  flowToMember,
  receiveAtFrontend,
} from "./frontend.ts";
export type { FrontendMember } from "./member.ts";
export { createOwners, type Owner, type Owners } from "./owner.ts";
export { findPublicOwner, type PublicOwner, publiclyOwned } from "./public-owner.ts";
