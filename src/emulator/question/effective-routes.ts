import { childNotFound, refuseByProvider } from "../../provider/index.ts";
import { azureRows } from "../../report/index.ts";
import { findTarget } from "../../route/index.ts";
import type { Question } from "./ask.ts";

/** `effectiveRouteTable` of a network interface. */
export const effectiveRoutes: Question = (_request, { id }, host) => {
  const { model, router } = host.engine();
  const target = id === undefined ? undefined : findTarget(model, id.text);
  if (target?.kind !== "found" || !("view" in target.target)) {
    return id === undefined ? undefined : childNotFound(id);
  }
  const table = router.tableOf(target.target.view);
  if (table === undefined) {
    const message = `The network interface ${id?.text ?? ""} stands in no subnet that is known.`;
    return refuseByProvider(400, "NetworkInterfaceHasNoSubnet", message);
  }
  return { value: azureRows(table, model.behavior) };
};
