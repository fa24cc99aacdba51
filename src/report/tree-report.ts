import { formatIp } from "../net/index.ts";
import type { EffectiveTable, EndpointTree, Router } from "../route/index.ts";
import type { RuleId } from "../rule/index.ts";
import { nameRoute } from "./sentence.ts";

/** One question of the private-endpoint tree, in words. */
export interface TreeStepReport {
  readonly question: string;
  readonly answer: "yes" | "no";
  readonly detail: string;
  readonly rules: readonly RuleId[];
}

/** The decision tree for a private endpoint, in words. */
export interface TreeReport {
  readonly privateEndpoint: string;
  readonly steps: readonly TreeStepReport[];
  readonly outcome: string;
}

/** Puts the decision tree of a private endpoint into words. */
export function reportTree(router: Router, table: EffectiveTable, tree: EndpointTree): TreeReport {
  const { endpoint, isEndpointActive } = tree;
  const length = hostLength(tree);
  return {
    privateEndpoint: endpoint.id,
    steps: tree.steps.map((step) => ({
      question: questionOf(router, tree, step.question),
      answer: step.answer ? "yes" : "no",
      detail: detailOf(router, table, step),
      rules: step.rules,
    })),
    outcome: isEndpointActive
      ? `the endpoint's own ${length} route is in force: packets go straight to it`
      : `the endpoint's own ${length} route is Invalid: packets follow the user route`,
  };
}

// Private endpoints have IPv4 addresses nearly always.
function hostLength({ address }: EndpointTree): "/32" | "/128" {
  return typeof address === "number" ? "/32" : "/128";
}

function questionOf(
  { model }: Router,
  tree: EndpointTree,
  question: EndpointTree["steps"][number]["question"],
): string {
  const { endpoint } = tree;
  const address = formatIp(tree.address);
  const length = hostLength(tree);
  switch (question) {
    case "exactUserRoute":
      return `Is there a user route for exactly ${address}${length}?`;
    case "policyEnabled": {
      const name = model.subnets.get(endpoint.subnet)?.name ?? "the endpoint's subnet";
      return `Does subnet ${name} of the endpoint have the network policy for route tables?`;
    }
    case "userRouteBest":
      return `Without the ${length}, is the best route for ${address} a user route?`;
  }
}

function detailOf(
  { model }: Router,
  table: EffectiveTable,
  step: EndpointTree["steps"][number],
): string {
  if (step.isIgnored) {
    const gateway = table.gateway === undefined ? undefined : model.gateways.get(table.gateway);
    return `${step.route === undefined ? "" : `${nameRoute(step.route)}, but `}gateway ${gateway?.name ?? ""} ignores it while the policy is off`;
  }
  return step.route === undefined ? "" : nameRoute(step.route);
}
