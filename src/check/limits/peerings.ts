import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Peerings of a network (PEER-14). */
export const peerings: CheckRule = limitRule({
  code: "TR703",
  kind: "peerings",
  title: "A network runs out of peerings",
  about: "A network takes 500 peerings; the next spoke cannot be connected.",
  rules: ["PEER-14"],
  owner: "Network",
  things: "peerings",
  cost: "Azure refuses the next one.",
  remedy:
    "Begin a second hub, or connect the spokes with Azure Virtual Network Manager (up to 1000).",
});
