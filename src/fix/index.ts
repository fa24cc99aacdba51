/**
 * fix: the smallest change that repairs a finding, proved before it is offered.
 *
 * Takes an estate that was checked and one of its findings; gives a plan of changes that was tried
 * on a copy of the estate, with what it brought and took, or says why there is none. One file a
 * remedy. Invariant: what is offered makes its finding go, brings nothing graver than a remark, and
 * breaks no demand that held; the input is never changed. Does not know files, how changes are
 * written, or how they are printed.
 */
export { type Fix, type FixOptions, fixFinding, type Rejected } from "./fix-finding.ts";
export type { Plan, RouteForm } from "./plan.ts";
export { type CheckedEstate, checkCompiled, type Demands, type Proof } from "./prove.ts";
