import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Rules of a service for subnets (SE-9). */
export const subnetRules: CheckRule = limitRule({
  code: "TR709",
  kind: "subnetRules",
  title: "A service runs out of rules for subnets",
  about:
    "Services take a limited number of rules for subnets: Storage and Key Vault 200, SQL 128. The next subnet cannot be let in.",
  rules: ["SE-9"],
  owner: "Service",
  things: "rules for subnets",
  cost: "Azure refuses the service with the deployment that brings it.",
  remedy: "Let fewer subnets in, or reach the service through a private endpoint.",
});
