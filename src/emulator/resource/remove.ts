import { isRefusal, kindOf, type Refusal, refuse, removeResource } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { operationHeaders } from "../operation/headers.ts";
import { type Operation, operationKey } from "../operation/operation.ts";
import type { Answer } from "../wire/answer.ts";
import { conditionsOf } from "./conditions.ts";
import { locationOf } from "./location.ts";

/** `DELETE` of a resource: 202 with an operation; 204 when there is nothing. */
export const removeOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  return host.keeper.write(({ draft, keep }): Answer | Refusal => {
    const before = draft.find(id.key);
    const location = before === undefined ? "global" : locationOf(draft, before);
    const removed = removeResource(
      draft,
      { id, conditions: conditionsOf(request.headers) },
      host.world,
    );
    if (isRefusal(removed)) return removed;
    if (removed.row === undefined) return { status: 204 };
    if (kindOf(removed.row.typeKey, removed.row.id.type).protocol.remove === "direct") {
      return { status: 200 };
    }
    const operation: Operation = {
      id: host.chance.guid(),
      kind: "remove",
      resource: removed.row.id.text,
      location,
      endsAt: host.clock.now() + host.operationDelay,
    };
    keep(operationKey(operation.id), operation);
    const links = { hasStatus: true, hasResult: true };
    return { status: 202, headers: operationHeaders(request, { id, operation }, links) };
  });
};
