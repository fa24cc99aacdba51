import { limitRules } from "./limits/index.ts";
import { nextHopRules } from "./next-hop/index.ts";
import { peeringRules } from "./peering/index.ts";
import { platformRules } from "./platform/index.ts";
import { privateEndpointRules } from "./private-endpoint/index.ts";
import type { CheckRule } from "./rule.ts";
import { serviceEndpointRules } from "./service-endpoint/index.ts";
import { symmetryRules } from "./symmetry/index.ts";

/** Every rule, by code. */
export const checkRules: readonly CheckRule[] = [
  ...platformRules,
  ...privateEndpointRules,
  ...nextHopRules,
  ...symmetryRules,
  ...peeringRules,
  ...serviceEndpointRules,
  ...limitRules,
];
