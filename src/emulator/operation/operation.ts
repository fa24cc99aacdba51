import type { ArmId } from "../../arm/index.ts";
import type { Refusal } from "../../provider/index.ts";

/** A long-running operation, as it is kept. */
export interface Operation {
  /** A guid. */
  readonly id: string;
  readonly kind: "put" | "remove" | "action";
  /** Id of the resource that it is about. */
  readonly resource: string;
  readonly location: string;
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt: number;
  /** Why it failed; absent when it did not. */
  readonly error?: Pick<Refusal, "code" | "message">;
  /** What a finished action answers. */
  readonly result?: unknown;
}

/** The key under which the store keeps it. */
export function operationKey(id: string): string {
  return `operation/${id}`;
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
