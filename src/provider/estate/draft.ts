import type { Ip } from "../../net/index.ts";
import { findClaims } from "./claims.ts";
import { byOrder, Estate, type RowChanges } from "./estate.ts";
import { Floors } from "./floors.ts";
import { findMentions } from "./references.ts";
import type { Pending, Referrer, Row } from "./row.ts";
import { forget } from "./said.ts";
import type { EstateView } from "./view.ts";

/**
 * An estate with changes on top, which nobody else sees until they are taken. A draft may stand on
 * another one: what a request that is refused has done is dropped with its draft.
 *
 * Cost: reads are those of the base, and of the changes that belong to the answer.
 */
export class Draft implements EstateView {
  readonly #base: Estate | Draft;
  #changes = new Map<string, Row | undefined>();
  /** The rows among the changes, to be found like those of the base. */
  #above = new Estate();
  #floors = new Floors();
  /** Roots whose bodies show something else now. */
  readonly #touched = new Set<string>();
  #nextOrder: number;

  constructor(base: Estate | Draft) {
    this.#base = base;
    this.#nextOrder = base.nextOrder;
  }

  get nextOrder(): number {
    return this.#nextOrder;
  }

  /** What has changed, by key. */
  get changes(): RowChanges {
    return this.#changes;
  }

  /** Takes the changes of a draft that stands on this one, and is not used afterwards. */
  merge(draft: Draft): void {
    if (this.#changes.size === 0) {
      this.#changes = draft.#changes;
      this.#above = draft.#above;
      this.#floors = draft.#floors;
    } else for (const [key, row] of draft.#changes) this.#change(key, row);
    for (const root of draft.#touched) this.#touched.add(root);
    this.#nextOrder = draft.#nextOrder;
  }

  /** Gives the order of a row that is being made. */
  takeOrder(): number {
    const order = this.#nextOrder;
    this.#nextOrder += 1;
    return order;
  }

  /** Puts a row in, in place of the one with its key. */
  put(row: Row): void {
    this.#touchAround(this.find(row.id.key));
    this.#change(row.id.key, row);
    this.#touchAround(row);
  }

  /** Takes a row out. */
  remove(key: string): void {
    this.#touchAround(this.find(key));
    this.#change(key, undefined);
  }

  /** Notes the operation on its way at a row, or that there is none; nothing else of it changes. */
  mark(key: string, pending: Pending | undefined): void {
    const row = this.find(key);
    if (row === undefined) return;
    const { pending: _before, ...rest } = row;
    this.#change(key, pending === undefined ? rest : { ...rest, pending });
  }

  /** Notes that the body of a root shows something else, though no row of it has changed. */
  touch(root: string): void {
    this.#touched.add(root);
  }

  /** Gives every root that shows something else an etag of its own. */
  stamp(guid: () => string): void {
    for (const root of this.#touched) {
      const row = this.find(root);
      if (row !== undefined) this.#change(root, { ...row, etag: guid() });
    }
    this.#touched.clear();
  }

  find(key: string): Row | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : this.#base.find(key);
  }

  childrenOf(key: string, typeKey?: string): readonly Row[] {
    return this.#over(this.#base.childrenOf(key, typeKey), this.#above.childrenOf(key, typeKey));
  }

  inGroup(groupKey: string): readonly Row[] {
    return this.#over(this.#base.inGroup(groupKey), this.#above.inGroup(groupKey));
  }

  ofType(typeKey: string): readonly Row[] {
    return this.#over(this.#base.ofType(typeKey), this.#above.ofType(typeKey));
  }

  referrersOf(key: string): readonly Referrer[] {
    return this.#overPlaces(this.#base.referrersOf(key), this.#above.referrersOf(key));
  }

  claimantsOf(claim: string): readonly Referrer[] {
    return this.#overPlaces(this.#base.claimantsOf(claim), this.#above.claimantsOf(claim));
  }

  isClaimed(claim: string, except?: string): boolean {
    return this.hasClaimant(claim, (key) => key !== except);
  }

  /** Whether one of the rows that hold something counts. */
  hasClaimant(claim: string, counts: (key: string) => boolean): boolean {
    if (this.#above.hasClaimant(claim, counts)) return true;
    return this.#base.hasClaimant(claim, (key) => !this.#changes.has(key) && counts(key));
  }

  lowestFree(subnet: string, first: Ip): Ip {
    const start = this.#base.lowestFree(subnet, first);
    return this.#floors.lowest(subnet, [first, start], (claim) => this.isClaimed(claim));
  }

  tellersOf(key: string): readonly Row[] {
    return this.#over(this.#base.tellersOf(key), this.#above.tellersOf(key));
  }

  /** Notes that a resource speaks for itself: what snapshots said of it is forgotten. */
  outdate(key: string): void {
    for (const row of this.tellersOf(key)) this.put(forget(row, key));
  }

  #overPlaces(base: readonly Referrer[], above: readonly Referrer[]): readonly Referrer[] {
    if (this.#changes.size === 0) return base;
    const below = base.filter(({ row }) => !this.#changes.has(row.id.key));
    if (above.length === 0) return below;
    return [...below, ...above].sort((left, right) => byOrder(left.row, right.row));
  }

  #over(base: readonly Row[], above: readonly Row[]): readonly Row[] {
    if (this.#changes.size === 0) return base;
    const below = base.filter(({ id }) => !this.#changes.has(id.key));
    return above.length === 0 ? below : [...below, ...above].sort(byOrder);
  }

  #change(key: string, row: Row | undefined): void {
    const old = this.find(key);
    if (old !== undefined) for (const { text } of findClaims(old)) this.#floors.freeAnyway(text);
    this.#changes.set(key, row);
    this.#above.change(key, row);
  }

  // Whoever is named shows the name back: a subnet its interfaces, a table its subnets.
  #touchAround(row: Row | undefined): void {
    if (row === undefined) return;
    this.#touched.add(row.root);
    for (const { target } of findMentions(row.body)) {
      const named = this.find(target);
      if (named !== undefined) this.#touched.add(named.root);
    }
  }
}
