import type { Resource } from "./resource.ts";

/** An ExpressRoute circuit as written: routing needs no more than that it is there. */
export interface CircuitBody {
  readonly name: string;
}

/** Reads a circuit. */
export function decodeCircuit(resource: Resource): CircuitBody {
  return { name: resource.id.name };
}
