import type { Change } from "../change/index.ts";
import type { Finding, Repair } from "../finding/index.ts";
import type { Model } from "../model/index.ts";

/** Changes that may repair a finding; nothing is proved yet. */
export interface Plan {
  /** In the order in which they are made. */
  readonly changes: readonly Change[];
  /** What a reader must know before making them: sentences. */
  readonly notes: readonly string[];
}

/** A plan, or why there is none. */
export type Planned =
  | { readonly kind: "plan"; readonly plan: Plan }
  /** One sentence, without a name of the finding. */
  | { readonly kind: "refused"; readonly reason: string };

/** How routes to a service tag are written. */
export interface RouteForm {
  /**
   * `tag`: one route with the tag's name; `exact`: its prefixes, joined where nothing is added;
   * `cover`: as many prefixes as there is room for, adding as few addresses as possible.
   */
  readonly form: "tag" | "exact" | "cover";
  /** Region of which the tag is taken, as `westeurope`; absent: all of them. */
  readonly region: string | undefined;
  /** Most routes that a finding may add to one table; absent: what the table has room for. */
  readonly most: number | undefined;
}

/** Where a remedy works. */
export interface Scene {
  readonly model: Model;
  readonly finding: Finding;
  readonly routes: RouteForm;
}

/** Turns what would repair a finding into changes: the smallest first, where there are several. */
export type Remedy<K extends Repair["kind"]> = (
  repair: Extract<Repair, { readonly kind: K }>,
  scene: Scene,
) => readonly Planned[];

/** A plan as the only alternative. */
export function planned(
  changes: readonly Change[],
  notes: readonly string[] = [],
): readonly Planned[] {
  return [{ kind: "plan", plan: { changes, notes } }];
}

/** No plan, and why. */
export function refused(reason: string): readonly Planned[] {
  return [{ kind: "refused", reason }];
}
