import type { ArmId, Extent, JsonObject, Resource } from "../../arm/index.ts";
import type { Place } from "../../diagnostic/index.ts";
import { mergeBody } from "./addition.ts";
import { parseId } from "./identify.ts";

/** Resources of one plan or state while they are gathered. */
export interface Builder {
  /** Adds a resource; one of the background counts only where no other has its id. */
  readonly add: (id: ArmId, type: string, body: JsonObject, extent: Extent, place: Place) => void;
  /**
   * Adds to the resource of that id, which may come later or stand outside the plan; `false` when
   * the text is no id.
   */
  readonly extend: (id: string, place: Place, body: (target: JsonObject) => JsonObject) => boolean;
  /** Whether a resource, other than of the background, has that id. */
  readonly has: (id: string) => boolean;
  /** The resources, in the order in which they came, with everything added to them. */
  readonly finish: () => readonly Resource[];
}

interface Extension {
  readonly id: string;
  readonly key: string;
  readonly place: Place;
  readonly body: (target: JsonObject) => JsonObject;
}

/** Starts with nothing gathered. */
export function createBuilder(): Builder {
  const resources: Resource[] = [];
  const background = new Map<string, Resource>();
  const places = new Map<string, number>();
  const extensions: Extension[] = [];

  const finish = (): readonly Resource[] => {
    for (const { id: text, key, place, body } of extensions) {
      const at = places.get(key);
      const target = at === undefined ? undefined : resources[at];
      if (target !== undefined && at !== undefined) {
        resources[at] = { ...target, body: mergeBody(target.body, body(target.body)) };
        continue;
      }
      const id = parseId(text);
      if (id !== undefined) {
        places.set(id.key, resources.length);
        const start = { id: id.text, type: id.type, name: id.name };
        resources.push(toResource(id, id.type, mergeBody(start, body(start)), "partial", place));
      }
    }
    const rest = [...background.values()].filter(({ id }) => !places.has(id.key));
    return [...resources, ...rest];
  };

  return {
    add: (id, type, body, extent, place) => {
      const resource = toResource(id, type, body, extent, place);
      if (extent === "background") {
        if (!background.has(id.key)) background.set(id.key, resource);
        return;
      }
      if (!places.has(id.key)) places.set(id.key, resources.length);
      resources.push(resource);
    },
    extend: (id, place, body) => {
      // Most targets stand before what adds to them, and have been taken apart.
      const key = id.toLowerCase();
      const isId = places.has(key) || parseId(id) !== undefined;
      if (isId) extensions.push({ id, key, place, body });
      return isId;
    },
    has: (id) => places.has(id.toLowerCase()),
    finish,
  };
}

function toResource(
  id: ArmId,
  type: string,
  body: JsonObject,
  extent: Extent,
  place: Place,
): Resource {
  const { pointer, file, filePointer } = place;
  return {
    id,
    typeKey: type.toLowerCase(),
    body,
    place: { resource: id.text, pointer, file, filePointer },
    extent,
  };
}
