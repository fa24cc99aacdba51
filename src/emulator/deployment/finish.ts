import type { Host } from "../host.ts";
import type { Operation } from "../operation/operation.ts";
import type { Transaction } from "../state/keeper.ts";
import { type DeploymentRecord, deploymentKey } from "./record.ts";

/** Ends a deployment: what it has made is no longer on its way. */
export function finishDeployment(
  { draft, record }: Transaction,
  { id, resource }: Operation,
  host: Host,
): undefined {
  const deployment = record(deploymentKey(resource)) as DeploymentRecord | undefined;
  for (const made of deployment?.resources ?? []) {
    const row = draft.find(made.toLowerCase());
    if (row === undefined) continue;
    const keys = [row.root];
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? "";
      keys.push(...draft.childrenOf(key).map((child) => child.id.key));
      if (draft.find(key)?.pending?.operation === id) draft.mark(key, undefined);
    }
    draft.touch(row.root);
  }
  draft.stamp(host.world.guid);
}
