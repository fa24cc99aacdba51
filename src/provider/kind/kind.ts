import type { Draft } from "../estate/draft.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Refusal } from "../refusal/refusal.ts";
import type { Field } from "../shape/field.ts";
import type { World } from "../world.ts";

/** What the control plane knows of one resource type. */
export interface Kind {
  /** As ARM writes it: `Microsoft.Network/virtualNetworks`. */
  readonly type: string;
  /** Names at the top of the body, in Azure's order; those that are absent are left out. */
  readonly frame: readonly string[];
  /** Fields beside `properties`, such as `sku`, `kind` and `zones`. */
  readonly top: readonly Field[];
  readonly properties: readonly Field[];
  /** Children that stand inside the body, as the body writes them. */
  readonly children: readonly EmbeddedChildren[];
  /** Whether it has a location and tags of its own. */
  readonly isTracked: boolean;
  /** Refuse a request, in Azure's order; the first refusal is the answer. */
  readonly checks: readonly Check[];
  /** Refuse a removal. */
  readonly removalChecks: readonly RemovalCheck[];
  /** Makes what Azure makes on the resource's behalf: addresses, interfaces, the other side's state. */
  readonly complete: ((at: Completing) => Refusal | undefined) | undefined;
  /** What else goes, or changes, when the resource goes. Children go by themselves. */
  readonly cascade: ((at: Removing) => void) | undefined;
  /** How requests are answered. */
  readonly protocol: Protocol;
}

/** Children that a parent's body lists. */
export interface EmbeddedChildren {
  readonly property: string;
  /** Type key of the children. */
  readonly typeKey: string;
  /** The last segment of their ids. */
  readonly segment: string;
  /** Whether a request that does not name the list removes them all. */
  readonly isEmptiedWhenAbsent: boolean;
  /** Whether requests for the parent leave them alone, whatever they list. */
  readonly isOnlyShown: boolean;
}

/**
 * How a type answers: `operation` with a long-running operation, as most of Microsoft.Network does;
 * `direct` with the result.
 */
export interface Protocol {
  readonly put: "operation" | "direct";
  readonly remove: "operation" | "direct";
}

/** A request for a resource, when its row is in the draft. */
export interface Checking {
  readonly draft: Draft;
  readonly row: Row;
  readonly before: Row | undefined;
  /** The request's query, names in lower case. */
  readonly query: ReadonlyMap<string, string>;
}

/** Says why a request cannot be. */
export type Check = (at: Checking) => Refusal | undefined;

/** A row that is about to go. */
export interface Removing {
  readonly draft: Draft;
  readonly row: Row;
  readonly world: World;
}

/** Says why a resource cannot go. */
export type RemovalCheck = (at: {
  readonly estate: EstateView;
  readonly row: Row;
}) => Refusal | undefined;

/** A row that has passed its checks. */
export interface Completing extends Checking {
  readonly world: World;
}
