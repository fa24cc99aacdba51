/** limits: what has a number, and how much of it is left (3.7, PEER-14, PE-14, SE-9). */
import type { CheckRule } from "../rule.ts";
import { tableRoutes } from "./table-routes.ts";

export const limitRules: readonly CheckRule[] = [tableRoutes];
