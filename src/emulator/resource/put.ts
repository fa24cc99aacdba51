import { type ArmId, isJsonObject } from "../../arm/index.ts";
import {
  isRefusal,
  kindOf,
  type Put,
  putResource,
  type Refusal,
  refuse,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { operationHeaders } from "../operation/headers.ts";
import { type Operation, operationKey } from "../operation/operation.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { conditionsOf } from "./conditions.ts";
import { locationOf } from "./location.ts";
import { versionOf } from "./version.ts";

/** `PUT` of a resource: 201 when it is new, else 200, with what it is from now on. */
export const putOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { body } = request;
  if (!isJsonObject(body)) {
    return refuse(
      400,
      "InvalidRequestContent",
      "The request content was invalid: the body has to be a JSON object.",
    );
  }
  return host.keeper.write((transaction): Answer | Refusal => {
    const wanted = { id, body, query: request.query, conditions: conditionsOf(request.headers) };
    const put = putResource(transaction.draft, wanted, host.world);
    return isRefusal(put) ? put : answerPut(request, { id, put, transaction }, host);
  });
};

interface Done {
  readonly id: ArmId;
  readonly put: Put;
  readonly transaction: Transaction;
}

/** The answer to a request that was carried out, with its operation where the type has one. */
export function answerPut(request: ArmRequest, { id, put, transaction }: Done, host: Host): Answer {
  const { draft } = transaction;
  const { row, isNew, isQuiet } = put;
  const status = isNew ? 201 : 200;
  if (put.answer === "direct") {
    return { status, body: showRow(draft, row, versionOf(request)) };
  }
  const operation: Operation = {
    id: host.chance.guid(),
    kind: "put",
    resource: row.id.text,
    location: locationOf(draft, row),
    endsAt: host.clock.now() + host.operationDelay,
  };
  transaction.keep(operationKey(operation.id), operation);
  // The etag changes once more when the operation ends (ARM-RECORDED.md 3).
  const isOver = isQuiet || put.answer === "ended";
  const { makingState = "Updating" } = kindOf(row.typeKey, row.id.type).protocol;
  const state = isNew ? makingState : "Updating";
  const options = isOver ? {} : { state, etag: host.chance.guid(), isFresh: isNew };
  const links = { hasStatus: true, hasResult: false };
  return {
    status,
    body: showRow(draft, row, { ...options, ...versionOf(request) }),
    headers: operationHeaders(request, { id, operation }, links),
  };
}
