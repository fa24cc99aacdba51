import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Routes with a service tag (UDR-9, ERR-45). */
export const tagRoutes: CheckRule = limitRule({
  code: "TR702",
  kind: "tagRoutes",
  title: "A route table runs out of service tags",
  about: "A route table takes 25 routes whose prefix is a service tag; the next one is refused.",
  rules: ["UDR-9"],
  owner: "Route table",
  things: "routes with a service tag",
  cost: "Azure refuses the table with the deployment that brings it.",
  remedy: "Use broader tags, or give the subnets tables of their own.",
});
