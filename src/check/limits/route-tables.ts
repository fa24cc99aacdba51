import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Route tables of a subscription in a region (3.7). */
export const routeTables: CheckRule = limitRule({
  code: "TR710",
  kind: "routeTables",
  title: "A region runs out of route tables",
  about: "A subscription takes 200 route tables in a region; the next one is refused.",
  rules: ["UDR-1"],
  owner: "Region",
  things: "route tables",
  cost: "Azure refuses the next one.",
  remedy: "Let subnets of one network share a table, or ask for a higher limit.",
});
