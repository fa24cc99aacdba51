import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Subnets of a subnet peering (PEER-10, ERR-14). */
export const peeredSubnets: CheckRule = limitRule({
  code: "TR704",
  kind: "peeredSubnets",
  title: "A subnet peering runs out of subnets",
  about: "A peering of subnets takes 200 of them on a side; the next one is refused.",
  rules: ["PEER-10"],
  owner: "Peering",
  things: "subnets on a side",
  cost: "Azure refuses the peering.",
  remedy: "List fewer subnets, or peer whole networks.",
});
