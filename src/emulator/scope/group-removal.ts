import {
  type Draft,
  groupBeingDeleted,
  groupNotFound,
  isRefusal,
  type Refusal,
  type RefusalDetail,
  type Row,
  refuse,
  removeResource,
} from "../../provider/index.ts";
import { forgetDeployments } from "../deployment/record.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { Operation } from "../operation/operation.ts";
import { findOperation, unknownOperation } from "../operation/poll.ts";
import { startOperation } from "../operation/start.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { findGroup } from "./groups.ts";
import { refuseLocked } from "./locks.ts";
import { removalOrder } from "./removal-order.ts";

/** `DELETE` of a resource group with all that is in it. */
export const removeGroup: Handler = (request, { parameters }, host) =>
  host.keeper.write((transaction): Answer | Refusal => {
    const { draft } = transaction;
    const group = findGroup(draft, parameters);
    if (group === undefined) return groupNotFound(parameters["group"] ?? "");
    const refusal =
      group.pending?.state === "Deleting"
        ? groupBeingDeleted(group.id.name)
        : refuseLocked(draft, group.id, "delete");
    if (refusal !== undefined) return refusal;
    const about = { kind: "group", resource: group.id.text, location: "" } as const;
    if (host.operationDelay > 0) {
      const operation = startOperation(transaction, about, host);
      draft.mark(group.id.key, { state: "Deleting", operation: operation.id });
      return accepted(request, operation);
    }
    const failed = emptyGroup(transaction, group, host);
    const error = failed && { code: failed.code, message: failed.message };
    const details = failed?.details === undefined ? {} : { details: failed.details };
    const operation = startOperation(
      transaction,
      error === undefined ? about : { ...about, error: { ...error, ...details } },
      host,
    );
    return accepted(request, operation);
  });

/** Ends the removal of a group. */
export function finishGroupRemoval(
  transaction: Transaction,
  { resource }: Operation,
  host: Host,
): Refusal | undefined {
  const group = transaction.draft.find(resource.toLowerCase());
  if (group === undefined) return undefined;
  transaction.draft.mark(group.id.key, undefined);
  return emptyGroup(transaction, group, host);
}

/** `GET /subscriptions/S/operationresults/ID`: 202 while a group is on its way out, then 200. */
export const pollGroupRemoval: Handler = (request, { parameters }, host) => {
  const operation = findOperation(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  if (host.clock.now() < operation.endsAt) return accepted(request, operation);
  const { error } = operation;
  return error === undefined ? { status: 200 } : { status: 409, body: { error } };
};

function accepted(request: ArmRequest, { id, resource }: Operation): Answer {
  const [, , subscription = ""] = resource.split("/");
  const version = request.query.get("api-version") ?? "2022-09-01";
  const path = `/subscriptions/${subscription}/operationresults/${id}`;
  const location = `${request.origin}${path}?api-version=${version}`;
  return { status: 202, headers: { location, "retry-after": "1" } };
}

// What can go goes, as in Azure; what cannot is told.
function emptyGroup(transaction: Transaction, group: Row, host: Host): Refusal | undefined {
  const { draft } = transaction;
  const stuck = removeAll(draft, draft.inGroup(group.id.key), host);
  if (stuck.length > 0) return deletionBlocked(group, stuck);
  forgetDeployments(transaction, group.id.key, host);
  draft.remove(group.id.key);
  return undefined;
}

interface Stuck {
  readonly row: Row;
  readonly refusal: Refusal;
}

/** Removes rows, each after those that name it; gives those that cannot go. */
export function removeAll(draft: Draft, rows: readonly Row[], host: Host): readonly Stuck[] {
  let stuck: readonly Stuck[] = [];
  let left = removalOrder(draft, rows);
  // A circle is cut at any of its members; what was in the way of one may be gone after another.
  for (;;) {
    stuck = left.flatMap((row) => {
      const removed = removeResource(draft, { id: row.id, conditions: unconditional }, host.world);
      return isRefusal(removed) ? [{ row, refusal: removed }] : [];
    });
    if (stuck.length === 0 || stuck.length === left.length) return stuck;
    left = stuck.map(({ row }) => row);
  }
}

const unconditional = { ifMatch: undefined, ifNoneMatch: undefined };

function deletionBlocked(group: Row, stuck: readonly Stuck[]): Refusal {
  const names = stuck.map(({ row }) => `${row.id.type}/${row.id.name}`).join(",");
  const details: readonly RefusalDetail[] = stuck.map(({ refusal }) => ({
    code: refusal.code,
    message: refusal.message,
  }));
  const refusal = refuse(
    409,
    "ResourceGroupDeletionBlocked",
    `Deletion of resource group '${group.id.name}' failed as resources with identifiers '${names}' ` +
      "could not be deleted. The provisioning state of the resource group will be rolled back.",
  );
  return { ...refusal, details };
}
