import { isRefusal, type Refusal } from "../../provider/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { operationHeaders } from "../operation/headers.ts";
import { type Operation, operationKey } from "../operation/operation.ts";
import { notFound } from "../resource/get.ts";
import { locationOf } from "../resource/location.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

/** What a question answers: a body, or why there is none. */
export type Question = (request: ArmRequest, found: Found, host: Host) => unknown;

/**
 * A POST action as Azure answers it: 202 with `Location`, and the body when the client asks there
 * (ARM-RECORDED.md 2). The answer is that of the moment of the request.
 */
export function askLater(question: Question): Handler {
  return (request, found, host) => {
    const { id } = found;
    const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
    if (id === undefined || row === undefined) {
      return id === undefined ? { status: 404 } : notFound(id, host);
    }
    const result = question(request, found, host);
    if (isRefusal(result)) return result;
    const operation: Operation = {
      id: host.chance.guid(),
      kind: "action",
      resource: row.id.text,
      location: locationOf(host.keeper.estate, row),
      endsAt: host.clock.now() + host.operationDelay,
      result,
    };
    return host.keeper.write(({ keep }): Answer => {
      keep(operationKey(operation.id), operation);
      const links = { hasStatus: false, hasResult: true };
      return {
        status: 202,
        body: null,
        headers: operationHeaders(request, { id, operation }, links),
      };
    });
  };
}

/** A POST action that answers at once. */
export function askNow(question: Question): Handler {
  return (request, found, host): Answer | Refusal => {
    const { id } = found;
    if (id === undefined || host.keeper.estate.find(id.key) === undefined) {
      return id === undefined ? { status: 404 } : notFound(id, host);
    }
    const result = question(request, found, host);
    return isRefusal(result) ? result : { status: 200, body: result };
  };
}
