import type { FindingCode } from "../../finding/index.ts";
import type { LimitKind, Usage } from "../../model/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { judgeUsage, usagesIn } from "./margin.ts";

/** What a rule about one limit says of it. */
export interface LimitWords {
  readonly code: FindingCode;
  readonly kind: LimitKind;
  readonly title: string;
  readonly about: string;
  readonly rules: readonly [RuleId, ...RuleId[]];
  /** What has them, before its name: `Route table`. */
  readonly owner: string;
  /** What they do with them; `has` where absent. */
  readonly verb?: string;
  /** What is counted, in the plural. */
  readonly things: string;
  /** What comes of too many, as a sentence. */
  readonly cost: string;
  readonly remedy: string;
}

/** The rule about one limit: beyond it an error, in the last fifth a warning with the margin. */
export function limitRule(words: LimitWords): CheckRule {
  const { code, title, about, rules, kind } = words;
  return {
    code,
    family: "limits",
    severity: "error",
    title,
    about,
    rules,
    replaces: ["limit-exceeded"],
    begin: (ground: Ground) => ({
      finish: () =>
        usagesIn(ground)
          .filter((usage) => usage.kind === kind)
          .flatMap((usage) => draftOf(words, usage)),
    }),
  };
}

function draftOf(
  { owner, verb = "has", things, cost, remedy }: LimitWords,
  usage: Usage,
): readonly Draft[] {
  const counted = usage.family === 6 ? `IPv6 ${things}` : things;
  const judged = judgeUsage(usage, counted);
  if (judged === undefined) return [];
  const { severity, words } = judged;
  const has = `${owner} ${usage.owner} ${verb} ${words}.`;
  return [
    {
      severity,
      message: severity === "error" ? `${has} ${cost}` : has,
      remedy,
      place: usage.place,
      affected: [usage.place.resource],
      subject: [
        ...(usage.kind === "routeTables" ? [usage.owner] : []),
        ...(usage.family === 6 ? ["IPv6"] : []),
      ],
    },
  ];
}
