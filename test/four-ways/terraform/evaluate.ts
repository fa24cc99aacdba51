// A configuration becomes instances of resources, as `terraform plan` makes them.
import {
  AttributeList,
  type Body,
  type Module,
  type ModuleCall,
  type ResourceBlock,
  type Written,
} from "./configuration.ts";
import { Expression, type LookUp, unknown, type Value } from "./expression.ts";
import type { Attribute, Schema } from "./schema.ts";

/** Attributes of an instance. */
export type Values = { readonly [name: string]: Value };

/** One instance of a resource. */
export interface Instance {
  readonly block: ResourceBlock;
  /** `module.spoke["app"]`; empty for the root. */
  readonly module: string;
  readonly index: string | number | undefined;
  readonly values: Values;
}

type Each = { readonly key: string; readonly value: Value } | undefined;

/** Plans a module and those that it calls. */
export class ModuleInstance {
  readonly #module: Module;
  readonly #path: string;
  readonly #inputs: Values;
  readonly #schemas: ReadonlyMap<string, Schema>;
  readonly #resources = new Map<string, readonly Instance[]>();
  readonly #calls = new Map<string, ReadonlyMap<string | undefined, ModuleInstance>>();

  constructor(
    module: Module,
    schemas: ReadonlyMap<string, Schema>,
    path: string = "",
    inputs: Values = {},
  ) {
    this.#module = module;
    this.#path = path;
    this.#inputs = inputs;
    this.#schemas = schemas;
  }

  /** Every instance of this module, sorted by address, and behind them those of called modules. */
  get instances(): readonly Instance[] {
    const { resources, calls = [] } = this.#module;
    const own = resources.flatMap((block) => this.#instancesOf(`${block.type}.${block.name}`));
    const called = calls.flatMap(({ name }) => [...this.#called(name).values()]);
    return [...own.sort(byAddress), ...called.flatMap(({ instances }) => instances)];
  }

  /** The modules that this one calls, in order. */
  get children(): readonly ModuleInstance[] {
    return (this.#module.calls ?? []).flatMap(({ name }) => [...this.#called(name).values()]);
  }

  get path(): string {
    return this.#path;
  }

  get ownInstances(): readonly Instance[] {
    return this.instances.filter(({ module }) => module === this.#path);
  }

  #lookUp(each: Each, count?: number): LookUp {
    return ([first, second]) => {
      if (first === "each") return (second === "key" ? each?.key : each?.value) ?? null;
      if (first === "count") return count ?? null;
      if (first === "var") return this.#variable(second);
      if (first === "local") return this.#evaluate(this.#module.locals?.[second] ?? null, each);
      if (first === "module") return this.#outputsOf(second);
      return this.#resourceValue(`${first}.${second}`);
    };
  }

  #variable(name: string): Value {
    const value = this.#inputs[name] ?? this.#module.variables?.[name];
    if (value === undefined) throw new ReferenceError(`var.${name} has no value`);
    return value;
  }

  #outputsOf(name: string): Value {
    const outputs = [...this.#called(name)].map(
      ([key, instance]) => [key, instance.outputs] as const,
    );
    const [only] = outputs;
    if (only !== undefined && only[0] === undefined) return only[1];
    return Object.fromEntries(outputs.map(([key, values]) => [key, values]));
  }

  /** The module's outputs. */
  get outputs(): Values {
    const { outputs = {} } = this.#module;
    return mapValues(outputs, (written) => this.#evaluate(written, undefined));
  }

  #called(name: string): ReadonlyMap<string | undefined, ModuleInstance> {
    const known = this.#calls.get(name);
    if (known !== undefined) return known;
    const call = this.#module.calls?.find((one) => one.name === name);
    if (call === undefined) throw new ReferenceError(`no module ${name}`);
    const made = new Map(
      this.#eachOf(call.forEach).map((each) => [each?.key, this.#call(call, each)] as const),
    );
    this.#calls.set(name, made);
    return made;
  }

  #call(call: ModuleCall, each: Each): ModuleInstance {
    const inputs = mapValues(call.inputs, (written) => this.#evaluate(written, each));
    const key = each === undefined ? "" : `[${JSON.stringify(each.key)}]`;
    const path = `${this.#path === "" ? "" : `${this.#path}.`}module.${call.name}${key}`;
    return new ModuleInstance(call.module, this.#schemas, path, inputs);
  }

  #resourceValue(address: string): Value {
    const block = this.#blockAt(address);
    const instances = this.#instancesOf(address);
    if (block.count !== undefined) return instances.map(({ values }) => values);
    if (block.forEach === undefined) return instances[0]?.values ?? null;
    return Object.fromEntries(instances.map(({ index, values }) => [index, values]));
  }

  #blockAt(address: string): ResourceBlock {
    const block = this.#module.resources.find(({ type, name }) => `${type}.${name}` === address);
    if (block === undefined) throw new ReferenceError(`no ${address} in ${this.#path}`);
    return block;
  }

  #instancesOf(address: string): readonly Instance[] {
    const known = this.#resources.get(address);
    if (known !== undefined) return known;
    const block = this.#blockAt(address);
    const instances = this.#keysOf(block).map(({ each, count }) => ({
      block,
      module: this.#path,
      index: each?.key ?? count,
      values: this.#valuesOf(block, this.#lookUp(each, count)),
    }));
    this.#resources.set(address, instances);
    return instances;
  }

  #keysOf({ forEach, count }: ResourceBlock): readonly { each: Each; count?: number }[] {
    if (count === undefined) return this.#eachOf(forEach).map((each) => ({ each }));
    return Array.from({ length: count }, (_, at) => ({ each: undefined, count: at }));
  }

  #eachOf(forEach: Written | undefined): readonly Each[] {
    if (forEach === undefined) return [undefined];
    const value = this.#evaluate(forEach, undefined);
    if (value === null || typeof value !== "object") throw new TypeError("for_each is no map");
    if (Array.isArray(value)) return value.map((key: Value) => ({ key: String(key), value: key }));
    return Object.entries(value).map(([key, one]) => ({ key, value: one }));
  }

  #evaluate(written: Written, each: Each): Value {
    return evaluate(written, this.#lookUp(each));
  }

  #valuesOf({ type, body, before, isReplaced }: ResourceBlock, lookUp: LookUp): Values {
    const schema = this.#schemas.get(type);
    if (schema === undefined) throw new ReferenceError(`no schema of ${type}`);
    const values: Values = { id: unknown, ...fill(body, schema, lookUp) };
    if (before === undefined || isReplaced === true) return values;
    return mapValues<Value, Value>(values, (value, name) =>
      value === unknown ? (before[name] ?? null) : value,
    );
  }
}

function byAddress(a: Instance, b: Instance): number {
  const textOf = ({ block, index }: Instance) => `${block.type}.${block.name}.${index ?? ""}`;
  return textOf(a) < textOf(b) ? -1 : 1;
}

// Terraform shows every attribute of the schema, written or not.
function fill(body: Body, schema: Schema, lookUp: LookUp): Values {
  for (const name of Object.keys(body)) {
    if (!schema.has(name)) throw new ReferenceError(`the schema has no ${name}`);
  }
  return Object.fromEntries(
    [...schema].map(([name, attribute]) => [name, fillOne(body[name], attribute, lookUp)]),
  );
}

function fillOne(written: Written | undefined, attribute: Attribute, lookUp: LookUp): Value {
  const { blocks, isComputed } = attribute;
  if (written === undefined || written === null) {
    if (isComputed) return unknown;
    return blocks !== undefined ? [] : attribute.default;
  }
  const items = written instanceof AttributeList ? written.items : written;
  if (blocks !== undefined && Array.isArray(items)) {
    return items.map((item: Body) => fill(item, blocks, lookUp));
  }
  return asProviderPlans(evaluate(written, lookUp));
}

// Providers of this kind know nothing of a list of values as soon as they miss one; blocks, and lists
// of objects, keep what is known.
function asProviderPlans(value: Value): Value {
  return Array.isArray(value) && value.includes(unknown) ? unknown : value;
}

function evaluate(written: Written, lookUp: LookUp): Value {
  if (written instanceof Expression) return written.evaluate(lookUp);
  if (written instanceof AttributeList) return written.items.map((item) => evaluate(item, lookUp));
  if (Array.isArray(written)) return written.map((item: Written) => evaluate(item, lookUp));
  if (written === null || typeof written !== "object") return written;
  return mapValues(written as Body, (value) => evaluate(value, lookUp));
}

/** The object with every value changed. */
export function mapValues<From, To>(
  object: { readonly [name: string]: From },
  change: (value: From, name: string) => To,
): { readonly [name: string]: To } {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, name)]),
  );
}
