import type { JsonObject } from "../../arm/index.ts";
import type { Configuration } from "./configuration.ts";
import type { Instance } from "./estate.ts";
import { at } from "./json.ts";
import { locateExpression } from "./locate-expression.ts";
import { findExport } from "./mapping/index.ts";
import type { Step } from "./traversal.ts";
import { type Want, wantAt } from "./want.ts";

/** What a configuration says about one attribute, and what its name does. */
export interface Written {
  /** The expression that it is set to; `undefined` where the plan does not show one. */
  readonly expression: unknown;
  /** The expression of the block's `for_each`. */
  readonly forEach: unknown;
  /** Whether nothing is given, so that the provider decides. */
  readonly isUnset: boolean;
  /** Whether the provider decides where null is given. */
  readonly isOptional: boolean;
  readonly want: Want;
}

/** Tells what the configuration says, once for all instances of a block. */
export interface Writing {
  /** What it says about an attribute; `pattern` is the path without its keys. */
  readonly find: (instance: Instance, path: readonly Step[], pattern: string) => Written;
  /** Whether it is known already that nothing is given there. */
  readonly isUnset: (instance: Instance, pattern: string) => boolean;
  /** The pattern of an attribute inside a block, the same text each time. */
  readonly below: (pattern: string, name: string) => string;
}

/**
 * Starts with nothing looked up.
 *
 * What is written in several blocks of one name depends on which one is meant, and is looked up for
 * each instance.
 */
export function createWriting(configuration: Configuration): Writing {
  const known = new Map<JsonObject, Map<string, Written>>();
  const isUnset = (instance: Instance, pattern: string): boolean => {
    const block = configuration.resource(instance);
    return block !== undefined && known.get(block)?.get(pattern)?.isUnset === true;
  };
  const find = (instance: Instance, path: readonly Step[], pattern: string): Written => {
    const block = configuration.resource(instance);
    if (block === undefined) return read(configuration, instance, path, undefined);
    const patterns = known.get(block) ?? new Map<string, Written>();
    known.set(block, patterns);
    const written = patterns.get(pattern) ?? read(configuration, instance, path, block);
    if (!hasSeveral(at(block, "expressions"), path)) patterns.set(pattern, written);
    return written;
  };
  // A text that is joined anew has to be hashed anew, for each attribute of each instance.
  const joined = new Map<string, Map<string, string>>();
  const below = (pattern: string, name: string): string => {
    let names = joined.get(pattern);
    if (names === undefined) {
      names = new Map();
      joined.set(pattern, names);
    }
    let text = names.get(name);
    if (text === undefined) {
      text = `${pattern}.${name}`;
      names.set(name, text);
    }
    return text;
  };
  return { find, isUnset, below };
}

function read(
  configuration: Configuration,
  instance: Instance,
  path: readonly Step[],
  block: JsonObject | undefined,
): Written {
  const want = wantAt(path);
  const isOptional = isReadBack(instance, path);
  const forEach = at(block, "for_each_expression");
  const common = { want, isOptional, forEach };
  if (block === undefined) return { ...common, ...hidden(want, path, isOptional) };
  const located = locateExpression(at(block, "expressions"), instance.values, path);
  if (located.kind === "hidden") return { ...common, ...hidden(want, path, isOptional) };
  const expression = located.kind === "unset" ? undefined : located.expression;
  // What is set to a constant cannot be unknown: to null, as plans do not show it, it is unset.
  const isUnset = configuration.references(expression).length === 0;
  return { ...common, expression, isUnset };
}

// Where the configuration is not shown, an attribute may be set or may be the provider's answer.
function hidden(
  { attribute, kind, stem }: Want,
  path: readonly Step[],
  isOptional: boolean,
): Pick<Written, "expression" | "isUnset"> {
  const last = path.at(-1);
  const isOwnId = last !== undefined && "name" in last && last.name === "id";
  const isReference = (kind === "id" || kind === "name") && stem !== "";
  const isNextHop = kind === "address" && attribute.startsWith("next_hop");
  return { expression: undefined, isUnset: isOwnId || isOptional || !(isReference || isNextHop) };
}

function isReadBack({ mapping, values }: Instance, path: readonly Step[]): boolean {
  const steps = path.map((step) => ("name" in step ? step.name : step.key));
  return mapping !== undefined && findExport(mapping, steps, values) !== undefined;
}

function hasSeveral(expressions: unknown, path: readonly Step[]): boolean {
  let found = expressions;
  for (const step of path) {
    if (Array.isArray(found)) {
      if (found.length > 1) return true;
      found = found[0];
    } else if ("name" in step) {
      found = at(found, step.name);
    }
  }
  return false;
}
