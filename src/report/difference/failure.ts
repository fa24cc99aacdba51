import { decisiveWay, failingPass, type Positions } from "../../difference/index.ts";
import type { Outcome, OutcomePass } from "../../reach/index.ts";
import type { EndReason } from "../../walk/index.ts";
import { endWords } from "../walk-words.ts";
import { fewWords } from "./list.ts";

/** Says where flows end that do not work: `statefulDrop at nva2 on the way back`. */
export function failureWords(outcome: Outcome): string {
  const failing = failingPass(decisiveWay(outcome));
  if (failing === undefined) return "";
  const { pass, isReply } = failing;
  return `${pass.disposition}${placeWords(pass)}${isReply ? " on the way back" : ""}${elsewhere(outcome)}`;
}

/** Says why they end there; `about` are the names that it is about, by position. */
export function causeWords(outcome: Outcome, about: Positions): string {
  const failing = failingPass(decisiveWay(outcome));
  if (failing === undefined) return "";
  const { pass, isReply } = failing;
  return endWords(pass.reason, namesIn(pass.reason, about, isReply));
}

function placeWords({ stoppedAt }: OutcomePass): string {
  if (stoppedAt === undefined) return "";
  return typeof stoppedAt === "object" ? ` at ${stoppedAt.name}` : ` at the ${stoppedAt}`;
}

// Equal ways may fare differently.
function elsewhere({ ways }: Outcome): string {
  const arriving = ways.filter((way) => failingPass(way) === undefined).length;
  return arriving === 0 ? "" : ` on ${ways.length - arriving} of ${ways.length} equal ways`;
}

// Where the address of one of many flows stands.
const addressAt: Partial<Record<EndReason, number>> = {
  noRoute: 0,
  siteWithoutEgress: 1,
  notAdvertised: 1,
  notLearned: 1,
  selectorsExclude: 1,
};

const mostNames = 3;

function namesIn(reason: EndReason, about: Positions, isReply: boolean): readonly string[] {
  if (reason === "nobodyThere") return [];
  const end = isReply ? "the sender" : "the destination";
  const address = reason === "notLearned" && about.length === 1 ? 0 : addressAt[reason];
  return about.map((names, at) => (at === address ? end : fewWords(names, mostNames)));
}
