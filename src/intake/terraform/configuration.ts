import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { blockAddress } from "./block.ts";
import type { Instance, ModuleInstance } from "./estate.ts";
import { at, listAt, objectAt, textAt } from "./json.ts";
import { parseReferences, type Reference } from "./reference.ts";

/** What the plan shows of the configuration that it was made from. */
export interface Configuration {
  /** Whether the plan shows a configuration at all. */
  readonly isThere: boolean;
  /** Values of the root module's variables, but those that are declared sensitive. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** The block of a resource; `undefined` when the plan does not show it. */
  readonly resource: (instance: Instance) => JsonObject | undefined;
  /** The call that made the instance of a module. */
  readonly call: (module: ModuleInstance) => JsonObject;
  /** Names of the outputs of a module. */
  readonly outputs: (module: ModuleInstance) => readonly string[];
  /** The expression of an output. */
  readonly output: (module: ModuleInstance, name: string) => JsonObject;
  /** The provider block of a resource, by the key that its block names. */
  readonly provider: (key: string) => JsonObject;
  /**
   * The element of a list that has a text as one of its properties, or is it: what a key of
   * `for_each` stands for, since a list needs keys made of its elements first.
   */
  readonly elementOf: (list: readonly unknown[], key: string) => unknown;
  /** The references of an expression; all instances of a block share them. */
  readonly references: (expression: unknown) => readonly Reference[];
}

/** Indexes a plan's configuration. Cost: linear, once for every module that is asked about. */
export function readConfiguration(plan: JsonObject): Configuration {
  const configuration = objectAt(plan, "configuration");
  const providers = objectAt(configuration, "provider_config");
  const root = objectAt(configuration, "root_module");
  const bodies = new Map<string, JsonObject>([["", root]]);
  const indexes = new Map<JsonObject, ReadonlyMap<string, JsonObject>>();

  const bodyOf = (module: ModuleInstance): JsonObject => {
    const known = bodies.get(module.address);
    if (known !== undefined) return known;
    const body = objectAt(call(module), "module");
    bodies.set(module.address, body);
    return body;
  };
  const call = (module: ModuleInstance): JsonObject =>
    module.parent === undefined
      ? {}
      : objectAt(objectAt(bodyOf(module.parent), "module_calls"), module.call);
  const indexOf = (body: JsonObject): ReadonlyMap<string, JsonObject> => {
    const index = indexes.get(body) ?? indexResources(body);
    indexes.set(body, index);
    return index;
  };

  const elements = new Map<readonly unknown[], ReadonlyMap<unknown, unknown>>();
  const elementOf = (list: readonly unknown[], key: string): unknown => {
    const index = elements.get(list) ?? indexElements(list);
    elements.set(list, index);
    return index.get(key);
  };

  // Instances of one block mostly come together.
  let last: { readonly instance: Instance; readonly block: JsonObject | undefined } | undefined;
  const resource = (instance: Instance): JsonObject | undefined => {
    if (last === undefined || !isSameBlock(last.instance, instance)) {
      last = { instance, block: indexOf(bodyOf(instance.module)).get(instance.resource) };
    }
    return last.block;
  };

  const parsed = new Map<unknown, readonly Reference[]>();
  const references = (expression: unknown): readonly Reference[] => {
    const known = parsed.get(expression) ?? parseReferences(listAt(expression, "references"));
    parsed.set(expression, known);
    return known;
  };

  return {
    elementOf,
    references,
    isThere: Object.keys(root).length > 0,
    variables: readVariables(plan, root),
    resource,
    call,
    outputs: (module) => Object.keys(objectAt(bodyOf(module), "outputs")),
    output: (module, name) =>
      objectAt(objectAt(objectAt(bodyOf(module), "outputs"), name), "expression"),
    provider: (key) => {
      const [name = ""] = key.split(":").slice(-1);
      return objectAt(providers, at(providers, key) === undefined ? name : key);
    },
  };
}

function isSameBlock(one: Instance, other: Instance): boolean {
  return one.module === other.module && one.resource === other.resource;
}

function indexResources(body: JsonObject): ReadonlyMap<string, JsonObject> {
  return new Map(
    listAt(body, "resources").map((entry) => {
      const block = objectAt({ entry }, "entry");
      const mode = textAt(block, "mode") === "data" ? "data" : "managed";
      const [type, name] = [textAt(block, "type") ?? "", textAt(block, "name") ?? ""];
      return [textAt(block, "address") ?? blockAddress(mode, type, name), block];
    }),
  );
}

function indexElements(list: readonly unknown[]): ReadonlyMap<unknown, unknown> {
  const index = new Map<unknown, unknown>();
  for (const element of list) {
    for (const text of isJsonObject(element) ? Object.values(element) : [element]) {
      if (!index.has(text)) index.set(text, element);
    }
  }
  return index;
}

function readVariables(plan: JsonObject, root: JsonObject): ReadonlyMap<string, unknown> {
  const declared = objectAt(root, "variables");
  const given = objectAt(plan, "variables");
  const values = new Map<string, unknown>();
  for (const name of new Set([...Object.keys(declared), ...Object.keys(given)])) {
    const declaration = objectAt(declared, name);
    if (at(declaration, "sensitive") === true) continue;
    values.set(name, at(objectAt(given, name), "value") ?? at(declaration, "default"));
  }
  return values;
}
