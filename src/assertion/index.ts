/**
 * assertion: what people expect of flows, held against what becomes of them.
 *
 * Takes the value of a file of assertions; gives assertions, and mistakes with their JSON pointers.
 * Takes an assertion and a trace; gives what was expected, what was found and whether it holds;
 * writes results as JUnit XML. Invariant: an assertion holds only if it holds on every equal way.
 * Does not know how a flow is followed, files, or what a snapshot is.
 */
export type { Assertion, AssertionFile, Expectation } from "./assertion.ts";
export {
  type AssertionResult,
  type Discrepancy,
  endingOf,
  type Judgement,
  judge,
} from "./judge.ts";
export { formatJunit } from "./junit.ts";
export { readAssertions } from "./read-assertions.ts";
