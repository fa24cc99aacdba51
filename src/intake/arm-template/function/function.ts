import { isUnknown, placeholderOf } from "../../../arm/index.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Spot } from "../frame.ts";

/** A function that depends on the deployment around it. */
export interface DeploymentFunction {
  /** In ARM's casing. */
  readonly name: string;
  /** Least and greatest count of arguments. */
  readonly count: readonly [number, number];
  /** Throws `ExpressionFault`. */
  readonly call: (args: readonly Value[], spot: Spot) => Value;
}

/** Calls a function with as many arguments as it takes. Throws `ExpressionFault`. */
export function callChecked(
  { name, count: [least, greatest], call }: DeploymentFunction,
  args: readonly Value[],
  spot: Spot,
): Value {
  if (args.length < least || args.length > greatest) {
    const most = greatest === Number.POSITIVE_INFINITY ? "or more" : `to ${greatest}`;
    const wanted = least === greatest ? `${least}` : `${least} ${most}`;
    throw new ExpressionFault(`${name}() takes ${wanted} arguments, not ${args.length}`);
  }
  return call(args, spot);
}

/**
 * An argument that has to be a text. An unknown one gives the text that stands for it, so that equal
 * unknown names still meet. Throws `ExpressionFault`.
 */
export function textArgument(args: readonly Value[], index: number, name: string): string {
  const value = args[index];
  if (typeof value === "string") return value;
  // Turns of a copy are taken as names.
  if (typeof value === "number" && Number.isInteger(value)) return `${value}`;
  if (value !== undefined && isUnknown(value)) return placeholderOf(value);
  throw new ExpressionFault(`${name}() takes a text as argument ${index + 1}`);
}

/** An argument that may be left out and has to be an integer. Throws `ExpressionFault`. */
export function integerArgument(
  args: readonly Value[],
  index: number,
  name: string,
): number | undefined {
  const value = args[index];
  if (value === undefined || (typeof value === "number" && Number.isInteger(value))) return value;
  throw new ExpressionFault(`${name}() takes an integer as argument ${index + 1}`);
}
