import type { NatRule } from "../model/index.ts";
import { matchAddress } from "./address-match.ts";
import { allOf, type Match, matchOf } from "./match.ts";
import type { PlacedRule, RuleOrder } from "./order.ts";
import {
  applicationOutcome,
  impliedOutcome,
  natOutcome,
  networkOutcome,
  type Outcome,
  type Situation,
} from "./outcome.ts";
import { coversPort } from "./port-match.ts";
import {
  type Compared,
  matchApplicationRule,
  matchNatRule,
  matchNetworkRule,
} from "./rule-match.ts";

/** A rule that takes the flow or may take it, or whose refusal took something for granted. */
export interface Candidate {
  readonly placed: PlacedRule;
  readonly match: Match;
  /** What it does, where it takes the flow. */
  readonly outcome: () => Outcome;
}

/**
 * The rules that a flow meets, in the order in which they are judged: DNAT rules for flows to the
 * firewall itself; network rules and then application rules for flows that pass. Lazy: later rules
 * are not compared once the caller has what it needs.
 */
export function* candidatesOf(situation: Situation, compared: Compared): Iterable<Candidate> {
  const { order, own } = situation;
  if (own !== "other") yield* natCandidates(situation, compared);
  if (own === "private" || own === "public") return;
  yield* networkCandidates(situation, compared);
  for (const placed of order.application) {
    const match = matchApplicationRule(placed.rule, compared);
    if (isWorthwhile(match)) {
      yield { placed, match, outcome: () => applicationOutcome(placed, situation) };
    }
  }
}

function* natCandidates(situation: Situation, compared: Compared): Iterable<Candidate> {
  // FWD-35: DNAT for the address inside the network is not offered by the Basic tier.
  if (situation.own === "private" && situation.firewall.tier === "basic") return;
  for (const placed of situation.order.nat) {
    const match = matchNatRule(placed.rule, compared);
    if (isWorthwhile(match)) yield { placed, match, outcome: () => natOutcome(placed, situation) };
  }
}

// FWD-37: what DNAT rules imply stands after what network rules deny and before what they allow, since it
// translates where they may not.
function* networkCandidates(situation: Situation, compared: Compared): Iterable<Candidate> {
  const implied = [...impliedCandidates(situation.order, compared)];
  let hasAllowed = false;
  for (const placed of situation.order.network) {
    const match = matchNetworkRule(placed.rule, compared);
    if (!isWorthwhile(match)) continue;
    if (placed.collection.action === "allow" && match.answer !== "no" && !hasAllowed) {
      hasAllowed = true;
      yield* implied;
    }
    yield { placed, match, outcome: () => networkOutcome(placed, situation) };
  }
  if (!hasAllowed) yield* implied;
}

function* impliedCandidates({ nat }: RuleOrder, compared: Compared): Iterable<Candidate> {
  for (const placed of nat) {
    if (!placed.rule.sources.some(({ kind }) => kind === "any")) continue;
    const match = matchTranslated(placed.rule, compared);
    if (isWorthwhile(match)) yield { placed, match, outcome: () => impliedOutcome(placed) };
  }
}

function matchTranslated(rule: NatRule, { model, flow }: Compared): Match {
  const { translatedAddress, translatedPort, protocols, sources } = rule;
  const ports = translatedPort
    ? [{ first: translatedPort, last: translatedPort }]
    : rule.destinationPorts;
  return allOf([
    () => matchOf(translatedAddress === flow.destination),
    () => matchOf(coversPort({ protocols, destinationPorts: ports }, flow)),
    () => matchAddress(sources, flow.source, model),
  ]);
}

function isWorthwhile({ answer, assumed }: Match): boolean {
  return answer !== "no" || assumed.length > 0;
}
