import type { ArmId, JsonObject } from "../../arm/index.ts";
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
  readonly complete: ((at: Completing) => Refusal | LateFailure | undefined) | undefined;
  /** Facts that the properties of a snapshot tell. */
  readonly remember: ((properties: JsonObject) => JsonObject) | undefined;
  /** What else goes, or changes, when the resource goes. Children go by themselves. */
  readonly cascade: ((at: Removing) => void) | undefined;
  /** Lists inside the body whose elements can be read at ids of their own, and not be written. */
  readonly elements: readonly string[];
  /** How requests are answered. */
  readonly protocol: Protocol;
  /** How it writes its etag. */
  readonly etag: EtagForm;
  /** Whether answers have it as a header too; types that the gateway manager keeps do not. */
  readonly hasEtagHeader: boolean;
  /** What it says in place of Azure's usual words. */
  readonly words: Words;
}

/**
 * `root`: weak, and that of the resource at the top, as Microsoft.Network writes it; `own`: a bare
 * guid of its own; `quoted`: one of its own in quotes.
 */
export type EtagForm = "root" | "own" | "quoted";

/** Refusals that some types word themselves; the usual ones where a member is absent. */
export interface Words {
  readonly notFound?: (id: ArmId) => Refusal;
  /** `If-Match` names another etag. */
  readonly modified?: (id: ArmId) => Refusal;
  /** `If-None-Match: *`, and it is there. */
  readonly exists?: (id: ArmId) => Refusal;
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
  /** Whether answers list them; snapshots may write them inside all the same. */
  readonly isShown: boolean;
  /** Whether answers leave the list out while it is empty. */
  readonly isOmittedWhenEmpty: boolean;
}

/**
 * How a type answers: `operation` with the resource and a long-running operation, as most of
 * Microsoft.Network does; `ended` with one that has ended when it is told of; `accepted` with 202 and
 * no resource, so that the operation also tells what the resource provider refuses, and
 * `accepted-once` the same when it is new; `direct` with the result alone.
 */
export interface Protocol {
  readonly put: PutAnswer | ((at: Answering) => PutAnswer);
  readonly remove: "operation" | "direct";
  /** Whether a request that changes nothing is answered like one that does. */
  readonly isAlwaysUpdating: boolean;
  /** What a resource that is being made says of its state; absent: `Updating`. */
  readonly makingState?: string;
  /** Where its operations are. */
  readonly operations: OperationPlace;
}

export type PutAnswer = "operation" | "ended" | "accepted" | "accepted-once" | "direct";

/** A request that has been carried out. */
export interface Answering {
  readonly estate: EstateView;
  readonly before: Row | undefined;
  readonly row: Row;
}

/** Where the operations of a type are. */
export interface OperationPlace {
  /** Below the provider's location, or below the resource group. */
  readonly below: "location" | "group";
  /** Segment of the path that says how far an operation is; absent: only its result can be asked. */
  readonly statuses?: string;
  /** Segment of the path that gives the result; absent: a PUT does not name it. */
  readonly results: string;
  /** Body of the 202 that accepts a PUT; absent: none. */
  readonly accepted?: JsonObject;
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
  /** Puts another resource that Azure makes on this one's behalf: nothing is checked. */
  readonly make: (id: ArmId, body: JsonObject) => Row;
}

/**
 * A request is taken, and its operation fails: the resource is there, with the provisioning state
 * `Failed`.
 */
export interface LateFailure {
  readonly kind: "lateFailure";
  readonly code: string;
  readonly message: string;
}
