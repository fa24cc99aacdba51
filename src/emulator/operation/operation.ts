import type { ArmId } from "../../arm/index.ts";
import { kindOf, type OperationPlace, type Refusal } from "../../provider/index.ts";

/** A long-running operation, as it is kept. */
export interface Operation {
  /** A guid. */
  readonly id: string;
  readonly kind: "put" | "remove" | "action" | "group" | "deployment";
  /** Id of the resource that it is about. */
  readonly resource: string;
  readonly location: string;
  /** In milliseconds since 1970; absent: when it ended. */
  readonly startedAt?: number;
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt: number;
  /** Why it failed; absent when it did not. */
  readonly error?: OperationError;
  /** What a finished action answers. */
  readonly result?: unknown;
}

/** Why an operation has failed, as its status says it. */
export type OperationError = Pick<Refusal, "code" | "message" | "details">;

/** The key under which the store keeps it. */
export function operationKey(id: string): string {
  return `operation/${id}`;
}

/** The key under which the store keeps that it has not ended. */
export function unfinishedKey(id: string): string {
  return `unfinished/${id}`;
}

/** Where the operations of a resource are. */
export function operationPlace({ type }: Pick<ArmId, "type">): OperationPlace {
  return kindOf(type.toLowerCase(), type).protocol.operations;
}

/** Path of an operation of a provider, below one of its two segments. */
export function operationPath(
  id: Pick<ArmId, "subscription" | "resourceGroup" | "type">,
  operation: Pick<Operation, "id" | "location">,
  segment: string,
): string {
  const [provider = "Microsoft.Network"] = id.type.split("/");
  const subscription = `/subscriptions/${id.subscription ?? ""}`;
  return operationPlace(id).below === "group"
    ? `${subscription}/resourceGroups/${id.resourceGroup ?? ""}/providers/${provider}/${segment}/${operation.id}`
    : `${subscription}/providers/${provider}/locations/${operation.location}/${segment}/${operation.id}`;
}
