import { isJsonObject, type JsonObject, namedLists, type Resource } from "../arm/index.ts";
import { listAt, nameKeyOf, withProperty } from "./body.ts";
import { dropChildren, findEmbedded, replaceEmbedded, seatChildren } from "./children.ts";
import { complete } from "./complete.ts";
import { type AssignedAddress, Estate } from "./estate.ts";
import { keepFrom } from "./keep.ts";
import { mergeBodies } from "./merge.ts";

/** Resources on their way into Azure. */
export interface Provision {
  /**
   * Puts one resource, as an ARM PUT does: it replaces the resource of that id but for what Azure
   * keeps (addresses given, children that are resources of their own, read-only properties). One
   * whose extent is `partial` changes only what it writes.
   *
   * Gives the resource as Azure would answer it, followed by those that Azure made or changed on
   * its behalf: interfaces of private endpoints, and a parent that lists this child. None has an
   * extent: they are whole. Throws for no resource.
   */
  put(resource: Resource): readonly Resource[];
  /** Private addresses given so far, in order. Each is inferred: Azure may give others. */
  readonly assigned: readonly AssignedAddress[];
  /**
   * Keys of resources that stood alone and are gone: children that a request for their parent no
   * longer lists, or lists inside the parent.
   */
  readonly removed: ReadonlySet<string>;
}

/**
 * Starts with what exists.
 *
 * @param planned what is going to be put, in any order: the addresses that it asks for by itself
 *   are given to nobody else, and its subnets are known before they are put
 */
export function createProvision(
  existing: Iterable<Resource>,
  planned: Iterable<Resource> = [],
): Provision {
  const estate = new Estate(existing, planned);
  const removed = new Set<string>();
  return {
    assigned: estate.assigned,
    removed,
    put: (resource) => {
      const { id, typeKey } = resource;
      estate.notePut(id.key);
      const alone = estate.find(id.key);
      const before = alone ?? findEmbedded(estate, resource);
      const wanted = replaceBody(before, resource);
      for (const key of dropChildren(estate, resource)) removed.add(key);
      const body = identify(wanted, resource);
      const named = seatChildren(estate, { id, typeKey, body, place: resource.place });
      const results = complete(estate, named);
      const parent = replaceEmbedded(estate, results[0] ?? named);
      const all = parent === undefined ? results : [...results, parent];
      for (const result of all) {
        estate.store(result);
        removed.delete(result.id.key);
      }
      return all;
    },
  };
}

function replaceBody(
  before: Resource | undefined,
  { body, extent, typeKey }: Resource,
): JsonObject {
  if (before === undefined) return body;
  return extent === "partial"
    ? mergeBodies(before.body, body)
    : keepFrom(before.body, body, typeKey);
}

// Azure writes the id of a resource, and that of each element of its lists.
function identify(body: JsonObject, { id, typeKey }: Resource): JsonObject {
  let known: JsonObject = beginsWithIdentity(body)
    ? body
    : { id: id.text, type: id.type, name: id.name, ...body };
  for (const list of namedLists.get(typeKey) ?? []) {
    const elements = listAt(known, list);
    if (!elements.some(lacksId)) continue;
    const named = elements.map((element) => {
      const name = nameKeyOf(element);
      if (name === undefined || !lacksId(element)) return element;
      const { name: written } = element;
      const last = typeof written === "string" ? written.split("/").at(-1) : name;
      return { id: `${id.text}/${list}/${last}`, ...element };
    });
    known = withProperty(known, list, named);
  }
  return known;
}

const identity: readonly string[] = ["id", "type", "name"];

// Resources of a plan do, and are not copied.
function beginsWithIdentity(body: JsonObject): boolean {
  let index = 0;
  for (const name in body) {
    if (name !== identity[index]) return false;
    index += 1;
    if (index === identity.length) return true;
  }
  return false;
}

function lacksId(element: unknown): element is JsonObject {
  return isJsonObject(element) && element["id"] === undefined;
}
