import type { Ip } from "../../net/index.ts";
import { findClaims } from "./claims.ts";
import { Floors } from "./floors.ts";
import { extendedKeyOf, groupKeyOf } from "./id.ts";
import { findMentions } from "./references.ts";
import type { Referrer, Row } from "./row.ts";
import { tellsOf } from "./said.ts";
import type { EstateView } from "./view.ts";

/** Rows that come and go: a key with its row, or with nothing when it went. */
export type RowChanges = ReadonlyMap<string, Row | undefined>;

/**
 * All rows, with the ways to find them. Only what is committed is in it. Memory: a few small sets a
 * row beside the row.
 */
export class Estate implements EstateView {
  readonly #rows = new Map<string, Row>();
  readonly #children = new Groups();
  readonly #groups = new Groups();
  readonly #types = new Groups();
  readonly #referrers = new Groups();
  readonly #claimants = new Groups();
  readonly #tellers = new Groups();
  readonly #floors = new Floors();
  #nextOrder = 1;

  /** The order of the next row to be made. */
  get nextOrder(): number {
    return this.#nextOrder;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Takes changes in. Cost: linear in the bodies that change. */
  apply(changes: RowChanges): void {
    for (const [key, row] of changes) this.change(key, row);
  }

  /** Takes one change in. */
  change(key: string, row: Row | undefined): void {
    const before = this.#rows.get(key);
    if (row === undefined) {
      if (before !== undefined) this.#unlink(before);
      this.#rows.delete(key);
      return;
    }
    this.#rows.set(key, row);
    this.#nextOrder = Math.max(this.#nextOrder, row.order + 1);
    // A row that only has another etag is found in the same places.
    if (before?.body === row.body && before.facts === row.facts) return;
    // Where a row stands follows from its id; only what its body says may have changed.
    if (before === undefined) for (const [groups, name] of this.#places(row)) groups.add(name, key);
    else this.#unsay(before);
    for (const [groups, name] of this.#words(row)) groups.add(name, key);
  }

  /** Every row, in no order that means anything. */
  rows(): Iterable<Row> {
    return this.#rows.values();
  }

  find(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  childrenOf(key: string, typeKey?: string): readonly Row[] {
    const children = this.#sorted(this.#children.of(key));
    return typeKey === undefined ? children : children.filter((row) => row.typeKey === typeKey);
  }

  inGroup(groupKey: string): readonly Row[] {
    return this.#sorted(this.#groups.of(groupKey));
  }

  ofType(typeKey: string): readonly Row[] {
    return this.#sorted(this.#types.of(typeKey));
  }

  referrersOf(key: string): readonly Referrer[] {
    return this.#sorted(this.#referrers.of(key)).flatMap((row) => mentionsOf(row, key));
  }

  claimantsOf(claim: string): readonly Referrer[] {
    return this.#sorted(this.#claimants.of(claim)).flatMap((row) => {
      const claims = findClaims(row).filter(({ text }) => text === claim);
      return claims.map(({ steps }) => ({ row, steps }));
    });
  }

  isClaimed(claim: string, except?: string): boolean {
    return this.hasClaimant(claim, (key) => key !== except);
  }

  /** Whether one of the rows that hold something counts. */
  hasClaimant(claim: string, counts: (key: string) => boolean): boolean {
    for (const key of this.#claimants.of(claim)) if (counts(key)) return true;
    return false;
  }

  lowestFree(subnet: string, first: Ip): Ip {
    return this.#floors.lowest(subnet, [first, first], (claim) => this.isClaimed(claim));
  }

  tellersOf(key: string): readonly Row[] {
    return this.#sorted(this.#tellers.of(key));
  }

  #sorted(keys: ReadonlySet<string>): readonly Row[] {
    const rows: Row[] = [];
    for (const key of keys) {
      const row = this.#rows.get(key);
      if (row !== undefined) rows.push(row);
    }
    return rows.sort(byOrder);
  }

  #unlink(row: Row): void {
    for (const [groups, name] of this.#places(row)) groups.remove(name, row.id.key);
    this.#unsay(row);
  }

  #unsay(row: Row): void {
    for (const [groups, name] of this.#words(row)) {
      groups.remove(name, row.id.key);
      if (groups === this.#claimants) this.#floors.free(name);
    }
  }

  *#places(row: Row): Iterable<readonly [Groups, string]> {
    yield [this.#types, row.typeKey];
    const parent = parentKeyOf(row);
    if (parent !== undefined) yield [this.#children, parent];
    const group = groupKeyOf(row.id);
    if (parent === undefined && group !== undefined && group !== row.id.key) {
      yield [this.#groups, group];
    }
  }

  *#words(row: Row): Iterable<readonly [Groups, string]> {
    for (const { target } of findMentions(row.body)) yield [this.#referrers, target];
    for (const told of tellsOf(row)) yield [this.#tellers, told];
    for (const { text } of findClaims(row)) yield [this.#claimants, text];
  }
}

/** Key of the resource that a row is a child of, or that it extends. */
function parentKeyOf({ id }: Row): string | undefined {
  return id.parent?.toLowerCase() ?? extendedKeyOf(id);
}

/** The places in which a row names a resource. */
function mentionsOf(row: Row, target: string): readonly Referrer[] {
  return findMentions(row.body)
    .filter((mention) => mention.target === target)
    .map(({ steps }) => ({ row, steps }));
}

export function byOrder(left: Row, right: Row): number {
  return left.order - right.order;
}

const nobody: ReadonlySet<string> = new Set();

/** Named sets of keys. */
class Groups {
  readonly #sets = new Map<string, Set<string>>();

  of(name: string): ReadonlySet<string> {
    return this.#sets.get(name) ?? nobody;
  }

  add(name: string, member: string): void {
    const set = this.#sets.get(name);
    if (set === undefined) this.#sets.set(name, new Set([member]));
    else set.add(member);
  }

  remove(name: string, member: string): void {
    const set = this.#sets.get(name);
    set?.delete(member);
    if (set?.size === 0) this.#sets.delete(name);
  }
}
