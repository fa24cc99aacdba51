/** symmetry: replies that meet another stateful device than their flow (FWD-26). */
import type { CheckRule } from "../rule.ts";

export const symmetryRules: readonly CheckRule[] = [];
