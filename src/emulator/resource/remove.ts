import {
  Draft,
  isRefusal,
  kindOf,
  type Refusal,
  refuse,
  removeResource,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { operationHeaders } from "../operation/headers.ts";
import { markOnItsWay, startOperation } from "../operation/start.ts";
import type { Answer } from "../wire/answer.ts";
import { conditionsOf } from "./conditions.ts";
import { refuseChange } from "./guard.ts";
import { locationOf } from "./location.ts";

/** `DELETE` of a resource: 202 with an operation; 204 when there is nothing. */
export const removeOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  return host.keeper.write((transaction): Answer | Refusal => {
    const { draft } = transaction;
    const row = draft.find(id.key);
    if (row === undefined) return { status: 204 };
    const refusal = refuseChange(request, { id, draft, verb: "delete" }, host);
    if (refusal !== undefined) return refusal;
    const isDirect = kindOf(row.typeKey, row.id.type).protocol.remove === "direct";
    const location = locationOf(draft, row);
    const isLater = host.operationDelay > 0 && !isDirect;
    // What is removed later is tried now: Azure refuses at once what is in use.
    const removed = removeResource(
      isLater ? new Draft(draft) : draft,
      { id, conditions: conditionsOf(request.headers) },
      host.world,
    );
    if (isRefusal(removed)) return removed;
    if (isDirect) return { status: 200 };
    const about = { kind: "remove", resource: row.id.text, location } as const;
    const operation = startOperation(transaction, about, host);
    if (isLater) markOnItsWay(transaction, { row, operation }, "Deleting");
    const links = { hasStatus: true, hasResult: true };
    return { status: 202, headers: operationHeaders(request, { id, operation }, links) };
  });
};
