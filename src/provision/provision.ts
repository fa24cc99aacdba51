import type { Resource } from "../arm/index.ts";

/** Resources on their way into Azure. */
export interface Provision {
  /**
   * Puts one resource, as an ARM PUT does: it replaces the resource of that id but for what Azure
   * keeps (addresses given, children that are resources of their own, read-only properties).
   *
   * Gives the resource as Azure would answer it, followed by those that Azure made on its behalf.
   */
  put(resource: Resource): readonly Resource[];
}

/** Starts with what exists. */
export function createProvision(_existing: Iterable<Resource>): Provision {
  return { put: (resource) => [resource] };
}
