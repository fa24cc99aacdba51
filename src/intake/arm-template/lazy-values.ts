import { ExpressionFault, nearestName, type Value } from "./expression/index.ts";

/** A value that is computed when it is first asked for. */
export interface LazyValue {
  /** As it is written. */
  readonly name: string;
  readonly compute: () => Value;
}

/**
 * Gives values by name, whatever its case; each is computed once.
 *
 * Throws `ExpressionFault` for a name that there is not, and for a value that leads back to itself.
 *
 * @param kind the function that asks: `parameters`
 * @param values by name in lower case
 */
export function createLazyValues(
  kind: string,
  values: ReadonlyMap<string, LazyValue>,
): (name: string) => Value {
  const known = new Map<string, Value>();
  const active: string[] = [];
  return (name) => {
    const key = name.toLowerCase();
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const lazy = values.get(key);
    if (lazy === undefined) throw new ExpressionFault(absent(kind, name, values));
    if (active.includes(lazy.name)) {
      const around = [...active.slice(active.indexOf(lazy.name)), lazy.name].slice(0, 12);
      throw new ExpressionFault(
        `${kind}('${lazy.name}') leads back to itself: ${around.join(" -> ")}`,
      );
    }
    active.push(lazy.name);
    try {
      const value = lazy.compute();
      known.set(key, value);
      return value;
    } finally {
      active.pop();
    }
  };
}

function absent(kind: string, name: string, values: ReadonlyMap<string, LazyValue>): string {
  const names = [...values.values()].map((value) => value.name);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? "" : `; did you mean '${nearest}'?`;
  return `the template has no ${kind}('${name.slice(0, 60)}')${hint}`;
}
