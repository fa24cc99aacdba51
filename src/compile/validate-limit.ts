import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import { type LimitKind, type Model, type Usage, usagesOf } from "../model/index.ts";

/** How a count is named, before its owner, and what helps. */
interface Words {
  readonly what: string;
  readonly advice: string;
}

const words = {
  routes: {
    what: "routes of",
    advice: "Summarize prefixes, use service tags, or Azure Virtual Network Manager (up to 1000).",
  },
  tagRoutes: {
    what: "service-tag routes of",
    advice: "Use broader tags, or spread subnets over tables.",
  },
  routeTables: {
    what: "route tables in",
    advice: "Let subnets share a table, or use another subscription.",
  },
  peerings: {
    what: "peerings of",
    advice: "Use Azure Virtual Network Manager (up to 1000), or a second hub.",
  },
  peeredSubnets: {
    what: "subnets of peering",
    advice: "List fewer subnets, or peer whole networks.",
  },
  privateEndpoints: {
    what: "private endpoints in",
    advice: "Switch on high-scale private endpoints (up to 5000), or use another network.",
  },
  routeServerPeers: { what: "BGP peers of", advice: "Summarize behind fewer peers." },
  subnetRules: {
    what: "subnets let in by",
    advice: "Let in fewer subnets, or use a private endpoint.",
  },
  learnedPrefixes: {
    what: "prefixes learned by",
    advice: "Announce summaries; the session is dropped.",
  },
  announcedPrefixes: {
    what: "prefixes announced by",
    advice: "Summarize them; the connection goes down.",
  },
} as const satisfies Record<LimitKind, Words>;

/** Checks counts against Azure's limits (section 3.7, PEER-10, PEER-14, PE-14, SE-9, X-21). */
export function validateLimits(model: Model, report: Report): void {
  for (const usage of usagesOf(model)) {
    if (usage.count > usage.limit) reportExceeded(usage, report);
  }
}

function reportExceeded({ kind, owner, place, count, limit, family }: Usage, report: Report): void {
  const { what, advice } = words[kind];
  const counted = family === 6 ? `IPv6 ${what}` : what;
  const parameters = { what: `${counted} ${owner}`, count, limit, advice };
  report(createDiagnostic("limit-exceeded", place, parameters));
}
