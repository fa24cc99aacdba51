import { type JsonObject, parseArmId, type Resource } from "../../arm/index.ts";
import { parseContainerId } from "../../intake/on-demand/index.ts";

/** The resources that a pull has found so far, one for each id. */
export interface Gathered {
  /**
   * Adds bodies of resources; what has no id is passed over. Of two with one id the later counts, so
   * they must be added in an order that does not depend on who answered first. Gives the resources
   * that were added.
   */
  add(bodies: readonly JsonObject[]): readonly Resource[];
  readonly resources: () => Iterable<Resource>;
  readonly size: () => number;
}

/** Starts with nothing found. */
export function createGathered(): Gathered {
  const byKey = new Map<string, Resource>();
  return {
    add: (bodies) =>
      bodies.flatMap((body) => {
        const resource = toResource(body);
        if (resource === undefined) return [];
        byKey.set(resource.id.key, resource);
        return [resource];
      }),
    resources: () => byKey.values(),
    size: () => byKey.size,
  };
}

/** Reads the id of a body; `undefined` where it has none. */
export function toResource(body: JsonObject): Resource | undefined {
  const { id: text } = body;
  if (typeof text !== "string") return undefined;
  const id = parseArmId(text) ?? parseContainerId(text);
  if (id === undefined) return undefined;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey: id.type.toLowerCase(), body, place };
}
