import type { ArmId } from "../../arm/index.ts";
import type { Refusal } from "../../provider/index.ts";

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

/** Path of the status of an operation of a provider. */
export function operationPath(
  { subscription, type }: Pick<ArmId, "subscription" | "type">,
  { id, location }: Pick<Operation, "id" | "location">,
  segment: "operations" | "operationResults",
): string {
  const [provider = "Microsoft.Network"] = type.split("/");
  return `/subscriptions/${subscription ?? ""}/providers/${provider}/locations/${location}/${segment}/${id}`;
}
