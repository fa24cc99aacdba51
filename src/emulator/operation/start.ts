import type { Row } from "../../provider/index.ts";
import type { Host } from "../host.ts";
import type { Transaction } from "../state/keeper.ts";
import { type Operation, operationKey, unfinishedKey } from "./operation.ts";

/** What a new operation is about. */
export type OperationAbout = Pick<Operation, "kind" | "resource" | "location"> &
  Partial<Pick<Operation, "id" | "error" | "result">>;

/** An operation of this server. */
export type StartedOperation = Operation & { readonly startedAt: number };

/**
 * Starts an operation. It ends after the server's delay; without one it has ended when somebody asks,
 * and what it changes is there at once.
 */
export function startOperation(
  transaction: Transaction,
  about: OperationAbout,
  host: Host,
): StartedOperation {
  const startedAt = host.clock.now();
  const operation: StartedOperation = {
    id: host.chance.guid(),
    ...about,
    startedAt,
    endsAt: startedAt + host.operationDelay,
  };
  transaction.keep(operationKey(operation.id), operation);
  // An answer to a question changes nothing when it is ready.
  if (host.operationDelay > 0 && operation.kind !== "action") {
    transaction.keep(unfinishedKey(operation.id), { endsAt: operation.endsAt });
    host.wakeAt(operation.endsAt);
  }
  forgetOld(transaction, host);
  return operation;
}

// Clients ask soon; a few of those that have been here longest are looked at each time.
const remembered = 3_600_000;

function forgetOld({ keep }: Transaction, { keeper, clock }: Host): void {
  let looked = 0;
  for (const [key, record] of keeper.records("operation")) {
    looked += 1;
    const { endsAt } = record as Operation;
    if (looked > 4 || endsAt + remembered > clock.now()) return;
    keep(key, undefined);
  }
}

/** Marks what a request has changed of a resource as being on its way, until the operation ends. */
export function markOnItsWay(
  { draft }: Transaction,
  { row, operation }: { readonly row: Row; readonly operation: Operation },
  state: "Updating" | "Deleting" | "Failed",
): void {
  const pending = { state, operation: operation.id };
  const keys = new Set([row.root, row.id.key]);
  for (const [key, changed] of draft.changes) if (changed?.root === row.root) keys.add(key);
  for (const key of keys) draft.mark(key, pending);
}
