/**
 * translate: public addresses at the edge of a network, and members behind a front end.
 *
 * Takes a flow and its sender; gives the public address that it leaves with. Takes a public address
 * or a front end; gives who answers there. Invariant: the order of section 8.6 decides, first match
 * wins, and an address that nobody can know is absent, never invented. Does not know routes or
 * filters, and keeps no sessions.
 */
export type { Egress, EgressAssumption, EgressQuestion } from "./egress.ts";
