import { type Refusal, refuse, refuseByProvider } from "./refusal.ts";

/** An operation that is on its way. */
export interface BusyWith {
  /** Id of the resource that it changes. */
  readonly resource: string;
  /** A guid. */
  readonly operation: string;
  /** `PutSubnetOperation`. */
  readonly name: string;
}

/** ARM-RECORDED.md 6: the resource itself is being changed. */
export function retryLater({ resource, operation, name }: BusyWith, seconds: number): Refusal {
  const message =
    `Operation ${name} (${operation}) is updating resource ${resource}. The call can be retried in ` +
    `${seconds} seconds.`;
  return refuseByProvider(429, "RetryableError", "A retryable error occurred.", [
    { code: "RetryableErrorDueToAnotherOperation", message },
  ]);
}

/** ARM-RECORDED.md 6: something that the request names is being changed. */
export function referenceNotReady(
  { resource, name }: BusyWith,
  referrer: string,
  state: string,
): Refusal {
  const message =
    `Cannot proceed with operation because resource ${resource} used by resource ${referrer} is not in ` +
    `Succeeded state. Resource is in ${state} state and the last operation that updated/is updating ` +
    `the resource is ${name}.`;
  return refuseByProvider(429, "ReferencedResourceNotProvisioned", message);
}

/** ARM-RECORDED.md 6: another part of the same resource is being changed. */
export function anotherOperation(address: string): Refusal {
  const message =
    "Another operation on this or dependent resource is in progress. To retrieve status of the " +
    `operation use uri: ${address}.`;
  return refuseByProvider(409, "AnotherOperationInProgress", message);
}

/** ARM-RECORDED.md 6: a child is put whose parent's last operation has failed. */
export function parentFailed(child: string, operation: string): Refusal {
  const message =
    `PUT operation on child resource ${child} is blocked because last operation (${operation}) on ` +
    "parent resource failed leaving it in failed state. Run PUT operation on the parent, then retry " +
    "operation on the child.";
  return refuseByProvider(400, "ParentResourceIsInFailedState", message);
}

/** A request for something in a group that is on its way out. */
export function groupBeingDeleted(group: string): Refusal {
  const message = `The resource group '${group}' is in deprovisioning state and cannot perform this operation.`;
  return refuse(409, "ResourceGroupBeingDeleted", message);
}
