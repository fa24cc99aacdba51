/** next-hop: routes whose next hop cannot carry what they send there (8.2, 8.3, UDR-3). */
import type { CheckRule } from "../rule.ts";

export const nextHopRules: readonly CheckRule[] = [];
