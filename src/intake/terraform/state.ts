import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { type Block, createBlocks } from "./block.ts";
import { createEstate, type Estate, type ModuleInstance } from "./estate.ts";
import { at, listAt, textAt } from "./json.ts";
import { keyOf, type Source } from "./plan.ts";
import { formatKey, type Key } from "./traversal.ts";

/**
 * Reads the instances of a raw state of version 4. Everything in it is known. Cost: linear.
 *
 * Deposed objects wait for their deletion beside their successors and are passed over; so are
 * instances that no Terraform since 0.12 has written, whose attributes are flat.
 */
export function readRawState(state: JsonObject): Source {
  const estate = createEstate();
  const blockOf = createBlocks();
  const odd: string[] = [];
  for (const [index, resource] of listAt(state, "resources").entries()) {
    const pointer = `/resources/${index}`;
    const type = textAt(resource, "type");
    const label = textAt(resource, "name");
    if (type === undefined || label === undefined) {
      odd.push(pointer);
      continue;
    }
    const mode = textAt(resource, "mode") === "data" ? "data" : "managed";
    const block = blockOf(mode, type, label);
    const module = estate.moduleAt(textAt(resource, "module") ?? "");
    for (const [number, instance] of listAt(resource, "instances").entries()) {
      const place = `${pointer}/instances/${number}`;
      if (!addInstance(estate, { block, module }, instance, place)) odd.push(place);
    }
  }
  return { estate, deleted: [], odd };
}

function addInstance(
  estate: Estate,
  { block, module }: { readonly block: Block; readonly module: ModuleInstance },
  body: unknown,
  pointer: string,
): boolean {
  if (textAt(body, "deposed") !== undefined) return true;
  const values = at(body, "attributes");
  if (!isJsonObject(values)) return false;
  const { resource, mode, type, mapping, label } = block;
  const key = keyOf(at(body, "index_key"));
  const address = addressIn(module.address, resource, key);
  const sensitive = toMask(listAt(body, "sensitive_attributes"));
  estate.add({
    address,
    module,
    resource,
    mode,
    type,
    mapping,
    label,
    key,
    values,
    unknown: undefined,
    sensitive,
    pointer,
  });
  return true;
}

/** The address of an instance: its module, its block and its key. */
export function addressIn(module: string, block: string, key: Key | undefined): string {
  const own = block + formatKey(key);
  return module === "" ? own : `${module}.${own}`;
}

/**
 * Paths to secret attributes as a mask: `[{ "type": "get_attr", "value": "password" }]`, with steps
 * `{ "type": "index", "value": { "value": 0, "type": "number" } }` into lists and maps. A step into a
 * set has a whole object as its index; there everything is secret.
 */
function toMask(paths: readonly unknown[]): unknown {
  const groups = new Map<string, (readonly unknown[])[]>();
  for (const path of paths) {
    const steps: readonly unknown[] = Array.isArray(path) ? path : [path];
    if (steps.length === 0) return true;
    const name = stepOf(steps[0]);
    if (name === undefined) return true;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(steps.slice(1));
  }
  return Object.fromEntries([...groups].map(([name, rest]) => [name, toMask(rest)]));
}

function stepOf(step: unknown): string | undefined {
  const value = typeof step === "string" ? step : at(step, "value");
  const key = isJsonObject(value) ? at(value, "value") : value;
  return typeof key === "string" || typeof key === "number" ? `${key}` : undefined;
}
