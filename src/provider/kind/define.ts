import type { EmbeddedChildren, Kind, OperationPlace, Protocol } from "./kind.ts";

/** What a file of this folder says of its type; the rest is as most types have it. */
export type KindDefinition = Pick<Kind, "type" | "properties"> &
  Partial<Omit<Kind, "protocol">> & { readonly protocol?: Partial<Protocol> };

/** Where most of Microsoft.Network has its operations. */
export const networkOperations: OperationPlace = {
  below: "location",
  statuses: "operations",
  results: "operationResults",
};

/** Completes a definition: a tracked type of Microsoft.Network, unless it says otherwise. */
export function defineKind(definition: KindDefinition): Kind {
  return {
    frame: ["name", "id", "etag", "type", "location", "tags", "properties"],
    top: [],
    children: [],
    elements: [],
    isTracked: true,
    checks: [],
    removalChecks: [],
    complete: undefined,
    remember: undefined,
    cascade: undefined,
    etag: "root",
    hasEtagHeader: true,
    words: {},
    ...definition,
    protocol: {
      put: "operation",
      remove: "operation",
      isAlwaysUpdating: false,
      operations: networkOperations,
      ...definition.protocol,
    },
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
  options: Partial<Omit<EmbeddedChildren, "property" | "typeKey">> = {},
): EmbeddedChildren {
  return {
    property,
    typeKey,
    segment: options.segment ?? property,
    isEmptiedWhenAbsent: options.isEmptiedWhenAbsent ?? false,
    isOnlyShown: options.isOnlyShown ?? false,
    isShown: options.isShown ?? true,
    isOmittedWhenEmpty: options.isOmittedWhenEmpty ?? false,
  };
}
