import { parseArmId } from "../../arm/index.ts";
import { isRefusal, type Refusal, removeResource } from "../../provider/index.ts";
import { finishDeployment } from "../deployment/finish.ts";
import type { Host } from "../host.ts";
import { finishGroupRemoval } from "../scope/group-removal.ts";
import type { Transaction } from "../state/keeper.ts";
import { type Operation, operationKey, unfinishedKey } from "./operation.ts";

/** Whether an operation waits to be finished whose time has come. */
export function isDue({ keeper, clock }: Host): boolean {
  return dueOf(keeper.records("unfinished"), clock.now()).length > 0;
}

/**
 * Finishes every operation whose time has come: at the start of a server, when its timer rings, and
 * before a request is answered. Another server that shares the store may have been faster.
 */
export async function finishDue(host: Host): Promise<void> {
  const due = dueOf(host.keeper.records("unfinished"), host.clock.now());
  if (due.length === 0) return;
  await host.keeper.write((transaction) => {
    for (const key of due) finish(transaction, key, host);
  });
}

/** When the next operation ends; `undefined` when none is on its way. */
export function nextEnd({ keeper }: Host): number | undefined {
  let next: number | undefined;
  for (const [, record] of keeper.records("unfinished")) {
    const { endsAt } = record as Pick<Operation, "endsAt">;
    next = Math.min(next ?? endsAt, endsAt);
  }
  return next;
}

function dueOf(records: Iterable<readonly [string, unknown]>, now: number): readonly string[] {
  const due: string[] = [];
  for (const [key, record] of records) {
    if ((record as Pick<Operation, "endsAt">).endsAt <= now) due.push(key);
  }
  return due;
}

function finish(transaction: Transaction, key: string, host: Host): void {
  if (transaction.record(key) === undefined) return;
  transaction.keep(key, undefined);
  const id = key.slice(unfinishedKey("").length);
  const operation = transaction.record(operationKey(id)) as Operation | undefined;
  if (operation === undefined) return;
  const refusal = carryOut(transaction, operation, host);
  if (refusal === undefined) return;
  const { code, message, details } = refusal;
  const error = { code, message, ...(details === undefined ? {} : { details }) };
  transaction.keep(operationKey(id), { ...operation, error });
}

function carryOut(transaction: Transaction, operation: Operation, host: Host): Refusal | undefined {
  switch (operation.kind) {
    case "action":
      return undefined;
    case "put":
      return finishPut(transaction, operation, host);
    case "remove":
      return finishRemoval(transaction, operation, host);
    case "group":
      return finishGroupRemoval(transaction, operation, host);
    case "deployment":
      return finishDeployment(transaction, operation, host);
  }
}

function finishPut({ draft }: Transaction, operation: Operation, host: Host): undefined {
  const id = parseArmId(operation.resource);
  const row = id === undefined ? undefined : draft.find(id.key);
  if (row === undefined) return;
  const keys = [row.root];
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? "";
    for (const child of draft.childrenOf(key)) keys.push(child.id.key);
    if (draft.find(key)?.pending?.operation !== operation.id) continue;
    const failed = { state: "Failed", operation: operation.id } as const;
    draft.mark(key, operation.error === undefined || key !== row.id.key ? undefined : failed);
  }
  draft.touch(row.root);
  draft.stamp(host.world.guid);
}

function finishRemoval(
  transaction: Transaction,
  operation: Operation,
  host: Host,
): Refusal | undefined {
  const { draft } = transaction;
  const id = parseArmId(operation.resource);
  if (id === undefined) return undefined;
  const removed = removeResource(draft, { id, conditions: unconditional }, host.world);
  const isRefused = isRefusal(removed);
  if (isRefused) draft.mark(id.key, { state: "Failed", operation: operation.id });
  const root = isRefused ? draft.find(id.key)?.root : removed.row?.root;
  if (root !== undefined && draft.find(root)?.pending?.operation === operation.id) {
    if (root !== id.key) draft.mark(root, undefined);
  }
  return isRefused ? removed : undefined;
}

const unconditional = { ifMatch: undefined, ifNoneMatch: undefined };
