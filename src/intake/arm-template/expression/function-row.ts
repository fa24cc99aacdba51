import type { Expression } from "./parse.ts";
import type { Call } from "./source.ts";
import type { Value } from "./value.ts";

/** One function whose arguments are evaluated before it is called. */
export interface EagerRow {
  /** In ARM's casing. */
  readonly name: string;
  /** Least and greatest count of arguments. */
  readonly count: readonly [number, number];
  /**
   * Which unknown values make the result unknown without a call.
   *
   * - absent: those anywhere in the arguments.
   * - `outside`: arguments that are unknown, and not values inside an argument.
   * - `never`: the function looks for itself.
   */
  readonly unknowns?: "outside" | "never";
  /** Throws `ExpressionFault`. */
  readonly apply: (call: Call) => Value;
}

/** One function that says itself which of its arguments are evaluated. */
export interface LazyRow {
  readonly name: string;
  readonly count: readonly [number, number];
  /** Throws `ExpressionFault`. */
  readonly run: (args: readonly Expression[], evaluation: Evaluation) => Value;
}

export type FunctionRow = EagerRow | LazyRow;

/** What a lazy function may ask of the evaluation around it. */
export interface Evaluation {
  /** Name of the function, in ARM's casing. */
  readonly name: string;
  readonly evaluate: (expression: Expression) => Value;
  /** Evaluates with variables of a lambda set beside those that are set already. */
  readonly evaluateWith: (expression: Expression, variables: LambdaVariables) => Value;
  /** A variable of a lambda around the call. */
  readonly variable: (name: string) => Value | undefined;
  /** The call with these arguments, for faults and unknown results. */
  readonly callWith: (args: readonly Value[]) => Call;
}

/** Values of a lambda's variables by name. */
export type LambdaVariables = ReadonlyMap<string, Value>;

/** Count of arguments without a greatest. */
export const many: number = Number.POSITIVE_INFINITY;
