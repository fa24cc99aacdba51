import type { FlowSet } from "../../flow/index.ts";
import type { PrefixSet } from "../../net/index.ts";
import type { Origin, Outcome } from "../../reach/index.ts";
import type { Trace } from "../../walk/index.ts";

/** How flows fare otherwise, from what matters most to what matters least. */
export type FlowChangeKind =
  | "newlyBlocked"
  /** They worked, and the snapshot lacks what decides now. */
  | "noLongerKnown"
  | "newlyOpen"
  /** Both directions no longer pass the same devices that keep state. */
  | "symmetryLost"
  | "otherPath"
  | "symmetryGained"
  /** The far end sees another source. */
  | "sourceChanged"
  /** They did not work before, and do not for another reason. */
  | "blockedOtherwise";

/** Every kind, in that order. */
export const flowChangeKinds: readonly FlowChangeKind[] = [
  "newlyBlocked",
  "noLongerKnown",
  "newlyOpen",
  "symmetryLost",
  "otherPath",
  "symmetryGained",
  "sourceChanged",
  "blockedOtherwise",
];

/** Flows that fare otherwise in the same way. */
export interface FlowChange {
  readonly kind: FlowChangeKind;
  /**
   * What becomes of them on each side; absent where nobody sends them. What the kind of change does
   * not depend on is that of the example alone.
   */
  readonly before: Outcome | undefined;
  readonly after: Outcome | undefined;
  /** Names that the failure on each side is about, by position, as in `about` of its end. */
  readonly about: { readonly before: Positions; readonly after: Positions };
  /** Disjoint; never empty. */
  readonly parts: readonly [FlowPart, ...FlowPart[]];
  /** One of them, as it was followed. */
  readonly example: FlowExample;
}

/** All names in each position of a list. */
export type Positions = readonly (readonly string[])[];

/** Flows from some origins to the same destinations with the same services. */
export interface FlowPart {
  /** Never empty; in the order of origins. */
  readonly senders: readonly Senders[];
  readonly destinations: PrefixSet;
  readonly services: FlowSet["services"];
  /** Name that they ask for; absent where they use addresses. */
  readonly name: string | undefined;
}

/** Addresses of one origin. */
export interface Senders {
  readonly origin: Origin;
  readonly addresses: PrefixSet;
}

/** A flow that stands for others, on each side where it has a sender. */
export interface FlowExample {
  readonly before: Trace | undefined;
  readonly after: Trace | undefined;
}
