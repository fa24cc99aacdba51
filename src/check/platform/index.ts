/** platform: what a virtual machine or a hosted service needs of Azure itself, under forced tunnelling (8.10, GW-28). */
import type { CheckRule } from "../rule.ts";

export const platformRules: readonly CheckRule[] = [];
