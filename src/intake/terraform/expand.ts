import type { Configuration } from "./configuration.ts";
import type { Estate, Instance, Keyed, ModuleInstance } from "./estate.ts";
import { at, objectAt } from "./json.ts";
import { knownValue, type Scope, scopeOfCall } from "./known-value.ts";
import type { Reference } from "./reference.ts";
import { formatKey, type Key, type Step } from "./traversal.ts";

/** What a reference leads to, through variables and outputs of modules. */
export type Target =
  | {
      readonly kind: "instance";
      readonly instance: Instance;
      /** Steps that were written at the resource itself. */
      readonly path: readonly Step[];
      /** Steps that were written further away, behind a variable or an output. */
      readonly loose: readonly Step[];
      /** Whether the plan says that it is this instance; else it was chosen by its key or label. */
      readonly isSure: boolean;
    }
  /** All instances of a resource: which one, the plan does not say. */
  | {
      readonly kind: "set";
      readonly set: Keyed<Instance>;
      readonly path: readonly Step[];
      readonly loose: readonly Step[];
    }
  /** Something that a plan does not explain, or that is no resource. */
  | { readonly kind: "opaque"; readonly text: string };

/** What following references needs to know. */
export interface Ground {
  readonly estate: Estate;
  readonly configuration: Configuration;
}

// References that are followed for one value: modules can multiply them without end.
const mostSteps = 400;
const deepest = 60;

/**
 * Follows the references of an expression to resources.
 *
 * Values that were known when the plan was made lead nowhere: they cannot be why the value is not.
 */
export function expandExpression(
  ground: Ground,
  expression: unknown,
  scope: Scope,
): readonly Target[] {
  const plain = expandPlain(ground, expression, scope);
  if (plain !== undefined) return plain;
  const targets: Target[] = [];
  let steps = 0;

  const followAll = (start: Position, written: unknown): void => {
    const references = ground.configuration.references(written);
    const keys = [...keysOf(ground, references, start.scope), ...start.keys];
    const seen = new Set<string>();
    for (const reference of references) {
      if (!seen.has(reference.text)) follow({ ...start, keys }, reference);
      seen.add(reference.text);
    }
  };

  const follow = (position: Position, reference: Reference): void => {
    steps += 1;
    if (steps > mostSteps || position.depth > deepest) {
      if (steps === mostSteps + 1) targets.push({ kind: "opaque", text: reference.text });
      return;
    }
    const { scope, depth } = position;
    const loose = [...reference.path, ...position.loose];
    switch (reference.kind) {
      case "resource":
        targets.push(selectInstance(position, reference));
        return;
      case "variable": {
        const { module } = scope;
        if (module.parent === undefined) return;
        const call = ground.configuration.call(module);
        const written = at(objectAt(call, "expressions"), reference.name);
        const keys = position.keys;
        followAll(
          { scope: scopeOfCall(module, module.parent, call), loose, keys, depth: depth + 1 },
          written,
        );
        return;
      }
      case "module":
        followOutput(position, reference, loose);
        return;
      case "value": {
        // The value under a key of what `for_each` names is found by that key first.
        const key: readonly Step[] = scope.key === undefined ? [] : [{ key: scope.key }];
        const next = { scope, loose: [...key, ...loose], keys: position.keys, depth: depth + 1 };
        followAll({ ...next, scope: { ...scope, forEach: undefined } }, scope.forEach);
        return;
      }
      case "local":
        targets.push({ kind: "opaque", text: reference.text });
        return;
      case "key":
      case "other":
        return;
    }
  };

  const followOutput = (
    position: Position,
    reference: Reference & { readonly kind: "module" },
    loose: readonly Step[],
  ): void => {
    const { scope, depth } = position;
    // `values(module.x)[*].id` and the like lose the output's name.
    const output = loose.findIndex((step) => "name" in step);
    const step = loose[output];
    const looseKeys = loose.slice(0, Math.max(output, 0)).flatMap(keyOfStep);
    const keys = [...looseKeys, ...position.keys];
    const chosen = modulesOf(ground.estate, scope.module, reference, keys);
    if (step === undefined || !("name" in step) || chosen.length === 0) {
      targets.push({ kind: "opaque", text: reference.text });
      return;
    }
    for (const module of chosen) {
      const inside = { module, key: undefined, forEach: undefined };
      const next = {
        scope: inside,
        loose: loose.slice(output + 1),
        keys: position.keys,
        depth: depth + 1,
      };
      followAll(next, ground.configuration.output(module, step.name));
    }
  };

  followAll({ scope, loose: [], keys: [], depth: 0 }, expression);
  return targets;
}

// Most expressions name one resource, perhaps with the key of what they stand in.
function expandPlain(
  { configuration }: Ground,
  expression: unknown,
  scope: Scope,
): readonly Target[] | undefined {
  const [first, second, third] = configuration.references(expression);
  if (first?.kind !== "resource" || third !== undefined) return undefined;
  if (second !== undefined && second.kind !== "key") return undefined;
  const { key } = scope;
  const keys = key === undefined ? [] : [{ key, isSure: second !== undefined }];
  return [selectInstance({ scope, loose: [], keys, depth: 0 }, first)];
}

/** Where in the configuration a reference is read. */
interface Position {
  readonly scope: Scope;
  /** Steps from further out that come after those of the reference. */
  readonly loose: readonly Step[];
  /** Keys that the expressions on the way name, the nearest first. */
  readonly keys: readonly NamedKey[];
  readonly depth: number;
}

interface NamedKey {
  readonly key: Key;
  /** Whether the expression names it beside the resource, as in `x.y[each.key]`. */
  readonly isSure: boolean;
}

function selectInstance(
  { scope, loose, keys }: Position,
  reference: Reference & { readonly kind: "resource" },
): Target {
  const set = scope.module.resources.get(reference.resource);
  const { path, text } = reference;
  if (set === undefined) return { kind: "opaque", text };
  if (reference.key !== undefined) {
    const instance = set.byKey.get(`${reference.key}`);
    return instance === undefined
      ? { kind: "opaque", text }
      : { kind: "instance", instance, path, loose, isSure: true };
  }
  const [only, second] = set.list;
  if (only !== undefined && second === undefined && only.key === undefined) {
    return { kind: "instance", instance: only, path, loose, isSure: true };
  }
  const looseKeys = path.length > 0 ? [] : loose.flatMap(keyOfStep);
  for (const { key, isSure } of looseKeys.length > 0 ? [...looseKeys, ...keys] : keys) {
    const instance = set.byKey.get(`${key}`);
    if (instance !== undefined) {
      const rest = loose.filter((step) => !("key" in step && step.key === key));
      return { kind: "instance", instance, path, loose: rest, isSure };
    }
  }
  if (only !== undefined && second === undefined) {
    return { kind: "instance", instance: only, path, loose, isSure: true };
  }
  return { kind: "set", set, path, loose };
}

function keyOfStep(step: Step): readonly NamedKey[] {
  // An attribute of a map may be written with a dot: `var.subnets.app`.
  return [{ key: "key" in step ? step.key : step.name, isSure: true }];
}

// What stands in brackets behind a resource: `each.key`, or a value that is known.
function keysOf(
  ground: Ground,
  references: readonly Reference[],
  scope: Scope,
): readonly NamedKey[] {
  const keys: NamedKey[] = [];
  for (const reference of references) {
    if (reference.kind === "resource" || reference.kind === "module") continue;
    const value = knownValue(ground.configuration, reference, scope);
    if (typeof value === "string" || typeof value === "number") {
      keys.push({ key: value, isSure: reference.kind === "key" });
    }
  }
  if (scope.key !== undefined) keys.push({ key: scope.key, isSure: false });
  return keys;
}

function modulesOf(
  estate: Estate,
  parent: ModuleInstance,
  { call, key }: Reference & { readonly kind: "module" },
  keys: readonly NamedKey[],
): readonly ModuleInstance[] {
  const set = parent.children.get(call);
  if (set === undefined) {
    // A module without resources, which only passes values on, stands in the configuration alone.
    const prefix = parent.address === "" ? "" : `${parent.address}.`;
    return [estate.moduleAt(`${prefix}module.${call}${formatKey(key)}`)];
  }
  const wanted = key === undefined ? keys : [{ key }];
  const chosen = wanted.map((named) => set.byKey.get(`${named.key}`)).find(isPresent);
  if (chosen !== undefined) return [chosen];
  return key === undefined || set.list.length === 1 ? set.list : [];
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
