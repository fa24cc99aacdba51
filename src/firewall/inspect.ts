import type { Flow, FlowAssumption } from "../flow/index.ts";
import type { Firewall, Model } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type Candidate, candidatesOf } from "./candidate.ts";
import { isInside } from "./fqdn.ts";
import type { Assumed } from "./match.ts";
import type { Resolve } from "./name-match.ts";
import { orderOf, type PlacedRule } from "./order.ts";
import { isSameOutcome, type Outcome, refuse, type Situation } from "./outcome.ts";
import { ownAddress } from "./own-address.ts";
import type { FirewallAssumption, FirewallVerdict } from "./verdict.ts";

/** What a verdict depends on that neither the firewall nor the flow tells. */
export interface InspectContext {
  /** Asks for names with the firewall's servers; without it no name is known. */
  readonly resolve?: Resolve;
  /** Whether the firewall's own default route leads elsewhere than to the Internet (FWD-25). */
  readonly isTunneled?: boolean;
}

/**
 * What a firewall does with the first packet of a flow that reaches it.
 *
 * DNAT rules come first, then network rules, then application rules, each kind in the order of
 * inheritance and priorities (FWD-34); the first rule that takes the flow decides, and what no rule
 * takes is denied. A rule that cannot be compared decides nothing; where it would have decided otherwise
 * than what comes after it, the verdict is `unknown`. Cost: linear in the rules.
 */
export function inspect(
  model: Model,
  firewall: Firewall,
  flow: Flow,
  context: InspectContext = {},
): FirewallVerdict {
  const { resolve, isTunneled = false } = context;
  const order = orderOf(model, firewall);
  const own = ownAddress(firewall, flow.destination);
  const situation: Situation = { firewall, order, flow, own, resolve, isTunneled };
  const early = decideEarly(situation);
  if (early !== undefined) return writeVerdict(early, situation);
  const seen: Candidate[] = [];
  for (const candidate of candidatesOf(situation, { model, flow, resolve })) {
    seen.push(candidate);
    if (candidate.match.answer === "yes") break;
  }
  return decide(seen, situation);
}

/** What needs no rule. */
function decideEarly({ firewall, order, flow, own }: Situation): Decision | undefined {
  if (typeof flow.destination !== "number" || typeof flow.source !== "number") {
    return { outcome: refuse("familyUnsupported", undefined, ["FWD-42"]) };
  }
  if (order.missing.length > 0) {
    const outcome = refuse("policyMissing", undefined, ["FWD-34"]);
    return { outcome: { ...outcome, action: "unknown" } };
  }
  const isQuestion = flow.destinationPort === 53 && flow.destination === firewall.address;
  if (own === "private" && isQuestion && order.policies[0]?.isDnsProxy === true) {
    const outcome = refuse("dnsProxy", undefined, ["FWD-45"]);
    return { outcome: { ...outcome, action: "allow" } };
  }
  return undefined;
}

/** An outcome, the rule that it is of, and what was taken for granted on the way. */
interface Decision {
  readonly outcome: Outcome;
  readonly placed?: PlacedRule;
  readonly assumed?: readonly Assumed[];
}

function decide(seen: readonly Candidate[], situation: Situation): FirewallVerdict {
  const last = seen.at(-1);
  const hit = last?.match.answer === "yes" ? last : undefined;
  const outcome = hit?.outcome() ?? refuse("noRule", undefined, ["FWD-34"]);
  const unknown = seen.filter(({ match }) => match.answer === "unknown");
  const rival = unknown.find((one) => !isSameOutcome(one.outcome(), outcome));
  const assumed = [
    ...seen.flatMap(({ match }) => match.assumed),
    ...unknown.map(({ match }) => ({ code: "matchUnknown" as const, about: match.about })),
    ...(hit === undefined ? infrastructure(situation.flow) : []),
  ];
  if (rival === undefined) {
    return writeVerdict({ outcome, assumed, ...(hit && { placed: hit.placed }) }, situation);
  }
  const { placed } = rival;
  const open = refuse("unknownMatch", placed.collection.kind, ["FWD-34"]);
  return writeVerdict({ outcome: { ...open, action: "unknown" }, placed, assumed }, situation);
}

// FWD-40: the built-in rules come after all others. Their names are not published; they are services of
// the platform's own storage.
function infrastructure({ name, protocol, destinationPort }: Flow): readonly Assumed[] {
  const isWeb = protocol === "tcp" && (destinationPort === 80 || destinationPort === 443);
  if (!isWeb || name === undefined || !isInside(name, "core.windows.net")) return [];
  return [{ code: "infrastructureName", about: [name] }];
}

function writeVerdict(
  { outcome, placed, assumed = [] }: Decision,
  { firewall, order }: Situation,
): FirewallVerdict {
  const { action, reason, kind, destination, translatesSource, rules } = outcome;
  return {
    action,
    reason,
    kind,
    group: placed?.group,
    collection: placed?.collection.name,
    rule: placed?.rule.name,
    destination,
    translatesSource,
    missing: order.missing,
    places: placed === undefined ? [firewall.place] : [placed.rule.place, firewall.place],
    rules,
    assumptions: mergeAssumptions([...assumed, ...outcome.assumed]),
  };
}

/** One assumption of each code, with all that it is about. */
function mergeAssumptions(
  assumed: readonly Assumed[],
): readonly FlowAssumption<FirewallAssumption>[] {
  const abouts = new Map<FirewallAssumption, Set<string>>();
  for (const { code, about } of assumed) {
    const known = abouts.get(code) ?? new Set<string>();
    for (const name of about) known.add(name);
    abouts.set(code, known);
  }
  return [...abouts].map(([code, about]) => ({
    code,
    about: [...about],
    rules: rulesOfAssumption[code],
  }));
}

const rulesOfAssumption: Readonly<Record<FirewallAssumption, readonly RuleId[]>> = {
  matchUnknown: ["FWD-34"],
  nameInRequest: ["FWD-40"],
  tagAsDocumented: ["FWD-43"],
  infrastructureName: ["FWD-40"],
  learnedRanges: ["FWD-24", "FWD-41"],
  rangesNotInherited: ["FWD-41"],
  impliedByNat: ["FWD-37"],
};
