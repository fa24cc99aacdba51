import type { Filters } from "../../filter/index.ts";
import type { Key, Model } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import type { Router } from "../../route/index.ts";
import type { Owners } from "../../translate/index.ts";
import type { Node } from "../node.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption, Warning } from "../trace.ts";
import type { Loss } from "./loss.ts";
import type { Memory } from "./memory.ts";
import type { Packet, Position } from "./position.ts";

/** Everything that visitors look things up in; shared by all walks over one model. */
export interface World {
  readonly model: Model;
  readonly router: Router;
  readonly filters: Filters;
  readonly owners: Owners;
  /** Hosts that the question itself supposes, where only a subnet was named. */
  readonly supposed: readonly Supposed[];
}

/** A host of which nothing is known but its subnet and an address for it. */
export interface Supposed {
  readonly subnet: Key;
  readonly network: Key;
  readonly address: Ip;
}

/** Where a packet goes next. */
export interface Next {
  readonly position: Position;
  readonly packet: Packet;
  readonly memory: Memory;
  /** What tells this way from its equals, for people: an address or a name. */
  readonly label: string;
  /** Address that the route names as next hop, where it names one. */
  readonly via?: Ip;
}

/** How a walk ends. */
export interface Ending extends Loss {
  /** From where the far end answers; absent where nothing comes back. */
  readonly answer: Next | undefined;
}

/** What happened at a node: the act of one visitor. */
export interface Visit {
  readonly node: Node;
  readonly address: Ip | undefined;
  readonly otherAddresses: readonly Ip[];
  readonly isVisible: boolean;
  readonly isStateful: boolean;
  readonly steps: readonly Step[];
  /** Several mean equal ways: a flow takes one of them by its hash. */
  readonly outcome:
    | { readonly kind: "go"; readonly ways: readonly [Next, ...Next[]] }
    | { readonly kind: "end"; readonly ending: Ending };
  readonly warnings: readonly Warning[];
  readonly assumptions: readonly TraceAssumption[];
}

/** What a visitor gets. */
export interface Visiting<K extends Position["kind"] = Position["kind"]> {
  readonly world: World;
  readonly position: Extract<Position, { readonly kind: K }>;
  readonly packet: Packet;
  readonly memory: Memory;
}

/** Says what happens to a packet at a position of one kind. */
export type Visitor<K extends Position["kind"]> = (visiting: Visiting<K>) => Visit;
