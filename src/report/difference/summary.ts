import { counted, joinWords } from "./difference-list.ts";
import type { RouteReport } from "./difference-report.ts";
import type { ResourceReport } from "./difference-resource.ts";

/** Says in one sentence how much differs. */
export function summaryOf({
  resources,
  routes,
}: {
  readonly resources: readonly ResourceReport[];
  readonly routes: readonly RouteReport[];
}): string {
  if (resources.length + routes.length === 0) return "No changes.";
  const parts = [resourceCount(resources), tableCount(routes)];
  return `${joinWords(parts)}.`;
}

// As Terraform sums up a plan.
function resourceCount(resources: readonly ResourceReport[]): string {
  const counts = (["added", "changed", "removed"] as const).flatMap((change) => {
    const count = resources.filter((one) => one.change === change).length;
    return count === 0 ? [] : [`${count} ${change}`];
  });
  if (counts.length === 0) return "No resource changes";
  return `${counted(resources.length, "resource")} (${counts.join(", ")})`;
}

function tableCount(routes: readonly RouteReport[]): string {
  const tables = routes.reduce((sum, one) => sum + one.tables.length, 0);
  return tables === 0 ? "no table of routes" : `${counted(tables, "table")} of routes`;
}
