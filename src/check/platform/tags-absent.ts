import type { FindingAssumption } from "../../finding/index.ts";

/** Says that the addresses of somebody are not known, and stood for by the default route. */
export function tagsAbsent(who: string): FindingAssumption {
  return {
    code: "serviceTagsAbsent",
    message: `No service-tag file tells the addresses of ${who}; they are taken to follow the default route.`,
    rules: ["GW-28"],
  };
}
