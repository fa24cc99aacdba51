import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Private endpoints in a network (PE-14). */
export const privateEndpoints: CheckRule = limitRule({
  code: "TR708",
  kind: "privateEndpoints",
  title: "A network runs out of private endpoints",
  about: "A network takes 1000 private endpoints; the next one is refused.",
  rules: ["PE-14"],
  owner: "Network",
  things: "private endpoints",
  cost: "Azure refuses the next one.",
  remedy: "Switch on high-scale private endpoints (up to 5000), or use another network.",
});
