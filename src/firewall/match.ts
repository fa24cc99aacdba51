import type { FirewallAssumption } from "./verdict.ts";

/** Something that a comparison took for granted. */
export interface Assumed {
  readonly code: FirewallAssumption;
  readonly about: readonly string[];
}

/**
 * Whether something matches. A comparison that cannot be made gives `unknown` with the names that
 * stood in the way, and never counts as `no`.
 */
export interface Match {
  readonly answer: "yes" | "no" | "unknown";
  /** What could not be compared; empty unless unknown. */
  readonly about: readonly string[];
  readonly assumed: readonly Assumed[];
}

const nothing: readonly never[] = [];

/** It matches. */
export const yes: Match = { answer: "yes", about: nothing, assumed: nothing };

/** It does not match. */
export const no: Match = { answer: "no", about: nothing, assumed: nothing };

/** Yes or no. */
export function matchOf(isMatch: boolean): Match {
  return isMatch ? yes : no;
}

/** It cannot be compared with something of that name. */
export function unknownOf(name: string): Match {
  return { answer: "unknown", about: [name], assumed: nothing };
}

/** The same answer, which takes something for granted. */
export function assuming(match: Match, code: FirewallAssumption, about: string): Match {
  return { ...match, assumed: [...match.assumed, { code, about: [about] }] };
}

/**
 * Whether all match. The first `no` decides, and what was compared before it does not matter then;
 * later parts are not asked.
 */
export function allOf(parts: readonly (() => Match)[]): Match {
  const found: Match[] = [];
  for (const part of parts) {
    const match = part();
    if (match.answer === "no") return match;
    if (match !== yes) found.push(match);
  }
  return found.length === 0 ? yes : join(found, isUnknown);
}

/** Whether one matches: any `yes` decides; none at all is `no`. */
export function anyOf(matches: readonly Match[]): Match {
  const hit = matches.find(({ answer }) => answer === "yes");
  if (hit !== undefined) return hit;
  return matches.length === 0 ? no : join(matches, isUnknown);
}

function isUnknown({ answer }: Match): boolean {
  return answer === "unknown";
}

// All are alike, or some are unknown: the answers that are left.
function join(matches: readonly Match[], isDecisive: (match: Match) => boolean): Match {
  const answer = (matches.find(isDecisive) ?? matches[0] ?? no).answer;
  return {
    answer,
    about: matches.flatMap(({ about }) => about),
    assumed: matches.flatMap(({ assumed }) => assumed),
  };
}
