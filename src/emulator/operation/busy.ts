import { type ArmId, isJsonObject } from "../../arm/index.ts";
import {
  anotherOperation,
  type BusyWith,
  type Draft,
  groupBeingDeleted,
  groupKeyOf,
  parentFailed,
  parseId,
  type Refusal,
  type Row,
  referenceNotReady,
  retryLater,
} from "../../provider/index.ts";
import type { Host } from "../host.ts";
import { type Operation, operationKey, operationPath } from "./operation.ts";

/** A request that would change a resource. */
export interface Change {
  readonly draft: Draft;
  readonly id: ArmId;
  readonly verb: "write" | "delete";
  /** What is asked for; its references have to be ready. */
  readonly body: unknown;
  /** Scheme and host that the client used. */
  readonly origin: string;
}

/**
 * Refuses a request that meets an operation on its way, as recorded (ARM-RECORDED.md 6): 429 when the
 * resource itself or one that it names is being changed, 409 when another part of it is, 400 when
 * the parent of a child has failed.
 */
export function refuseBusy(change: Change, host: Host): Refusal | undefined {
  const { draft, id, verb } = change;
  const group = groupKeyOf(id);
  if (group !== undefined && draft.find(group)?.pending?.state === "Deleting") {
    return groupBeingDeleted(id.resourceGroup ?? "");
  }
  const row = draft.find(id.key);
  const parent = id.parent === undefined ? undefined : draft.find(id.parent.toLowerCase());
  const root = draft.find((row ?? parent)?.root ?? "");
  if (verb === "write" && row === undefined && parent?.pending?.state === "Failed") {
    return parentFailed(id.text, parent.pending.operation);
  }
  return (
    refuseOwn(row, host) ??
    refuseRelated(change, root, host) ??
    (verb === "write" ? refuseReferences(change) : undefined)
  );
}

function refuseOwn(row: Row | undefined, host: Host): Refusal | undefined {
  const { pending } = row ?? {};
  if (row === undefined || pending?.state !== "Updating") return undefined;
  const operation = host.keeper.record(operationKey(pending.operation)) as Operation | undefined;
  // A part of a resource is on its way with it; the whole is what the operation is about.
  if (operation !== undefined && operation.resource.toLowerCase() !== row.id.key) return undefined;
  const left = Math.max(1, Math.ceil(((operation?.endsAt ?? 0) - host.clock.now()) / 1000));
  return retryLater(busyWith(row, pending.operation), left);
}

function refuseRelated(change: Change, root: Row | undefined, host: Host): Refusal | undefined {
  const { pending } = root ?? {};
  if (root === undefined || pending === undefined || pending.state === "Failed") return undefined;
  const operation = host.keeper.record(operationKey(pending.operation)) as Operation | undefined;
  if (operation === undefined) return undefined;
  return anotherOperation(`${change.origin}${operationPath(root.id, operation, "operations")}`);
}

function refuseReferences({ draft, id, body }: Change): Refusal | undefined {
  for (const target of targetsOf(body)) {
    const named = draft.find(target);
    if (named === undefined || named.id.key.startsWith(`${id.key}/`)) continue;
    const { pending } = named;
    if (pending === undefined || pending.state === "Failed" || named.id.key === id.key) continue;
    return referenceNotReady(busyWith(named, pending.operation), id.text, pending.state);
  }
  return undefined;
}

function* targetsOf(value: unknown): Iterable<string> {
  if (Array.isArray(value)) for (const one of value) yield* targetsOf(one);
  if (!isJsonObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "object") yield* targetsOf(inner);
    else if (name === "id" && typeof inner === "string" && parseId(inner) !== undefined) {
      yield inner.toLowerCase();
    }
  }
}

function busyWith(row: Row, operation: string): BusyWith {
  const last = row.id.type.split("/").at(-1) ?? "";
  const single = last
    .replace(/ies$/, "y")
    .replace(/sses$/, "ss")
    .replace(/(?<=[^s])s$/, "");
  const name = `Put${single.charAt(0).toUpperCase()}${single.slice(1)}Operation`;
  return { resource: row.id.text, operation, name };
}
