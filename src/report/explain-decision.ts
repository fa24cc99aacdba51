import { formatIp, formatPrefix, type Ip, type Prefix } from "../net/index.ts";
import {
  type Decision,
  decideAddress,
  decidePrefix,
  type EffectiveTable,
  type EndpointTree,
  endpointTree,
  findSensitivities,
  type Judged,
  type Note,
  nextHopAddresses,
  notesOf,
  placesOf,
  type Route,
  type Router,
  translationNote,
  type View,
} from "../route/index.ts";
import { type Confidence, type RuleId, weakestConfidence } from "../rule/index.ts";
import { prefixTexts } from "./azure-row.ts";
import { type From, fromPlace } from "./explain-row.ts";
import { noteSentence } from "./note-sentence.ts";
import { nameRoute, whyCandidate, whyLost, whyWithheld } from "./sentence.ts";
import { nextHopWord, sourceWord } from "./words.ts";

/** A candidate in words. */
export interface CandidateReport {
  readonly name?: string;
  readonly source: string;
  /** The one prefix that matters here; the row may have more. */
  readonly addressPrefix: string;
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  /** `carries`, `shadowed`, `outranked`, `invalid`, `hidden`, `withheld`. */
  readonly verdict: "carries" | "shadowed" | "outranked" | "invalid" | "hidden" | "withheld";
  readonly because: string;
  /** Why it lost; absent for what carries. */
  readonly lostBecause?: string;
  /** What beat it, in words; absent when nothing did. */
  readonly beatenBy?: string;
  readonly from: From;
  readonly also: readonly From[];
  readonly rules: readonly RuleId[];
  readonly confidence: Confidence;
}

/** One question of the private-endpoint tree, in words. */
export interface TreeStepReport {
  readonly question: string;
  readonly answer: "yes" | "no";
  readonly detail: string;
  readonly rules: readonly RuleId[];
}

/** The decision tree for a private endpoint, in words. */
export interface TreeReport {
  readonly privateEndpoint: string;
  readonly steps: readonly TreeStepReport[];
  readonly outcome: string;
}

/** The whole explanation of an address, or of a prefix. */
export interface DecisionReport {
  readonly target: string;
  /** The address or prefix that was asked about. */
  readonly asked: string;
  readonly outcome: string;
  readonly winner?: CandidateReport;
  /** For a prefix: who carries which part. */
  readonly shares?: readonly { readonly route: string; readonly prefixes: readonly string[] }[];
  readonly notes: readonly string[];
  readonly privateEndpoint?: TreeReport;
  readonly candidates: readonly CandidateReport[];
  readonly confidence: Confidence;
  readonly rules: readonly RuleId[];
  /** Switch values that give another winner, with that winner. */
  readonly switches: readonly { readonly setting: string; readonly winner: string }[];
}

/** What is asked: from where, under which name, and about which address. */
export interface Question {
  readonly view: View;
  readonly name: string;
  readonly asked: Ip | Prefix;
}

/** Explains one address or prefix; absent when the model lacks the subnet. */
export function explainDecision(router: Router, question: Question): DecisionReport | undefined {
  const table = router.tableOf(question.view);
  if (table === undefined) return undefined;
  return typeof question.asked === "object"
    ? explainPrefix(router, table, question.name, question.asked)
    : explainAddress(router, table, { ...question, asked: question.asked });
}

function explainAddress(
  router: Router,
  table: EffectiveTable,
  question: Question & { readonly asked: Ip },
): DecisionReport {
  const { asked, name, view } = question;
  const decision = decideAddress(table, asked);
  const candidates = decision.candidates.map((one) => reportCandidate(router, table, one));
  const winner = candidates.find(({ verdict }) => verdict === "carries");
  const tree = endpointTree(router.model, table, asked);
  const rules = decisionRules(decision, winner, candidates);
  return {
    target: name,
    asked: formatIp(asked),
    outcome: outcomeOf(decision, winner),
    ...(winner === undefined ? {} : { winner }),
    notes: [
      ...(decision.winner === undefined ? [] : notesFor(router, table, decision.winner.route)),
      ...(isDetour(tree, decision.winner?.route) ? [noteText(translationNote(router.model))] : []),
    ],
    ...(tree === undefined ? {} : { privateEndpoint: reportTree(router, table, tree) }),
    candidates,
    rules,
    confidence: weakestConfidence(rules),
    switches: switchesThatMatter(router, view, asked),
  };
}

function explainPrefix(
  router: Router,
  table: EffectiveTable,
  name: string,
  asked: Prefix,
): DecisionReport {
  const decision = decidePrefix(table, asked);
  const candidates = decision.candidates.map((one) => reportCandidate(router, table, one));
  const shares = decision.shares.map(({ route, prefixes }) => ({
    route: route === undefined ? "nothing" : nameRoute(route),
    prefixes: prefixes.map(formatPrefix),
  }));
  const routes = decision.shares.flatMap(({ route }) => route ?? []);
  const rules = [...new Set([...decision.rules, ...routes.flatMap((route) => route.rules)])];
  const [only] = shares;
  return {
    target: name,
    asked: formatPrefix(asked),
    outcome:
      shares.length === 1 && only !== undefined
        ? `all of it is carried by ${only.route}`
        : `it is split between ${shares.length} routes`,
    shares,
    notes: [...new Set(routes.flatMap((route) => notesFor(router, table, route)))],
    candidates,
    rules,
    confidence: weakestConfidence(rules),
    switches: [],
  };
}

function decisionRules(
  decision: Decision,
  winner: CandidateReport | undefined,
  candidates: readonly CandidateReport[],
): readonly RuleId[] {
  // What took candidates out that would have carried the packets otherwise has decided too.
  const shortest = winner === undefined ? 0 : lengthOf(winner);
  const removed = candidates.filter(
    (one) => one.verdict !== "carries" && one.verdict !== "shadowed" && lengthOf(one) >= shortest,
  );
  const rules = [decision.rules, winner?.rules ?? [], ...removed.map((one) => one.rules)];
  return [...new Set(rules.flat())];
}

function lengthOf({ addressPrefix }: CandidateReport): number {
  return Number(addressPrefix.split("/").at(-1));
}

function outcomeOf(decision: Decision, winner: CandidateReport | undefined): string {
  if (decision.isPlatform) return "the host answers by itself, whatever the routes say";
  if (winner === undefined) return "no route contains it: packets are dropped";
  const addresses = winner.nextHopIpAddress.join(", ");
  const target = addresses === "" ? winner.nextHopType : `${winner.nextHopType} ${addresses}`;
  return `${winner.addressPrefix} carries it to ${target}`;
}

function notesFor(router: Router, table: EffectiveTable, route: Route): readonly string[] {
  return notesOf(router.model, table, route).map(noteText);
}

function noteText(note: Note): string {
  return `${noteSentence(note)} (${note.rules.join(", ")})`;
}

// The endpoint's traffic goes through an appliance, whose source translation then matters (PE-12).
function isDetour(tree: EndpointTree | undefined, route: Route | undefined): boolean {
  return tree !== undefined && !tree.isEndpointActive && route?.nextHop.kind === "appliance";
}

function reportCandidate(
  { model }: Router,
  table: EffectiveTable,
  judged: Judged,
): CandidateReport {
  const { route, prefix, verdict } = judged;
  const [from, ...also] = placesOf(route, table.subnet).map(fromPlace);
  const lost = lossOf(judged);
  const rules = [...new Set([...route.rules, ...lost.rules])];
  return {
    ...(route.name === undefined ? {} : { name: route.name }),
    source: sourceWord(route.source, model.behavior),
    addressPrefix: formatPrefix(prefix),
    nextHopType: nextHopWord(route.nextHop),
    nextHopIpAddress: [...new Set(nextHopAddresses(route.nextHop))].map(formatIp),
    verdict: verdict.kind === "lost" ? verdict.fate.kind : verdict.kind,
    because: whyCandidate(model, route),
    ...(lost.because === undefined ? {} : { lostBecause: lost.because }),
    ...(lost.by === undefined ? {} : { beatenBy: nameRoute(lost.by) }),
    from: from ?? fromPlace(undefined),
    also,
    rules,
    confidence: weakestConfidence(rules),
  };
}

interface Loss {
  readonly because: string | undefined;
  readonly by: Route | undefined;
  readonly rules: readonly RuleId[];
}

function lossOf({ verdict, prefix }: Judged): Loss {
  switch (verdict.kind) {
    case "carries":
      return { because: undefined, by: undefined, rules: [] };
    case "shadowed":
      return {
        because: `${formatPrefix(verdict.by.prefix)} is longer`,
        by: verdict.by.route,
        // Halves of the default route are longer than it and do not touch its state (X-1).
        rules:
          verdict.by.prefix.length === 1 ? ["SEL-1", "SEL-6", "GW-29", "X-1"] : ["SEL-1", "SEL-6"],
      };
    case "outranked":
      if (verdict.by.prefix.length < prefix.length) {
        return {
          because: "the switch seBeatsLongerUdr puts service endpoints before longer user routes",
          by: verdict.by.route,
          rules: ["SE-4"],
        };
      }
      return {
        because: `another route has ${formatPrefix(prefix)} too and comes first`,
        by: verdict.by.route,
        rules: ["SEL-2", "SEL-3", "UDR-9"],
      };
    case "lost":
      return { because: whyLost(verdict.fate), by: verdict.fate.by, rules: verdict.fate.rules };
    case "withheld": {
      const { withheld } = verdict;
      return { because: whyWithheld(withheld), by: withheld.by, rules: withheld.rules };
    }
  }
}

function reportTree(router: Router, table: EffectiveTable, tree: EndpointTree): TreeReport {
  const { endpoint, isEndpointActive } = tree;
  return {
    privateEndpoint: endpoint.id,
    steps: tree.steps.map((step) => ({
      question: questionOf(router, tree, step.question),
      answer: step.answer ? "yes" : "no",
      detail: detailOf(router, table, step),
      rules: step.rules,
    })),
    outcome: isEndpointActive
      ? "the endpoint's own /32 route is in force: packets go straight to it"
      : "the endpoint's own /32 route is Invalid: packets follow the user route",
  };
}

function questionOf(
  { model }: Router,
  { address, endpoint }: EndpointTree,
  question: EndpointTree["steps"][number]["question"],
): string {
  const host = `${formatIp(address)}/${typeof address === "number" ? 32 : 128}`;
  switch (question) {
    case "exactUserRoute":
      return `Is there a user route for exactly ${host}?`;
    case "policyEnabled": {
      const name = model.subnets.get(endpoint.subnet)?.name ?? "the endpoint's subnet";
      return `Does subnet ${name} of the endpoint have the network policy for route tables?`;
    }
    case "userRouteBest":
      return `Without the /32, is the best route for ${formatIp(address)} a user route?`;
  }
}

function detailOf(
  { model }: Router,
  table: EffectiveTable,
  step: EndpointTree["steps"][number],
): string {
  if (step.isIgnored) {
    const gateway = table.gateway === undefined ? undefined : model.gateways.get(table.gateway);
    return `${step.route === undefined ? "" : `${nameRoute(step.route)}, but `}gateway ${gateway?.name ?? ""} ignores it while the policy is off`;
  }
  return step.route === undefined ? "" : nameRoute(step.route);
}

function switchesThatMatter(
  router: Router,
  view: View,
  asked: Ip,
): readonly { readonly setting: string; readonly winner: string }[] {
  const ask = (one: Router): string => {
    const table = one.tableOf(view);
    const winner = table === undefined ? undefined : decideAddress(table, asked).winner;
    return winner === undefined ? "nothing" : nameWinner(winner.route, formatPrefix(winner.prefix));
  };
  return findSensitivities(router, ask, (a, b) => a === b).map(({ key, value, answer }) => ({
    setting: `${key}=${value}`,
    winner: answer,
  }));
}

function nameWinner(route: Route, prefix: string): string {
  const many = prefixTexts(route).length > 1 ? `${prefix} of ` : "";
  return `${many}${nameRoute(route)}`;
}
