import { Cursor, type Report, type WrittenPrefix } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** An ExpressRoute circuit as written. */
export interface CircuitBody {
  /** Whether it stands on a pair of ports of the customer's own (ExpressRoute Direct). */
  readonly isDirect: boolean;
  readonly isPremium: boolean;
}

/** A peering of a circuit as written. */
export interface CircuitPeeringBody {
  readonly kind: "private" | "microsoft" | "public" | undefined;
  readonly isEnabled: boolean;
  readonly hasRouteFilter: boolean;
  /** Public prefixes of the customer; only Microsoft peering has them. */
  readonly customerPrefixes: readonly WrittenPrefix[];
}

/** Reads a circuit. */
export function decodeCircuit(resource: Resource, report: Report): CircuitBody {
  const cursor = Cursor.of(resource, report);
  return {
    isDirect: cursor.reference("expressRoutePort") !== undefined,
    isPremium: cursor.at("sku").choice("tier", tiers) === "premium",
  };
}

const tiers = {
  Basic: "basic",
  Local: "local",
  Standard: "standard",
  Premium: "premium",
} as const;

/** Reads a peering of a circuit. */
export function decodeCircuitPeering(resource: Resource, report: Report): CircuitPeeringBody {
  const cursor = Cursor.of(resource, report);
  return {
    kind: cursor.choice("peeringType", peeringKinds) ?? peeringKindOf(resource.id.name),
    isEnabled: cursor.choice("state", { Enabled: true, Disabled: false }) ?? true,
    hasRouteFilter: cursor.reference("routeFilter") !== undefined,
    customerPrefixes: cursor.at("microsoftPeeringConfig").prefixes("advertisedPublicPrefixes"),
  };
}

const peeringKinds = {
  AzurePrivatePeering: "private",
  MicrosoftPeering: "microsoft",
  AzurePublicPeering: "public",
} as const;

// Azure names a peering by its type, so a bare child tells its type too.
function peeringKindOf(name: string): CircuitPeeringBody["kind"] {
  const wanted = name.toLowerCase();
  return Object.entries(peeringKinds).find(([type]) => type.toLowerCase() === wanted)?.[1];
}
