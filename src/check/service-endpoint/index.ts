/** service-endpoint: service endpoints, and the rules of the services behind them (section 4). */
import type { CheckRule } from "../rule.ts";

export const serviceEndpointRules: readonly CheckRule[] = [];
