import { type ArmId, isJsonObject } from "../../arm/index.ts";
import {
  invalidBody,
  isRefusal,
  kindOf,
  type Put,
  patchResource,
  putResource,
  type Refusal,
  refuse,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { operationHeaders } from "../operation/headers.ts";
import { markOnItsWay, startOperation } from "../operation/start.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { conditionsOf } from "./conditions.ts";
import { notFoundIn } from "./get.ts";
import { refuseChange } from "./guard.ts";
import { locationOf } from "./location.ts";

/** `PUT` of a resource: 201 when it is new, else 200, with what it is from now on. */
export const putOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { body } = request;
  if (!isJsonObject(body)) return invalidBody("the body has to be a JSON object");
  return host.keeper.write((transaction): Answer | Refusal => {
    const refusal = refuseChange(request, { id, draft: transaction.draft, verb: "write" }, host);
    if (refusal !== undefined) return refusal;
    const wanted = { id, body, query: request.query, conditions: conditionsOf(request.headers) };
    const put = putResource(transaction.draft, wanted, host.world);
    return isRefusal(put) ? put : answerPut(request, { id, put, transaction }, host);
  });
};

/** `PATCH` of a resource: its tags, and properties of types that take them. */
export const patchOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { body } = request;
  if (!isJsonObject(body)) return invalidBody("the body has to be a JSON object");
  return host.keeper.write((transaction): Answer | Refusal => {
    const { draft } = transaction;
    const row = draft.find(id.key);
    if (row === undefined) return notFoundIn(draft, id);
    const refusal = refuseChange(request, { id, draft, verb: "write" }, host);
    if (refusal !== undefined) return refusal;
    const wanted = { id, body, query: request.query, conditions: conditionsOf(request.headers) };
    const put = patchResource(draft, { ...wanted, row }, host.world);
    if (isRefusal(put)) return put;
    // Tags are there at once.
    if (!put.isQuiet) return answerPut(request, { id, put, transaction }, host);
    const etag = draft.find(put.row.root)?.etag;
    return { status: 200, body: showRow(draft, put.row), headers: etagOf(etag) };
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
  const { protocol } = kindOf(row.typeKey, row.id.type);
  if (protocol.put === "direct") {
    return { status, body: showRow(draft, row), headers: etagOf(draft.find(row.root)?.etag) };
  }
  const about = { kind: "put", resource: row.id.text, location: locationOf(draft, row) } as const;
  const operation = startOperation(transaction, about, host);
  // The etag changes once more when the operation ends (ARM-RECORDED.md 3).
  const options = isQuiet ? {} : { state: "Updating", etag: host.chance.guid() };
  const body = showRow(draft, row, options);
  if (!isQuiet && operation.endsAt > operation.startedAt) {
    markOnItsWay(transaction, { row, operation }, "Updating");
  }
  const links = { hasStatus: true, hasResult: false };
  return { status, body, headers: operationHeaders(request, { id, operation }, links) };
}

function etagOf(etag: string | undefined): Record<string, string> {
  return etag === undefined ? {} : { etag: `W/"${etag}"` };
}
