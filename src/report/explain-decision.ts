import { formatIp, formatPrefix, type Ip, type Prefix } from "../net/index.ts";
import {
  type Decision,
  decideAddress,
  decidePrefix,
  type EffectiveTable,
  type EndpointTree,
  endpointTree,
  findSensitivities,
  type Note,
  notesOf,
  type Route,
  type Router,
  translationNote,
  type View,
} from "../route/index.ts";
import { type Confidence, type RuleId, weakestConfidence } from "../rule/index.ts";
import { prefixTexts } from "./azure-row.ts";
import { type CandidateReport, reportCandidate } from "./candidate-report.ts";
import { noteSentence } from "./note-sentence.ts";
import { nameRoute } from "./sentence.ts";
import { reportTree, type TreeReport } from "./tree-report.ts";

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
