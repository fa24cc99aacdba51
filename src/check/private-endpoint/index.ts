/** private-endpoint: traffic to private endpoints that goes another way than its routes suggest (section 5). */
import type { CheckRule } from "../rule.ts";

export const privateEndpointRules: readonly CheckRule[] = [];
