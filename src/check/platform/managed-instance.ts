import type { Ground } from "../ground.ts";
import type { CheckRule, SeenTable } from "../rule.ts";
import { listNames, routeWords, subnetName } from "./cause.ts";
import { hostedIn } from "./hosted.ts";
import { straightRule } from "./straight-rule.ts";
import { aimsOf } from "./tag-aim.ts";
import { tagsAbsent } from "./tags-absent.ts";

/** SQL Managed Instances whose subnet lacks the routes that Azure wants there (FWD-53). */
export const managedInstance: CheckRule = straightRule({
  code: "TR109",
  severity: "warning",
  title: "A SQL Managed Instance lacks its routes",
  about:
    "A managed instance sends to Entra ID, to storage of its region and to its collector straight over the Internet edge. Azure writes routes for them into the table, and refuses tables that take them away.",
  rules: ["FWD-53"],
  servicesIn: ({ model }, seen) =>
    hasOwnRoutes(seen) ? [] : hostedIn(model, seen.subnet, "managedInstance"),
  aimsOf: findAims,
  tell: ({ model }, { match, services, subnets, aims }) => {
    const names = listNames(services.map(({ name }) => name));
    const where = listNames(subnets.map((subnet) => subnetName(model, subnet)));
    const tags = listNames(aims.map(({ label }) => label));
    return {
      message: `SQL Managed Instance ${names} in ${where} needs a straight way to ${tags}, and ${routeWords(model, match.route, match.prefix)} takes its packets elsewhere.`,
      remedy:
        "Keep the routes that Azure writes into the table, or write routes to the Internet for these service tags.",
      assumptions: [
        {
          code: "managedRoutesUnwritten",
          message: `Azure has not yet written its own routes into the table of ${where}; the input has none of them.`,
          rules: ["FWD-53"],
        },
      ],
      repair: {
        kind: "addRoutes",
        subnets: subnets.map(({ key }) => key),
        destinations: aims.map(({ label }) => ({ kind: "serviceTag", tag: label })),
        nextHop: { kind: "internet" },
      },
    };
  },
});

// What the service writes is named after it.
function hasOwnRoutes({ table }: SeenTable): boolean {
  const routes = table.routeTable?.routes ?? [];
  return routes.some(({ name }) => /^Microsoft\.Sql-managedInstances_UseOnly/i.test(name));
}

function findAims(ground: Ground, seen: SeenTable) {
  const { region } = seen.network;
  const tags = [
    "AzureActiveDirectory",
    "OneDsCollector",
    region === undefined ? "Storage" : `Storage.${region}`,
  ];
  const found = tags.map((tag) => ({
    tag,
    ...aimsOf(ground, seen, { tags: [tag], name: undefined, port: 443 }),
  }));
  return {
    aims: found.flatMap(({ tag, aims }) => aims.map((aim) => ({ ...aim, label: tag }))),
    assumptions: found.every(({ isTagKnown }) => isTagKnown)
      ? []
      : [tagsAbsent("the service's own services")],
  };
}
