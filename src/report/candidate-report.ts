import { formatIp, formatPrefix } from "../net/index.ts";
import {
  type EffectiveTable,
  type Judged,
  nextHopAddresses,
  placesOf,
  type Route,
  type Router,
} from "../route/index.ts";
import { type Confidence, type RuleId, weakestConfidence } from "../rule/index.ts";
import { type From, fromPlace } from "./explain-row.ts";
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

/** Puts a candidate of a decision into words. */
export function reportCandidate(
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
        // Halves of the default route are longer than it and do not touch its state.
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
