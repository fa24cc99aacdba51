import type { Disposition } from "../flow/index.ts";
import type { Prefix } from "../net/index.ts";

/** How a flow shall end: a disposition, or `work` for there and back. */
export type Expectation = Disposition | "work";

/** What is expected of one flow. */
export interface Assertion {
  /** What people call it; its ends where nobody has named it. */
  readonly name: string;
  readonly from: string;
  /** With port and protocol, as `trueroute trace` takes it. */
  readonly to: string;
  /** One of these; empty when nothing is said. */
  readonly must: readonly Expectation[];
  /** None of these. */
  readonly mustNot: readonly Expectation[];
  /** How the way back shall end: one of these; empty when nothing is said. */
  readonly reply: readonly Disposition[];
  /** Names of nodes that the flow passes, in this order; others may stand between them. */
  readonly via: readonly string[];
  /** Names of nodes that neither the flow nor its replies pass. */
  readonly notVia: readonly string[];
  /** Where the far end shall see the flow come from. */
  readonly sourceSeen: { readonly text: string; readonly prefix: Prefix } | undefined;
  readonly isSymmetric: boolean | undefined;
  /** Layers for this assertion in place of the file's; absent when it names none. */
  readonly snapshots: readonly string[] | undefined;
  /** JSON pointer in its file. */
  readonly pointer: string;
}

/** What a file of assertions says. */
export interface AssertionFile {
  /** Layers for all assertions that name none of their own; empty when the file names none. */
  readonly snapshots: readonly string[];
  readonly assertions: readonly Assertion[];
}
