import { listedChildOf, type Resource } from "../../arm/index.ts";

/**
 * The resources of an estate while changes are made: what was there, and what became of it.
 *
 * Only the changes are kept beside the resources, which stay as they are. Children that stand alone
 * are found by their parent; the index for that is made when it is first asked for.
 */
export class Estate {
  readonly #base: ReadonlyMap<string, Resource>;
  readonly #changed = new Map<string, Resource | undefined>();
  #alone: Map<string, Set<string>> | undefined;

  constructor(resources: ReadonlyMap<string, Resource>) {
    this.#base = resources;
  }

  /** The resource that stands under this key by itself. */
  get(key: string): Resource | undefined {
    return this.#changed.has(key) ? this.#changed.get(key) : this.#base.get(key);
  }

  set(resource: Resource): void {
    this.#changed.set(resource.id.key, resource);
    if (this.#alone !== undefined) note(this.#alone, resource);
  }

  delete(key: string): void {
    if (this.#base.has(key)) this.#changed.set(key, undefined);
    else this.#changed.delete(key);
  }

  /** Children of one type that stand alone, in the order of their ids. */
  childrenAlone(parentKey: string, typeKey: string): readonly Resource[] {
    this.#alone ??= this.#indexChildren();
    const keys = [...(this.#alone.get(parentKey) ?? [])].sort();
    return keys.flatMap((key) => {
      const child = this.get(key);
      return child?.typeKey === typeKey ? [child] : [];
    });
  }

  /** The resources as they are now, in the order of their keys. */
  finish(): ReadonlyMap<string, Resource> {
    if (this.#changed.size === 0) return this.#base;
    const resources = new Map(this.#base);
    let hasNew = false;
    for (const [key, resource] of this.#changed) {
      hasNew ||= resource !== undefined && !resources.has(key);
      if (resource === undefined) resources.delete(key);
      else resources.set(key, resource);
    }
    return hasNew ? sortByKey(resources) : resources;
  }

  #indexChildren(): Map<string, Set<string>> {
    const index = new Map<string, Set<string>>();
    for (const resource of this.#base.values()) note(index, resource);
    for (const resource of this.#changed.values()) {
      if (resource !== undefined) note(index, resource);
    }
    return index;
  }
}

function note(index: Map<string, Set<string>>, { id, typeKey }: Resource): void {
  if (listedChildOf(typeKey) === undefined) return;
  const parent = (id.parent ?? "").toLowerCase();
  const known = index.get(parent);
  if (known === undefined) index.set(parent, new Set([id.key]));
  else known.add(id.key);
}

function sortByKey(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, Resource> {
  const keys = [...resources.keys()].sort();
  return new Map(
    keys.flatMap((key) => {
      const resource = resources.get(key);
      return resource === undefined ? [] : [[key, resource] as const];
    }),
  );
}
