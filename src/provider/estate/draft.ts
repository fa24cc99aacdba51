import { byOrder, type Estate, mentionsOf, parentKeyOf, type RowChanges } from "./estate.ts";
import { groupKeyOf } from "./id.ts";
import { findMentions } from "./references.ts";
import type { Referrer, Row } from "./row.ts";
import type { EstateView } from "./view.ts";

/**
 * An estate with changes on top, which nobody else sees until they are taken. A draft may stand on
 * another one: what a request that is refused has done is dropped with its draft.
 *
 * Cost: reads are those of the base plus the number of changes.
 */
export class Draft implements EstateView {
  readonly #base: Estate | Draft;
  readonly #changes = new Map<string, Row | undefined>();
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

  /** Takes the changes of a draft that stands on this one. */
  merge(draft: Draft): void {
    for (const [key, row] of draft.#changes) this.#changes.set(key, row);
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
    this.#changes.set(row.id.key, row);
    this.#touchAround(row);
  }

  /** Takes a row out. */
  remove(key: string): void {
    this.#touchAround(this.find(key));
    this.#changes.set(key, undefined);
  }

  /** Notes that the body of a root shows something else, though no row of it has changed. */
  touch(root: string): void {
    this.#touched.add(root);
  }

  /** Gives every root that shows something else an etag of its own. */
  stamp(guid: () => string): void {
    for (const root of this.#touched) {
      const row = this.find(root);
      if (row !== undefined) this.#changes.set(root, { ...row, etag: guid() });
    }
    this.#touched.clear();
  }

  find(key: string): Row | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : this.#base.find(key);
  }

  childrenOf(key: string, typeKey?: string): readonly Row[] {
    return this.#over(this.#base.childrenOf(key, typeKey), (row) => {
      return parentKeyOf(row) === key && (typeKey === undefined || row.typeKey === typeKey);
    });
  }

  inGroup(groupKey: string): readonly Row[] {
    return this.#over(this.#base.inGroup(groupKey), (row) => {
      const isTop = parentKeyOf(row) === undefined && row.id.key !== groupKey;
      return isTop && groupKeyOf(row.id) === groupKey;
    });
  }

  ofType(typeKey: string): readonly Row[] {
    return this.#over(this.#base.ofType(typeKey), (row) => row.typeKey === typeKey);
  }

  referrersOf(key: string): readonly Referrer[] {
    const below = this.#base.referrersOf(key).filter(({ row }) => !this.#changes.has(row.id.key));
    const above = this.#rows().flatMap((row) => mentionsOf(row, key));
    if (above.length === 0) return below;
    return [...below, ...above].sort((left, right) => byOrder(left.row, right.row));
  }

  #over(base: readonly Row[], belongs: (row: Row) => boolean): readonly Row[] {
    if (this.#changes.size === 0) return base;
    const below = base.filter(({ id }) => !this.#changes.has(id.key));
    return [...below, ...this.#rows().filter(belongs)].sort(byOrder);
  }

  #rows(): readonly Row[] {
    return [...this.#changes.values()].filter((row) => row !== undefined);
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
