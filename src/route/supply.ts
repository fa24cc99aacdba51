import type { RuleId } from "../rule/index.ts";
import { type Offer, routeOfOffers } from "./offer.ts";
import type { Withheld } from "./route.ts";

/** What one producer brings: offers to compare, and what it holds back with the reason. */
export interface Supply {
  readonly offers: readonly Offer[];
  readonly withheld: readonly Withheld[];
}

/** Nothing at all. */
export const noSupply: Supply = { offers: [], withheld: [] };

/** Several supplies as one. */
export function joinSupplies(supplies: readonly Supply[]): Supply {
  return {
    offers: supplies.flatMap(({ offers }) => offers),
    withheld: supplies.flatMap(({ withheld }) => withheld),
  };
}

/** An offer that is held back for a reason that names no winner. */
export function withhold(
  offer: Offer,
  reason: Withheld["reason"],
  rules: readonly RuleId[],
): Withheld {
  return { route: routeOfOffers([offer]), reason, rules, by: undefined };
}
