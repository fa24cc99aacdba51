/** service-endpoint: what service endpoints and the rules of services do to traffic (section 4). */
import type { CheckRule } from "../rule.ts";
import { bypassedAppliance } from "./bypassed-appliance.ts";
import { forwardedIdentity } from "./forwarded-identity.ts";
import { missingRule } from "./missing-rule.ts";
import { privateIpRule } from "./private-ip-rule.ts";
import { regionalIpRule } from "./regional-ip-rule.ts";
import { ruleElsewhere } from "./rule-elsewhere.ts";
import { unmatchedRule } from "./unmatched-rule.ts";

export const serviceEndpointRules: readonly CheckRule[] = [
  bypassedAppliance,
  regionalIpRule,
  missingRule,
  unmatchedRule,
  ruleElsewhere,
  forwardedIdentity,
  privateIpRule,
];
