import { flowChangeKinds } from "../../difference/index.ts";
import { type FlowReport, flowVerdicts } from "./flow.ts";
import { counted, joinWords } from "./list.ts";
import type { DifferenceReport, RouteReport } from "./report.ts";
import type { ResourceReport } from "./resource.ts";

/** Says in one sentence how much differs. */
export function summaryOf({
  resources,
  routes,
  flows,
  unexamined,
}: Pick<DifferenceReport, "resources" | "routes" | "flows" | "unexamined">): string {
  if (resources.length + routes.length + flows.length === 0) return "No changes.";
  const said = `${[resourceCount(resources), tableCount(routes), flowCount(flows)].join("; ")}.`;
  return unexamined.length === 0 ? said : `${said} Not all flows were examined.`;
}

function flowCount(flows: readonly FlowReport[]): string {
  const counts = flowChangeKinds.flatMap((kind) => {
    const count = flows
      .filter((one) => one.change === kind)
      .reduce((sum, one) => sum + one.flows.length, 0);
    return count === 0 ? [] : [`${counted(count, "set")} ${flowVerdicts[kind]}`];
  });
  return counts.length === 0 ? "no flow fares otherwise" : `flows: ${joinWords(counts)}`;
}

// As Terraform sums up a plan.
function resourceCount(resources: readonly ResourceReport[]): string {
  const counts = (["added", "changed", "removed"] as const).flatMap((change) => {
    const count = resources.filter((one) => one.change === change).length;
    return count === 0 ? [] : [`${count} ${change}`];
  });
  if (counts.length === 0) return "No resource changes";
  if (counts.length === 1)
    return `${resources.length} ${resources.length === 1 ? "resource" : "resources"} ${resources[0]?.change}`;
  return `${counted(resources.length, "resource")} (${counts.join(", ")})`;
}

function tableCount(routes: readonly RouteReport[]): string {
  const tables = routes.reduce((sum, one) => sum + one.tables.length, 0);
  return tables === 0 ? "no next hop changes" : `next hops change in ${counted(tables, "table")}`;
}
