import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Prefixes that BGP brings (3.7, X-21). */
export const learnedPrefixes: CheckRule = limitRule({
  code: "TR705",
  kind: "learnedPrefixes",
  title: "A BGP peer announces too many prefixes",
  about:
    "A BGP session is dropped when its peer announces more prefixes than Azure takes, and all its routes are gone with it.",
  rules: ["X-21", "GW-2", "GW-5"],
  owner: "BGP over",
  verb: "brings",
  things: "prefixes",
  cost: "The session is dropped, and everything that it brings is gone.",
  remedy: "Announce summaries from the other side; a Premium circuit takes 10000.",
});
