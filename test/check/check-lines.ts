// What rules of check find, as lines.
import type { Finding } from "../../src/finding/index.ts";

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
