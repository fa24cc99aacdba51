import { createUnknown, type Unknown } from "../../../arm/index.ts";
import { faultOf } from "./argument.ts";
import { attempt } from "./attempt.ts";
import type { Evaluation } from "./function-row.ts";
import type { Expression } from "./parse.ts";
import { show } from "./source.ts";
import type { Value } from "./value.ts";

/** A lambda that stands as an argument. */
export interface Lambda {
  readonly call: (values: readonly Value[]) => Value;
  /** The lambda in the source of an unknown result: equal for lambdas that give the same. */
  readonly describe: () => Unknown;
}

/**
 * Reads the argument at `index` as a lambda, whose count of variables is one of `counts`. Throws
 * `ExpressionFault`.
 */
export function lambdaAt(
  args: readonly Expression[],
  index: number,
  evaluation: Evaluation,
  counts: readonly number[],
): Lambda {
  const own = evaluation.callWith([]);
  const lambda = args[index];
  if (lambda?.kind !== "call" || lambda.name.toLowerCase() !== "lambda") {
    throw faultOf(own, `argument ${index + 1} must be a lambda()`);
  }
  const body = lambda.args.at(-1);
  const names = lambda.args.slice(0, -1).map((arg) => {
    if (arg.kind === "literal" && typeof arg.value === "string") return arg.value;
    throw faultOf(own, "the variables of a lambda are texts");
  });
  if (body === undefined || !counts.includes(names.length)) {
    throw faultOf(own, `its lambda has ${counts.join(" or ")} variables, not ${names.length}`);
  }
  const call = (values: readonly Value[]): Value =>
    evaluation.evaluateWith(body, new Map(names.map((name, at) => [name, values[at] ?? null])));
  // Its body with unknown variables: what it takes from around it stands there as a value.
  const describe = (): Unknown => {
    const variables = names.map((name) => createUnknown(name));
    const value = attempt(() => call(variables));
    const shown = [...names.map((name) => `'${name}'`), show(value, own.isSecret)];
    return createUnknown(`lambda(${shown.join(", ")})`);
  };
  return { call, describe };
}
