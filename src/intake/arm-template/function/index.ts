/**
 * Functions whose result depends on the deployment around them: parameters, scopes, ids, what
 * resources answer. A template's own functions are found here, too. Knows the evaluation only as
 * the spot from which it is called.
 */
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Spot } from "../frame.ts";
import { deploymentFunctions } from "./deployment.ts";
import { callChecked, type DeploymentFunction } from "./function.ts";
import { callList, referenceFunctions } from "./reference.ts";
import { resourceIdFunctions } from "./resource-id.ts";
import { scopeFunctions } from "./scope.ts";
import { zoneFunctions } from "./zone.ts";

const functions: ReadonlyMap<string, DeploymentFunction> = new Map(
  [
    ...deploymentFunctions,
    ...scopeFunctions,
    ...resourceIdFunctions,
    ...referenceFunctions,
    ...zoneFunctions,
  ].map((one) => [one.name.toLowerCase(), one]),
);

const names: readonly string[] = [...functions.values()].map(({ name }) => name);

/** Names of all functions that can be called at a place, for suggestions. */
export function functionNames({ frame }: Spot): readonly string[] {
  const own = [...frame.environment.functions.values()].map(({ name }) => name);
  return own.length === 0 ? names : [...names, ...own];
}

/**
 * Calls a function; `undefined` when there is none of that name. Throws `ExpressionFault`.
 *
 * @param name in lower case
 */
export function callFunction(name: string, args: readonly Value[], spot: Spot): Value | undefined {
  const found = functions.get(name);
  if (found !== undefined) return callChecked(found, args, spot);
  const own = spot.frame.environment.functions.get(name);
  if (own !== undefined) return own.call(args);
  if (/^list[a-z]*$/.test(name)) return callList(name, args, spot);
  if (name.includes(".") && name.split(".").length !== 2) {
    throw new ExpressionFault(`${name.slice(0, 60)}() is no function of a namespace`);
  }
  return undefined;
}
