import type { CheckRule } from "../rule.ts";
import { listNames, routeWords, subnetName } from "./cause.ts";
import { hostedIn } from "./hosted.ts";
import { straightRule } from "./straight-rule.ts";
import { aimsOf } from "./tag-aim.ts";
import { tagsAbsent } from "./tags-absent.ts";

/** Old App Service Environments whose answers to their managers are led away (FWD-52). */
export const appServiceEnvironment: CheckRule = straightRule({
  code: "TR108",
  severity: "error",
  title: "An App Service Environment cannot be managed",
  about:
    "App Service Environments before version 3 are managed through their subnet, and their answers have to leave straight to the Internet. Version 3 takes any routes.",
  rules: ["FWD-52"],
  servicesIn: ({ model }, { subnet }) =>
    hostedIn(model, subnet, "appServiceEnvironment").filter(
      ({ version }) => version === 1 || version === 2,
    ),
  aimsOf: (ground, seen) => {
    const { aims, isTagKnown } = aimsOf(ground, seen, service);
    return { aims, assumptions: isTagKnown ? [] : [tagsAbsent("the environment's managers")] };
  },
  tell: ({ model }, { match, services, subnets }) => {
    const names = listNames(services.map(({ name }) => name));
    const where = listNames(subnets.map((subnet) => subnetName(model, subnet)));
    return {
      message: `App Service Environment ${names} in ${where} cannot be managed: ${routeWords(model, match.route, match.prefix)} takes the answers to its managers (tag AppServiceManagement) elsewhere than straight to the Internet.`,
      remedy:
        "Add a route for the service tag AppServiceManagement to the Internet, and move to version 3.",
      repair: {
        kind: "addRoutes",
        subnets: subnets.map(({ key }) => key),
        destinations: [{ kind: "serviceTag", tag: "AppServiceManagement" }],
        nextHop: { kind: "internet" },
      },
    };
  },
});

const service = { tags: ["AppServiceManagement"], name: undefined, port: 443 } as const;
