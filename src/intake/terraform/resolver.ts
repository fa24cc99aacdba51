import type { JsonObject } from "../../arm/index.ts";
import { createUnknown, isJsonObject } from "../../arm/index.ts";
import type { Instance } from "./estate.ts";
import { expandExpression, type Ground } from "./expand.ts";
import { createGuesser } from "./guess.ts";
import { identify } from "./identify.ts";
import { at } from "./json.ts";
import type { Attributes, Defaults } from "./mapping/index.ts";
import { isMarked } from "./mask.ts";
import type { Notes } from "./notes.ts";
import type { Resolved } from "./read-attribute.ts";
import type { Redactor } from "./secret.ts";
import { createSettler, repeat } from "./settle.ts";
import { formatSteps, type Step } from "./traversal.ts";
import { kindOf } from "./want.ts";
import { createWriting } from "./written.ts";

/** Everything that resolving takes. */
export interface Parts extends Ground {
  readonly plan: JsonObject;
  readonly defaultsOf: (instance: Instance) => Defaults;
  readonly redactor: Redactor;
  readonly notes: Notes;
}

/** A value of an instance that is unknown, or holds something that is. */
interface Part {
  readonly mask: unknown;
  readonly value: unknown;
  readonly path: readonly Step[];
  /** The path without its keys. */
  readonly pattern: string;
}

/** What has been found out about an instance. */
interface State {
  attributes: Attributes | undefined;
  isIdAsked: boolean;
  id: string | undefined;
}

const nothing: JsonObject = {};

// Terraform's graph has no cycles and short ways; a plan that was made up may have others.
const deepest = 200;

/**
 * Starts with nothing resolved.
 *
 * Cost: constant for each known attribute; for each unknown one that the configuration sets, the
 * references of its expression.
 */
export function createResolver(parts: Parts): Resolved {
  const { estate, configuration, redactor, notes } = parts;
  const states = new Map<Instance, State>();
  const twins = new Map<string, ReadonlyMap<string, Instance>>();
  const writing = createWriting(configuration);
  let depth = 0;

  const stateOf = (instance: Instance): State => {
    let state = states.get(instance);
    if (state === undefined) {
      state = { attributes: undefined, isIdAsked: false, id: undefined };
      states.set(instance, state);
    }
    return state;
  };

  const attributesOf = (instance: Instance): Attributes => {
    const state = stateOf(instance);
    if (state.attributes !== undefined) return state.attributes;
    const { values, sensitive, address } = instance;
    const open = redactor.redact(values, sensitive, address);
    const known = isJsonObject(open) ? open : {};
    // Asked for again while it is being found out, it is what is known.
    state.attributes = known;
    state.attributes = complete(instance, known);
    return state.attributes;
  };

  const complete = (instance: Instance, known: Attributes): Attributes => {
    let result: Record<string, unknown> | undefined;
    for (const name of unknownNames(instance)) {
      const mask = at(instance.unknown, name);
      const part = { mask, value: at(known, name), path: [{ name }], pattern: name };
      const value = fill(instance, part);
      result ??= { ...known };
      result[name] = value;
    }
    return result ?? known;
  };

  // What the configuration leaves to the provider is nobody's to know.
  const unknownNames = (instance: Instance): readonly string[] => {
    const { unknown } = instance;
    const open: string[] = [];
    if (!isJsonObject(unknown)) return open;
    const written = at(configuration.resource(instance), "expressions");
    for (const name in unknown) {
      if (name === "id" || name === "__proto__") continue;
      const mask = unknown[name];
      const isUnset = mask === true && isJsonObject(written) && !Object.hasOwn(written, name);
      if (!isUnset && isMarked(mask)) open.push(name);
    }
    return open;
  };

  const fill = (instance: Instance, part: Part): unknown => {
    const { mask, value, path, pattern } = part;
    if (mask === true) return resolve(instance, path, pattern, 1)[0];
    if (Array.isArray(mask)) return fillList(instance, part, mask);
    return isJsonObject(mask) ? fillObject(instance, part, mask) : value;
  };

  const fillList = (
    instance: Instance,
    { value, path, pattern }: Part,
    masks: readonly unknown[],
  ): readonly unknown[] => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const count = masks.filter((mask) => mask === true).length;
    const found = count === 0 ? [] : resolve(instance, path, pattern, count);
    const filled = [...list];
    let next = 0;
    for (let key = 0; key < Math.max(masks.length, list.length); key += 1) {
      const mask = masks[key];
      if (mask === true) {
        filled[key] = found[next];
        next += 1;
      } else {
        const part = { mask, value: list[key], path: [...path, { key }], pattern };
        filled[key] = fill(instance, part);
      }
    }
    return filled;
  };

  const fillObject = (
    instance: Instance,
    { value, path, pattern }: Part,
    masks: JsonObject,
  ): JsonObject => {
    const known = isJsonObject(value) ? value : nothing;
    let filled: Record<string, unknown> | undefined;
    for (const name in masks) {
      const mask = masks[name];
      if (name === "__proto__" || !isMarked(mask)) continue;
      const below = writing.below(pattern, name);
      if (mask === true && writing.isUnset(instance, below)) continue;
      const inner = [...path, { name }];
      const found = fill(instance, { mask, value: at(value, name), path: inner, pattern: below });
      if (found === undefined) continue;
      filled ??= { ...known };
      filled[name] = found;
    }
    return filled ?? known;
  };

  const resolve = (
    instance: Instance,
    path: readonly Step[],
    pattern: string,
    count: number,
  ): readonly unknown[] => {
    // What is named from other names is a name of its own: references to it must still meet it.
    if (pattern === "name" || depth >= deepest) {
      return repeat(createUnknown(instance.address + formatSteps(path)), count);
    }
    const written = writing.find(instance, path, pattern);
    if (written.isUnset) return [];
    const { expression, forEach, isOptional, want } = written;
    const scope = { module: instance.module, key: instance.key, forEach };
    const targets = expression === undefined ? [] : expandExpression(parts, expression, scope);
    // All that it was made of was known, and it is not: it was set to null.
    if (expression !== undefined && targets.length === 0) return [];
    depth += 1;
    const values = settler.settle({ instance, path, want, targets, count, isOptional });
    depth -= 1;
    return values;
  };

  const idOf = (instance: Instance): string | undefined => {
    const state = stateOf(instance);
    if (state.isIdAsked) return state.id;
    // Asked for again while it is being found out, it is not known.
    state.isIdAsked = true;
    depth += 1;
    if (depth <= deepest) {
      state.id = identify(instance, ownNames(instance), parts.defaultsOf(instance));
    }
    depth -= 1;
    return state.id;
  };

  // Where no name or id is unknown, an id needs nothing that has to be resolved.
  const ownNames = (instance: Instance): Attributes => {
    const known = stateOf(instance).attributes;
    if (known !== undefined) return known;
    const isOpen = unknownNames(instance).some((name) => {
      if (at(instance.unknown, name) !== true) return false;
      const kind = kindOf(name);
      return kind === "id" || kind === "name";
    });
    return isOpen || isMarked(instance.sensitive) ? attributesOf(instance) : instance.values;
  };

  const twinOf = (instance: Instance): Instance | undefined => {
    const index = twins.get(instance.type) ?? indexById(instance.type);
    twins.set(instance.type, index);
    return index.get(idOf(instance)?.toLowerCase() ?? "");
  };
  const indexById = (type: string): ReadonlyMap<string, Instance> =>
    new Map(
      estate.instances
        .filter((other) => other.type === type && other.mode === "managed")
        .map((other) => [idOf(other)?.toLowerCase() ?? other.address, other]),
    );

  const resolved: Resolved = { attributesOf, idOf, twinOf };
  const settler = createSettler(resolved, createGuesser(parts.plan, estate), notes);
  return resolved;
}
