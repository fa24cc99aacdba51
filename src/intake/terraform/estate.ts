import type { JsonObject } from "../../arm/index.ts";
import type { Block } from "./block.ts";
import { formatKey, type Key, parseTraversal } from "./traversal.ts";

/** One instance of a resource or data source, before anything in it is resolved. */
export interface Instance extends Block {
  /** `module.hub["a"].azurerm_subnet.this["app"]`. */
  readonly address: string;
  readonly module: ModuleInstance;
  readonly key: Key | undefined;
  readonly values: JsonObject;
  /** Where values are unknown, in the shape of the values: `{ "id": true, "rule": [{ "x": true }] }`. */
  readonly unknown: unknown;
  /** Where values are secret, in the same shape. */
  readonly sensitive: unknown;
  /** JSON pointer of the instance in its file. */
  readonly pointer: string;
}

/** One instance of a module; the root module has no address, call and parent. */
export interface ModuleInstance {
  readonly address: string;
  readonly call: string;
  readonly key: Key | undefined;
  readonly parent: ModuleInstance | undefined;
  /** By address inside the module without a key: `azurerm_subnet.this`, `data.azurerm_subnet.x`. */
  readonly resources: ReadonlyMap<string, Keyed<Instance>>;
  /** By name of the call. */
  readonly children: ReadonlyMap<string, Keyed<ModuleInstance>>;
}

/** All instances that one block makes in one instance of a module. */
export interface Keyed<T> {
  /** In the order of the text. */
  readonly list: readonly T[];
  /** By key as text; a single instance without a key has none. */
  readonly byKey: ReadonlyMap<string, T>;
}

/** All instances of a plan or state. */
export interface Estate {
  readonly root: ModuleInstance;
  readonly instances: readonly Instance[];
  /** Finds the instance of a module, which may hold no resource, by its address. */
  readonly moduleAt: (address: string) => ModuleInstance;
  /** Adds an instance, unless there is one with its address. */
  readonly add: (instance: Instance) => void;
}

interface GrowingModule extends ModuleInstance {
  readonly resources: Map<string, Growing<Instance>>;
  readonly children: Map<string, Growing<ModuleInstance>>;
}

interface Growing<T> {
  readonly list: T[];
  readonly byKey: Map<string, T>;
}

/** Starts with an empty root module. Cost of everything in it: constant per instance. */
export function createEstate(): Estate {
  const root = createModule("", "", undefined, undefined);
  const modules = new Map<string, GrowingModule>([["", root]]);
  const instances: Instance[] = [];

  const moduleAt = (address: string): GrowingModule => {
    const known = modules.get(address);
    if (known !== undefined) return known;
    let module = root;
    for (const { call, key } of parseModulePath(address)) {
      const path = `${module.address === "" ? "" : `${module.address}.`}module.${call}${formatKey(key)}`;
      const child = modules.get(path) ?? createModule(path, call, key, module);
      if (!modules.has(path)) {
        modules.set(path, child);
        put(module.children, call, child);
      }
      module = child;
    }
    modules.set(address, module);
    return module;
  };

  const add = (instance: Instance): void => {
    const resources = modules.get(instance.module.address)?.resources;
    if (resources !== undefined && put(resources, instance.resource, instance)) {
      instances.push(instance);
    }
  };

  return { root, instances, moduleAt, add };
}

function createModule(
  address: string,
  call: string,
  key: Key | undefined,
  parent: ModuleInstance | undefined,
): GrowingModule {
  return { address, call, key, parent, resources: new Map(), children: new Map() };
}

// Says whether it was put: one with its key may be there.
function put<T extends { readonly key: Key | undefined }>(
  sets: Map<string, Growing<T>>,
  name: string,
  value: T,
): boolean {
  const set = sets.get(name);
  const key = value.key === undefined ? undefined : `${value.key}`;
  if (set === undefined) {
    const byKey = new Map<string, T>();
    if (key !== undefined) byKey.set(key, value);
    sets.set(name, { list: [value], byKey });
    return true;
  }
  if (key === undefined || set.byKey.has(key)) return false;
  set.byKey.set(key, value);
  set.list.push(value);
  return true;
}

// Deeper than any text can nest modules; only an address that was made up goes further.
const deepest = 100;

// `module.a["x"].module.b`; what is no module path ends there.
function parseModulePath(
  address: string,
): readonly { readonly call: string; readonly key: Key | undefined }[] {
  const calls: { call: string; key: Key | undefined }[] = [];
  let isCall = false;
  for (const step of parseTraversal(address) ?? []) {
    const last = calls.at(-1);
    if ("key" in step) {
      if (last !== undefined) last.key = step.key;
    } else if (isCall && calls.length < deepest) {
      calls.push({ call: step.name, key: undefined });
      isCall = false;
    } else {
      isCall = step.name === "module";
    }
  }
  return calls;
}
