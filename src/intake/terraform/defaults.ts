import { parseArmId } from "../../arm/index.ts";
import type { Configuration } from "./configuration.ts";
import type { Estate, Instance } from "./estate.ts";
import { knownId } from "./identify.ts";
import { at, objectAt, textAt } from "./json.ts";
import type { Defaults } from "./mapping/index.ts";

/**
 * Tells the subscription of a resource that does not say it: that of its provider block, else that
 * of the first known id of the plan, else what `settle` makes of that; it is asked once, when the
 * first such resource comes.
 */
export function createDefaults(
  configuration: Configuration,
  { instances }: Estate,
  settle: (told: string | undefined) => string,
): (instance: Instance) => Defaults {
  let settled: Defaults | undefined;
  const common = (): Defaults => {
    settled ??= { subscription: settle(firstSubscription(instances)) };
    return settled;
  };
  const known = new Map<string, Defaults>();
  return (instance) => {
    const key = textAt(configuration.resource(instance), "provider_config_key");
    if (key === undefined) return common();
    let subscription = known.get(key);
    if (subscription === undefined) {
      subscription = readProvider(configuration, key) ?? common();
      known.set(key, subscription);
    }
    return subscription;
  };
}

function readProvider(configuration: Configuration, key: string): Defaults | undefined {
  const expressions = objectAt(configuration.provider(key), "expressions");
  const expression = at(expressions, "subscription_id");
  const constant = at(expression, "constant_value");
  const [only, second] = configuration.references(expression);
  const isVariable = only?.kind === "variable" && only.path.length === 0 && second === undefined;
  const value = isVariable ? configuration.variables.get(only.name) : constant;
  return typeof value === "string" && /^[\w-]+$/.test(value) ? { subscription: value } : undefined;
}

function firstSubscription(instances: readonly Instance[]): string | undefined {
  for (const instance of instances) {
    const id = knownId(instance);
    const subscription = id === undefined ? undefined : parseArmId(id)?.subscription;
    if (subscription !== undefined) return subscription;
  }
  return undefined;
}
