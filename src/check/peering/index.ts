/** peering: peerings, gateways and their subnets (sections 2, 3 and 10). */
import type { CheckRule } from "../rule.ts";

export const peeringRules: readonly CheckRule[] = [];
