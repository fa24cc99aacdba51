import type { JsonObject } from "../../arm/index.ts";
import type { Configuration } from "./configuration.ts";
import type { ModuleInstance } from "./estate.ts";
import { at, objectAt } from "./json.ts";
import type { Reference } from "./reference.ts";
import type { Key, Step } from "./traversal.ts";

/** Where an expression is evaluated. */
export interface Scope {
  readonly module: ModuleInstance;
  /** `each.key` or `count.index`. */
  readonly key: Key | undefined;
  /** The expression of `for_each`. */
  readonly forEach: unknown;
}

/** The scope of the arguments that a module is called with. */
export function scopeOfCall(
  module: ModuleInstance,
  parent: ModuleInstance,
  call: JsonObject,
): Scope {
  return { module: parent, key: module.key, forEach: at(call, "for_each_expression") };
}

const deepest = 20;

/**
 * The value of a reference as far as constants and variables tell it; `undefined` where they do not,
 * or where something was done to the value on the way.
 *
 * Serves to choose among instances by key, never as a value of a resource.
 */
export function knownValue(
  configuration: Configuration,
  reference: Reference,
  scope: Scope,
  loose: readonly Step[] = [],
  depth: number = 0,
): unknown {
  if (depth > deepest) return undefined;
  const path = [...reference.path, ...loose];
  const evaluate = (expression: unknown, next: Scope, steps: readonly Step[]): unknown => {
    const constant = at(expression, "constant_value");
    if (constant !== undefined) return dig(configuration, constant, steps);
    const [only, second] = configuration.references(expression);
    if (only === undefined || second !== undefined) return undefined;
    return knownValue(configuration, only, next, steps, depth + 1);
  };
  const { module, key, forEach } = scope;
  switch (reference.kind) {
    case "key":
      return key;
    case "value":
      if (key === undefined) return undefined;
      return evaluate(forEach, { ...scope, forEach: undefined }, [{ key }, ...path]);
    case "variable": {
      if (module.parent === undefined) {
        return dig(configuration, configuration.variables.get(reference.name), path);
      }
      const call = configuration.call(module);
      const written = at(objectAt(call, "expressions"), reference.name);
      return evaluate(written, scopeOfCall(module, module.parent, call), path);
    }
    default:
      return undefined;
  }
}

function dig(configuration: Configuration, value: unknown, path: readonly Step[]): unknown {
  let found = value;
  for (const step of path) {
    const key = "name" in step ? step.name : step.key;
    if (!Array.isArray(found)) found = at(found, `${key}`);
    else if (typeof key === "number") found = found[key];
    else found = configuration.elementOf(found, key);
  }
  return found;
}
