import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** BGP peers of a Route Server (3.7). */
export const routeServerPeers: CheckRule = limitRule({
  code: "TR707",
  kind: "routeServerPeers",
  title: "A Route Server runs out of peers",
  about: "A Route Server takes eight BGP peers; the next appliance cannot tell it anything.",
  rules: ["GW-6"],
  owner: "Route Server",
  things: "BGP peers",
  cost: "Azure refuses the next one.",
  remedy: "Let fewer appliances speak for the others.",
});
