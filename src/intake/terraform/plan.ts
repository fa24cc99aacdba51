import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { actionOf, idBefore } from "./actions.ts";
import { type Block, createBlocks } from "./block.ts";
import { createEstate, type Estate, type Instance, type ModuleInstance } from "./estate.ts";
import { at, listAt, objectAt, textAt } from "./json.ts";
import { isMarked } from "./mask.ts";
import type { Key } from "./traversal.ts";

/** What a plan or state says, before anything in it is resolved. */
export interface Source {
  readonly estate: Estate;
  readonly deleted: readonly Deleted[];
  /** Pointers to entries that are no instances. */
  readonly odd: readonly string[];
}

/** An instance that will be gone, or whose id will. */
export interface Deleted {
  readonly type: string;
  readonly id: string;
  /** Attributes that it had, secret ones among them. */
  readonly before: JsonObject;
  /** JSON pointer of the change. */
  readonly pointer: string;
}

interface Growing extends Source {
  readonly blockOf: (mode: Block["mode"], type: string, label: string) => Block;
  readonly deleted: Deleted[];
  readonly odd: string[];
}

/**
 * Reads the instances of a plan or of a state as `terraform show -json` writes them. Cost: linear.
 *
 * Values are those after apply. What data sources found already stands in the prior state only; a
 * plan that is cut short may have changes and no planned values.
 */
export function readShown(shown: JsonObject): Source {
  const source: Growing = {
    estate: createEstate(),
    blockOf: createBlocks(),
    deleted: [],
    odd: [],
  };
  const changes = readChanges(shown, source);
  const home = source.estate.root;
  const read = (holder: string, isWanted: (mode: string) => boolean): void => {
    const module = objectAt(objectAt(shown, holder), "root_module");
    readModule(source, { module, pointer: `/${holder}/root_module`, home, changes, isWanted });
  };
  read("planned_values", () => true);
  read("values", () => true);
  const prior = objectAt(objectAt(shown, "prior_state"), "values");
  const found = {
    module: objectAt(prior, "root_module"),
    pointer: "/prior_state/values/root_module",
  };
  const isData = (mode: string): boolean => mode === "data";
  readModule(source, { ...found, home, changes, isWanted: isData });
  if (!isJsonObject(at(shown, "planned_values"))) readAfter(source, shown);
  return source;
}

interface Place {
  readonly module: JsonObject;
  readonly pointer: string;
  /** What the module says it is; its entries say so too, and they count. */
  readonly home: ModuleInstance;
  readonly changes: ReadonlyMap<string, JsonObject>;
  readonly isWanted: (mode: string) => boolean;
}

// As deep as a text may nest.
function readModule(source: Growing, place: Place): void {
  const { module, pointer } = place;
  const resources = listAt(module, "resources");
  for (let index = 0; index < resources.length; index += 1) {
    readEntry(source, place, resources[index], `${pointer}/resources/${index}`);
  }
  for (const [index, child] of listAt(module, "child_modules").entries()) {
    const below = `${pointer}/child_modules/${index}`;
    if (isJsonObject(child)) {
      const home = source.estate.moduleAt(textAt(child, "address") ?? "");
      readModule(source, { ...place, module: child, pointer: below, home });
    } else source.odd.push(below);
  }
}

function readEntry(source: Growing, place: Place, entry: unknown, pointer: string): void {
  // Known names are read off the object itself: to ask for each with `at` took twice the time.
  const { address, mode, deposed_key: deposed } = isJsonObject(entry) ? entry : nothing;
  // Objects that are no longer in use wait for their deletion beside their successors.
  if (!place.isWanted(textOf(mode) ?? "managed") || textOf(deposed) !== undefined) return;
  const changed = place.changes.get(textOf(address) ?? "");
  const instance = toInstance(source, entry, pointer, changed, place.home);
  if (instance === undefined) source.odd.push(pointer);
  else source.estate.add(instance);
}

function toInstance(
  { estate, blockOf }: Growing,
  entry: unknown,
  pointer: string,
  changed: JsonObject | undefined,
  home: ModuleInstance,
): Instance | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { index, values, sensitive_values: sensitive } = entry;
  const address = textOf(entry["address"]);
  const written = textOf(entry["type"]);
  const name = textOf(entry["name"]);
  if (address === undefined || written === undefined || name === undefined) return undefined;
  const block = blockOf(entry["mode"] === "data" ? "data" : "managed", written, name);
  const { resource, mode, type, mapping, label } = block;
  const change = changed?.["change"];
  return {
    address,
    module: isIn(home, address, resource) ? home : moduleOf(estate, address, resource),
    resource,
    mode,
    type,
    mapping,
    label,
    key: keyOf(index),
    values: isJsonObject(values) ? values : nothing,
    unknown: at(change, "after_unknown"),
    sensitive: joinMasks(sensitive ?? undefined, at(change, "after_sensitive")),
    pointer,
  };
}

// Compared in place: to cut the module out of each address took longer than to find it.
function isIn({ address: module }: ModuleInstance, address: string, resource: string): boolean {
  const start = module.length + 1;
  const isBelow = module !== "" && address[module.length] === "." && address.startsWith(module);
  const end = address[start + resource.length];
  return isBelow && address.startsWith(resource, start) && (end === undefined || end === "[");
}

function moduleOf(estate: Estate, address: string, resource: string): ModuleInstance {
  if (!address.startsWith("module.")) return estate.root;
  return estate.moduleAt(address.slice(0, Math.max(address.lastIndexOf(`.${resource}`), 0)));
}

/** A key of `count` or `for_each`; anything else is none. */
export function keyOf(value: unknown): Key | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const nothing: JsonObject = {};

// By address, but for those of objects that are no longer in use.
function readChanges(shown: JsonObject, source: Growing): ReadonlyMap<string, JsonObject> {
  const changes = new Map<string, JsonObject>();
  const entries = listAt(shown, "resource_changes");
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    const { address: at, type: kind, change, deposed } = isJsonObject(entry) ? entry : nothing;
    const address = textOf(at);
    const type = textOf(kind);
    if (!isJsonObject(entry) || address === undefined || type === undefined) {
      source.odd.push(`/resource_changes/${index}`);
      continue;
    }
    const action = actionOf(change);
    const id = action === "delete" || action === "replace" ? idBefore(change) : undefined;
    if (id !== undefined) {
      source.deleted.push({
        type,
        id,
        before: objectAt(change, "before"),
        pointer: `/resource_changes/${index}`,
      });
    }
    if (textOf(deposed) === undefined) changes.set(address, entry);
  }
  return changes;
}

// A plan without planned values still says in its changes what will be.
function readAfter(source: Growing, shown: JsonObject): void {
  for (const [index, entry] of listAt(shown, "resource_changes").entries()) {
    const change = at(entry, "change");
    const action = actionOf(change);
    const isGone = action === "delete" || action === "forget";
    if (isGone || !isJsonObject(entry) || textAt(entry, "deposed") !== undefined) continue;
    const shaped = { ...entry, values: at(change, "after") };
    const pointer = `/resource_changes/${index}`;
    const instance = toInstance(source, shaped, pointer, entry, source.estate.root);
    if (instance !== undefined) source.estate.add(instance);
  }
}

// Either is enough to make a value secret; they say the same in plans that Terraform wrote.
function joinMasks(one: unknown, other: unknown): unknown {
  if (one === true || other === true) return true;
  if (!isMarked(one)) return other;
  if (!isMarked(other)) return one;
  if (Array.isArray(one) && Array.isArray(other)) {
    const length = Math.max(one.length, other.length);
    return Array.from({ length }, (_, index) => joinMasks(one[index], other[index]));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return one;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => [name, joinMasks(at(one, name), at(other, name))]),
  );
}
