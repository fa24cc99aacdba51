// Plans as Terraform writes them, from a few lines that say what matters.

/** Stands where a value is known only after apply. */
export const later: unique symbol = Symbol("known after apply");

/** Values of an attribute: what the plan knows, and `later` where it does not. */
type Values = Readonly<Record<string, unknown>>;

/** References of an attribute as they were written, or those of nested blocks. */
export type Written =
  | string
  | readonly string[]
  | readonly Settings[]
  | { readonly constant: unknown };

/** What a block sets its attributes to; those that are not named are set to constants. */
export interface Settings {
  readonly [attribute: string]: Written;
}

/** One resource block with its instances. */
export interface Block {
  readonly forEach?: Written;
  readonly count?: Written;
  readonly set?: Settings;
  /** Attributes whose block the plan does not show: it is dynamic. */
  readonly hidden?: readonly string[];
  readonly provider?: string;
  /** By full address. */
  readonly instances: Readonly<Record<string, Values>>;
}

/** One module: its blocks by address, the modules that it calls, what it gives. */
export interface Module {
  readonly blocks?: Readonly<Record<string, Block>>;
  readonly calls?: Readonly<Record<string, Call>>;
  readonly outputs?: Settings;
}

/** One call of a module. */
export interface Call extends Module {
  readonly forEach?: Written;
  readonly count?: Written;
  readonly with?: Settings;
}

type Json = Record<string, unknown>;

/** Writes the plan; `extra` are further properties of the whole. */
export function writePlan(root: Module, extra: Json = {}): Json {
  const changes: Json[] = [];
  const planned = writePlanned(root, "", changes);
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: planned },
    resource_changes: changes,
    configuration: {
      provider_config: { azurerm: { name: "azurerm" } },
      root_module: writeModule(root),
    },
    ...extra,
  };
}

// Modules lie inside each other by address; the reader takes them from there.
function writePlanned(module: Module, address: string, changes: Json[]): Json {
  const resources = Object.entries(module.blocks ?? {}).flatMap(([block, { instances }]) =>
    Object.entries(instances).map(([full, values]) => {
      const entry = {
        address: full,
        mode: block.startsWith("data.") ? "data" : "managed",
        ...nameOf(block),
        ...indexOf(full),
      };
      const unknown = { ...(Object.hasOwn(values, "id") ? {} : { id: true }), ...maskOf(values) };
      const after = known(values);
      const change = { actions: ["create"], before: null, after, after_unknown: unknown };
      changes.push({ ...entry, change });
      return { ...entry, values: after };
    }),
  );
  const children = Object.entries(module.calls ?? {}).map(([name, call]) =>
    writePlanned(call, `${address}module.${name}.`, changes),
  );
  return { resources, child_modules: children };
}

function nameOf(block: string): Json {
  const [type, name] = block.replace(/^data\./, "").split(".");
  return { type, name };
}

function indexOf(address: string): Json {
  const key = /\[(\d+|"[^"]*")\]$/.exec(address)?.[1];
  return key === undefined ? {} : { index: JSON.parse(key) as unknown };
}

function known(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((element) => (element === later ? null : known(element)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== later);
  return Object.fromEntries(entries.map(([name, inner]) => [name, known(inner)]));
}

function maskOf(value: unknown): object {
  if (Array.isArray(value)) return value.map((one) => one === later || maskOf(one));
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (inner === later) return [[name, true]];
    return typeof inner === "object" && inner !== null ? [[name, maskOf(inner)]] : [];
  });
  return Object.fromEntries(entries);
}

function writeModule({ blocks = {}, calls = {}, outputs = {} }: Module): Json {
  const written = Object.entries(calls).map(([name, call]) => [
    name,
    {
      expressions: writeSettings(call.with ?? {}),
      ...repetition(call),
      module: writeModule(call),
    },
  ]);
  const given = Object.entries(outputs).map(([name, value]) => [
    name,
    { expression: writeExpression(value) },
  ]);
  return {
    resources: Object.entries(blocks).map(writeBlock),
    module_calls: Object.fromEntries(written),
    outputs: Object.fromEntries(given),
  };
}

function writeBlock([address, block]: [string, Block]): Json {
  const [first = {}] = Object.values(block.instances);
  const constants = Object.entries(first)
    .filter(([name, value]) => value !== later && !block.hidden?.includes(name))
    .map(([name, value]) => [name, { constant_value: known(value) }]);
  return {
    address,
    mode: address.startsWith("data.") ? "data" : "managed",
    ...nameOf(address),
    provider_config_key: block.provider ?? "azurerm",
    expressions: { ...Object.fromEntries(constants), ...writeSettings(block.set ?? {}) },
    ...repetition(block),
  };
}

function repetition({
  forEach,
  count,
}: {
  readonly forEach?: Written;
  readonly count?: Written;
}): Json {
  return {
    ...(forEach === undefined ? {} : { for_each_expression: writeExpression(forEach) }),
    ...(count === undefined ? {} : { count_expression: writeExpression(count) }),
  };
}

function writeSettings(settings: Settings): Json {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, writeExpression(value)]),
  );
}

function writeExpression(value: Written): unknown {
  if (typeof value === "string") return { references: unwrap(value) };
  if (!Array.isArray(value)) return { constant_value: (value as { constant: unknown }).constant };
  const list = value as readonly (string | Settings)[];
  const blocks = list.filter((one): one is Settings => typeof one !== "string");
  if (blocks.length > 0) return blocks.map(writeSettings);
  return { references: list.flatMap((one) => (typeof one === "string" ? unwrap(one) : [])) };
}

// Terraform lists a reference with all its beginnings.
function unwrap(reference: string): readonly string[] {
  const steps = reference.match(/(?:^|\.)[^.[]+|\[(?:\d+|"[^"]*")\]/g) ?? [];
  const [first = ""] = steps;
  const isOutput = first === "module" && !reference.endsWith("]");
  const own = first === "data" ? 3 : 2;
  const shortest = isOutput && steps[2]?.startsWith("[") === true ? 3 : own;
  const all: string[] = [];
  for (let length = steps.length; length >= shortest; length -= 1) {
    all.push(steps.slice(0, length).join(""));
  }
  return all;
}
