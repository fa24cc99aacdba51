import type { CheckRule } from "../rule.ts";
import { listNames, routeWords, subnetName } from "./cause.ts";
import { hostedIn } from "./hosted.ts";
import { straightRule } from "./straight-rule.ts";
import { aimsOf } from "./tag-aim.ts";
import { tagsAbsent } from "./tags-absent.ts";

/** API Management whose answers to its managers are led away (FWD-51). */
export const apiManagement: CheckRule = straightRule({
  code: "TR107",
  severity: "error",
  title: "API Management cannot be managed",
  about:
    "Azure manages API Management through its subnet. Its answers have to leave straight to the Internet; through a tunnel or an appliance they come from another address, and are dropped.",
  rules: ["FWD-51"],
  servicesIn: ({ model }, { subnet }) =>
    hostedIn(model, subnet, "apiManagement").filter(({ isClassic }) => isClassic),
  aimsOf: (ground, seen) => {
    const { aims, isTagKnown } = aimsOf(ground, seen, service);
    return { aims, assumptions: isTagKnown ? [] : [tagsAbsent("API Management's managers")] };
  },
  tell: ({ model }, { match, services, subnets }) => {
    const names = listNames(services.map(({ name }) => name));
    const where = listNames(subnets.map((subnet) => subnetName(model, subnet)));
    const isExternal = services.some(
      (one) => one.kind === "apiManagement" && one.mode === "external",
    );
    const clients = isExternal ? " Clients on the Internet get no answers either." : "";
    return {
      message: `API Management ${names} in ${where} cannot be managed: ${routeWords(model, match.route, match.prefix)} takes the answers to its managers (tag ApiManagement, TCP 3443) elsewhere than straight to the Internet.${clients}`,
      remedy: "Add a route for the service tag ApiManagement to the Internet.",
      repair: {
        kind: "addRoutes",
        subnets: subnets.map(({ key }) => key),
        destinations: [{ kind: "serviceTag", tag: "ApiManagement" }],
        nextHop: { kind: "internet" },
      },
    };
  },
});

const service = { tags: ["ApiManagement"], name: undefined, port: 443 } as const;
