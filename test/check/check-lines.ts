// What rules of check find in estates that tests write, as lines.
import { checkRules, runChecks } from "../../src/check/index.ts";
import type { Finding } from "../../src/finding/index.ts";
import type { Behavior } from "../../src/model/index.ts";
import { Router } from "../../src/route/index.ts";
import { Walker } from "../../src/walk/index.ts";
import { compile, type Estate } from "../rules/estate.ts";

/** The findings of some families, told by the first digit of their codes: `3` or `34`. */
export function findingsAt(
  base: Estate,
  families: string,
  switches: Partial<Behavior> = {},
): readonly Finding[] {
  const { model, diagnostics } = compile(base, switches);
  const walker = new Walker(new Router(model));
  const rules = checkRules.filter(({ code }) => families.includes(code.charAt(2)));
  return runChecks({ model, router: walker.router, walker, diagnostics }, rules);
}

/** `CODE severity at RESOURCE for AFFECTED+AFFECTED (assuming CODE+CODE): how the shown walks end`. */
export function lineOf({ code, severity, place, affected, assumptions, walks }: Finding): string {
  const names = affected.map(shortName).join("+");
  const assumed = assumptions.map((one) => one.code).join("+");
  const ends = walks.map(({ trace }) => {
    const [{ forward, reply }] = trace.journeys;
    return `${forward.disposition}/${reply?.disposition ?? "-"}`;
  });
  const rest = assumed === "" ? "" : ` (assuming ${assumed})`;
  return `${code} ${severity} at ${shortName(place.resource)} for ${names}${rest}: ${ends.join(", ")}`;
}

/** Names of a resource without their types: `hub/app`. */
function shortName(id: string): string {
  const parts = id.split("/providers/").at(-1)?.split("/") ?? [];
  return parts.filter((_, at) => at > 0 && at % 2 === 0).join("/");
}
