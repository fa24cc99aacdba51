import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Routes of a route table (3.7, ERR-44). */
export const tableRoutes: CheckRule = limitRule({
  code: "TR701",
  kind: "routes",
  title: "A route table is full",
  about: "A route table takes 400 routes; the next one is refused, and with it the deployment.",
  rules: ["UDR-1"],
  owner: "Route table",
  things: "routes",
  cost: "Azure refuses the table with the deployment that brings it.",
  remedy:
    "Cover neighboring prefixes by one route, use service tags, or let Azure Virtual Network Manager write the routes (up to 1000).",
});
