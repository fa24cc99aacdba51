// What rules of check say of estates that tests write.
import { checkRules, runChecks } from "../../src/check/index.ts";
import type { Finding } from "../../src/finding/index.ts";
import type { Behavior } from "../../src/model/index.ts";
import { compile, type Estate } from "../rules/estate.ts";
import { groundOf } from "./ground-of.ts";

/** The findings of some rules, by the start of their codes: `TR2`, `TR203`. */
export function findingsOf(
  base: Estate,
  codes: string,
  switches: Partial<Behavior> = {},
): readonly Finding[] {
  const rules = checkRules.filter(({ code }) => code.startsWith(codes));
  return runChecks(groundOf(compile(base, switches)), rules);
}

/** The same as lines `SEVERITY CODE`. */
export function linesOf(
  base: Estate,
  codes: string,
  switches: Partial<Behavior> = {},
): readonly string[] {
  return findingsOf(base, codes, switches).map(({ severity, code }) => `${severity} ${code}`);
}
