/**
 * verify: ours against what Azure answered.
 *
 * Takes a model and captured effective routes of interfaces and hubs; gives matched, missing and extra rows, and the
 * switches that would reconcile them. Invariant: a captured row is never changed to fit; what was
 * taken from a capture because the snapshot lacks it is counted apart. Does not know files, or how
 * a result is printed.
 */
export { type ComparedRow, type Comparison, compareRows } from "./compare.ts";
export {
  type CaptureResult,
  checkCaptures,
  isAgreement,
  type Verification,
  verify,
} from "./verify.ts";
