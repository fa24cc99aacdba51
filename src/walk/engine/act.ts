import type { Place } from "../../diagnostic/index.ts";
import type { Disposition } from "../../flow/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { EndReason, Step, StepAct } from "../step.ts";
import type { TraceAssumption, Warning, WarningCode } from "../trace.ts";
import type { Ending, Next, Visit } from "./visit.ts";

/** A step with its reasons. */
export function step(
  act: StepAct,
  rules: readonly RuleId[] = [],
  places: readonly Place[] = [],
): Step {
  return { ...act, rules, places };
}

/** What an ending may say beside how and why. */
export interface EndingParts {
  readonly about?: readonly string[];
  readonly rules: readonly RuleId[];
  readonly places?: readonly Place[];
  readonly answer?: Next;
}

/** The walk ends here. */
export function end(
  disposition: Disposition,
  reason: EndReason,
  { about = [], rules, places = [], answer }: EndingParts,
): Visit["outcome"] {
  const ending: Ending = { disposition, reason, about, rules, places, answer };
  return { kind: "end", ending };
}

/** The packet goes one way. */
export function go(next: Next): Visit["outcome"] {
  return { kind: "go", ways: [next] };
}

/** The packet goes one of several equal ways; without any the walk ends as told. */
export function goOneOf(
  ways: readonly Next[],
  otherwise: () => Visit["outcome"],
): Visit["outcome"] {
  const [first, ...others] = ways;
  return first === undefined ? otherwise() : { kind: "go", ways: [first, ...others] };
}

/** Who is visited; visible, and without state, unless told. An emitter will do. */
type Visited = Pick<Visit, "node" | "address"> &
  Partial<Pick<Visit, "otherAddresses" | "isVisible" | "isStateful">>;

/** What happens there; nothing is warned of or assumed unless told. */
type Happening = Pick<Visit, "steps" | "outcome"> &
  Partial<Pick<Visit, "warnings" | "assumptions">>;

/** A visit to a node. */
export function visitOf(
  { node, address, otherAddresses = [], isVisible = true, isStateful = false }: Visited,
  { steps, outcome, warnings = [], assumptions = [] }: Happening,
): Visit {
  const who = { node, address, otherAddresses, isVisible, isStateful };
  return { ...who, steps, outcome, warnings, assumptions };
}

/** Something that the walk takes for granted. */
export function assume(
  code: string,
  rules: readonly RuleId[],
  ...about: readonly string[]
): TraceAssumption {
  return { code, about, rules };
}

/** Something that a reader should be told. */
export function warn(
  code: WarningCode,
  rules: readonly RuleId[],
  ...about: readonly string[]
): Warning {
  return { code, about, rules };
}
