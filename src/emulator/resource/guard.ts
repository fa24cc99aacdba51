import type { Refusal } from "../../provider/index.ts";
import type { Host } from "../host.ts";
import { type Change, refuseBusy } from "../operation/busy.ts";
import { refuseLocked } from "../scope/locks.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

/** What ARM refuses before a resource provider sees a request: locks, then operations on their way. */
export function refuseChange(
  { body, origin }: Pick<ArmRequest, "body" | "origin">,
  { id, draft, verb }: Pick<Change, "id" | "draft" | "verb">,
  host: Host,
): Refusal | undefined {
  const known = draft.find(id.key)?.id ?? id;
  return (
    refuseLocked(draft, known, verb) ?? refuseBusy({ draft, id: known, verb, body, origin }, host)
  );
}
