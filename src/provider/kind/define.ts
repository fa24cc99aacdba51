import type { EmbeddedChildren, Kind } from "./kind.ts";

/** What a file of this folder says of its type; the rest is as most types have it. */
export type KindDefinition = Pick<Kind, "type" | "properties"> & Partial<Kind>;

/** Completes a definition: a tracked type of Microsoft.Network, unless it says otherwise. */
export function defineKind(definition: KindDefinition): Kind {
  return {
    frame: ["name", "id", "etag", "type", "location", "tags", "properties"],
    top: [],
    children: [],
    isTracked: true,
    checks: [],
    removalChecks: [],
    complete: undefined,
    cascade: undefined,
    protocol: { put: "operation", remove: "operation" },
    ...definition,
  };
}

/** Completes the definition of a child: no location, no tags, the type at the end. */
export function defineChild(definition: KindDefinition): Kind {
  return defineKind({
    frame: ["name", "id", "etag", "properties", "type"],
    isTracked: false,
    ...definition,
  });
}

/** A list of children that a request replaces, and leaves alone when it does not name it. */
export function listed(
  property: string,
  typeKey: string,
  options: Partial<Pick<EmbeddedChildren, "isEmptiedWhenAbsent" | "isOnlyShown" | "segment">> = {},
): EmbeddedChildren {
  return {
    property,
    typeKey,
    segment: options.segment ?? property,
    isEmptiedWhenAbsent: options.isEmptiedWhenAbsent ?? false,
    isOnlyShown: options.isOnlyShown ?? false,
  };
}
