import { Cursor, type Report } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** An ExpressRoute circuit as written: nothing of it but its peerings matters to routing. */
export interface CircuitBody {
  readonly name: string;
}

/** A peering of a circuit as written. */
export interface CircuitPeeringBody {
  /** Only private peering carries the prefixes of virtual networks (ER-1, ER-2). */
  readonly isPrivate: boolean;
}

/** Reads a circuit. */
export function decodeCircuit(resource: Resource): CircuitBody {
  return { name: resource.id.name };
}

/** Reads a peering of a circuit. */
export function decodeCircuitPeering(resource: Resource, report: Report): CircuitPeeringBody {
  const type = Cursor.of(resource, report).text("peeringType") ?? resource.id.name;
  return { isPrivate: type.toLowerCase() === "azureprivatepeering" };
}
