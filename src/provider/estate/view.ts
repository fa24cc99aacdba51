import type { Ip } from "../../net/index.ts";
import type { Referrer, Row } from "./row.ts";

/** What exists, to be read. Every list is in the order in which its members were made. */
export interface EstateView {
  /** The row of a key; `undefined` when there is none. */
  find(key: string): Row | undefined;
  /** Direct children of a resource, all or those of a type. */
  childrenOf(key: string, typeKey?: string): readonly Row[];
  /** Resources at the top of a group. */
  inGroup(groupKey: string): readonly Row[];
  /** Resources of a type, anywhere. */
  ofType(typeKey: string): readonly Row[];
  /** Rows that name a resource, once for each place. */
  referrersOf(key: string): readonly Referrer[];
  /** Rows of which a snapshot said that a resource names them. */
  tellersOf(key: string): readonly Row[];
  /** Rows that hold what one row at a time may hold: see `claims.ts`. */
  claimantsOf(claim: string): readonly Referrer[];
  /** Whether a row, other than one, holds it. Cost: constant. */
  isClaimed(claim: string, except?: string): boolean;
  /** The lowest address of a subnet, from one on, that no row holds. Cost: constant, over all calls. */
  lowestFree(subnet: string, first: Ip): Ip;
}
