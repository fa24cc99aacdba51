import {
  isJsonObject,
  isUnknown,
  type JsonObject,
  peekProperty,
  type Resource,
  type Unknown,
  type ValueAddress,
} from "../arm/index.ts";
import { keyOfId } from "./body.ts";

// A value may hold marks that lead to values which hold marks; nobody writes many such steps.
const stepLimit = 32;

/**
 * Replaces marks that say where their value will be found by that value, where a resource holds it.
 *
 * The way to a value may lead through marks and through references: where an object does not hold
 * the next step, the resource that its `id` names is looked at. A chain of marks is followed to its
 * end; one that ends in a mark gives the last, which says best what is missing, and one that leads
 * back to itself ends in a mark. An object or list that stands for a mark has its own marks replaced
 * by plain values only, so that the contents cannot grow without end. A resource in which nothing
 * changes is given as it is. Cost: linear in the contents; each place is looked up once.
 */
export function settleValues(resources: Iterable<Resource>): readonly Resource[] {
  const all = [...resources];
  const settler = new Settler(all);
  return all.map((resource) => {
    const body = mayHoldPlace(resource.body) ? settler.settle(resource.body) : resource.body;
    return body === resource.body || !isJsonObject(body) ? resource : { ...resource, body };
  });
}

/**
 * Whether a mark with a place may be inside. Most resources have none, and to look for the name
 * alone takes a third of the time that looking at every object for a mark does.
 */
function mayHoldPlace(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(mayHoldPlace);
  for (const name in value) {
    if (name === "$of" || mayHoldPlace((value as JsonObject)[name])) return true;
  }
  return false;
}

class Settler {
  readonly #all: readonly Resource[];
  #resources: ReadonlyMap<string, Resource> | undefined;
  /** By place; `undefined` while the value there is looked for, and where there is none. */
  readonly #found = new Map<string, unknown>();

  constructor(resources: readonly Resource[]) {
    this.#all = resources;
  }

  /**
   * The value with its marks replaced; the same object when nothing changes. `steps` counts the
   * marks that have led here, `isInside` says whether they have led to an object or list around it.
   */
  settle(value: unknown, steps = 0, isInside = false): unknown {
    if (isUnknown(value)) return this.#settleMark(value, steps, isInside);
    if (Array.isArray(value)) return this.#settleList(value, steps);
    return isJsonObject(value) ? this.#settleObject(value, steps) : value;
  }

  #settleMark(mark: Unknown, steps: number, isInside: boolean): unknown {
    const at = mark.$of;
    if (at === undefined || steps >= stepLimit) return mark;
    const key = `${keyOfId(at.id)}#${at.pointer}`;
    if (!this.#found.has(key)) {
      this.#found.set(key, undefined);
      this.#found.set(key, this.settle(this.#look(at, steps), steps + 1));
    }
    const found = this.#found.get(key) ?? mark;
    return isInside && isStructure(found) ? mark : found;
  }

  #settleList(list: readonly unknown[], steps: number): readonly unknown[] {
    let settled: unknown[] | undefined;
    for (const [index, element] of list.entries()) {
      const value = this.settle(element, steps, steps > 0);
      if (value === element) continue;
      settled ??= [...list];
      settled[index] = value;
    }
    return settled ?? list;
  }

  #settleObject(object: JsonObject, steps: number): JsonObject {
    let changes: [string, unknown][] | undefined;
    for (const name of Object.keys(object)) {
      const value = this.settle(object[name], steps, steps > 0);
      if (value === object[name]) continue;
      changes ??= [];
      changes.push([name, value]);
    }
    return changes === undefined ? object : { ...object, ...Object.fromEntries(changes) };
  }

  #look({ id, pointer }: ValueAddress, depth: number): unknown {
    const resource = this.#find(id);
    if (resource === undefined) return undefined;
    const steps = pointer.split("/").slice(1).map(unescapeStep);
    const [only] = steps;
    if (steps.length === 0) return undefined;
    if (steps.length === 1 && only === "id") return resource.id.text;
    if (steps.length === 1 && only === "name") return resource.id.name;
    return this.#walk(resource.body, steps, depth + 1);
  }

  // A mark on the way stands for what it leads to, and a reference for the resource that it names.
  // Each step is taken at most twice, so references that lead in a circle end too.
  #walk(start: unknown, steps: readonly string[], depth: number): unknown {
    let value = start;
    for (const step of steps) {
      const at = isUnknown(value) ? this.#settleMark(value, depth, false) : value;
      value = stepInto(at, step) ?? stepInto(this.#named(at, depth), step);
      if (value === undefined) return undefined;
    }
    return value;
  }

  /** The body of the resource that an object refers to. */
  #named(reference: unknown, depth: number): unknown {
    if (!isJsonObject(reference)) return undefined;
    const written = peekProperty(reference, "id");
    const id = isUnknown(written) ? this.#settleMark(written, depth, false) : written;
    return typeof id === "string" ? this.#find(id)?.body : undefined;
  }

  // Most sets of resources hold no mark, and need no index.
  #find(id: string): Resource | undefined {
    this.#resources ??= new Map(this.#all.map((resource) => [resource.id.key, resource]));
    return this.#resources.get(keyOfId(id));
  }
}

function isStructure(value: unknown): boolean {
  return Array.isArray(value) || (isJsonObject(value) && !isUnknown(value));
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(step) ? value[Number(step)] : undefined;
  // `properties` may be missing: some clients write what is in it beside the name.
  if (step === "properties" && isJsonObject(value) && !isJsonObject(value["properties"])) {
    return value;
  }
  return peekProperty(value, step) ?? undefined;
}

function unescapeStep(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
