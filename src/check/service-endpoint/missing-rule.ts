import type { CheckRule } from "../rule.ts";
import { idleEndpoints } from "./idle-endpoint.ts";
import { overtakenRules } from "./overtaken-rule.ts";

/** Subnets with a service endpoint, and services that have no rule for them (SE-7, SE-16). */
export const missingRule: CheckRule = {
  code: "TR603",
  family: "serviceEndpoint",
  severity: "error",
  title: "A subnet has the service endpoint, and the service has no rule for the subnet",
  about:
    "With a service endpoint a service sees the subnet in place of a public address. A rule for the address has no effect any more, and without a rule for the subnet calls are refused.",
  rules: ["SE-5", "SE-7"],
  begin: (ground) => ({
    finish: () => {
      const overtaken = overtakenRules(ground);
      const known = new Set(overtaken.map(({ subnet }) => subnet));
      return [...overtaken.map(({ draft }) => draft), ...idleEndpoints(ground, known)];
    },
  }),
};
