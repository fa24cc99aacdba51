import { type ArmId, isJsonObject } from "../../arm/index.ts";
import {
  etagOf,
  findKind,
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
import { type Operation, operationPlace } from "../operation/operation.ts";
import { markOnItsWay, type StartedOperation, startOperation } from "../operation/start.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { conditionsOf } from "./conditions.ts";
import { notFoundIn } from "./get.ts";
import { refuseChange } from "./guard.ts";
import { locationOf } from "./location.ts";
import { versionOf } from "./version.ts";

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
    if (!isRefusal(put)) return answerPut(request, { id, put, transaction }, host);
    const isLate = findKind(id.type)?.protocol.put === "accepted" && put.by === "provider";
    return isLate ? acceptPut(request, { id, error: put, transaction }, host) : put;
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
    return answerDirectly(request, { put, transaction }, 200);
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
  if (put.answer === "direct" || (put.answer === "accepted-once" && !isNew)) {
    return answerDirectly(request, { put, transaction }, status);
  }
  const error = row.pending?.error;
  if (isAccepted(put.answer)) return acceptPut(request, { id, error, transaction }, host);
  const operation = startPut(row.id, { error, transaction, id: row.pending?.operation }, host);
  const { protocol } = kindOf(row.typeKey, row.id.type);
  // The etag changes once more when the operation ends (ARM-RECORDED.md 3).
  const isOver = isQuiet || put.answer === "ended";
  const state = isNew ? (protocol.makingState ?? "Updating") : "Updating";
  const moment = isNew ? "made" : "changed";
  const options = isOver ? {} : ({ state, etag: host.chance.guid(), moment } as const);
  const body = showRow(draft, row, { ...options, ...versionOf(request) });
  if (!isOver && operation.endsAt > operation.startedAt) {
    markOnItsWay(transaction, { row, operation }, "Updating");
  }
  const links = { hasStatus: true, hasResult: false };
  return { status, body, headers: operationHeaders(request, { id, operation }, links) };
}

function answerDirectly(
  request: ArmRequest,
  { put: { row }, transaction: { draft } }: Omit<Done, "id">,
  status: number,
): Answer {
  // Microsoft.Network writes the etag in the body alone.
  const etag = kindOf(row.typeKey, row.id.type).etag === "root" ? undefined : etagOf(draft, row);
  const headers = etag === undefined ? {} : { etag };
  return { status, body: showRow(draft, row, versionOf(request)), headers };
}

function isAccepted(answer: Put["answer"]): boolean {
  return answer === "accepted" || answer === "accepted-once";
}

interface Accepting {
  readonly id: ArmId;
  readonly transaction: Transaction;
  /** Why the operation will have failed. */
  readonly error: Operation["error"] | undefined;
}

/** The answer of a type that shows nothing before its operation has ended. */
function acceptPut(request: ArmRequest, { id, error, transaction }: Accepting, host: Host): Answer {
  const operation = startPut(id, { error, transaction, id: undefined }, host);
  const { accepted } = operationPlace(id);
  const links = { hasStatus: true, hasResult: true };
  const headers = operationHeaders(request, { id, operation }, links);
  return accepted === undefined
    ? { status: 202, headers }
    : { status: 202, body: accepted, headers };
}

interface Starting extends Omit<Accepting, "id"> {
  /** The operation's guid, where the control plane has given it one. */
  readonly id: string | undefined;
}

function startPut(
  resource: ArmId,
  { error, transaction, id }: Starting,
  host: Host,
): StartedOperation {
  const row = transaction.draft.find(resource.key);
  const about = {
    kind: "put",
    resource: resource.text,
    location: row === undefined ? "global" : locationOf(transaction.draft, row),
    ...(id === undefined ? {} : { id }),
    ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
  } as const;
  return startOperation(transaction, about, host);
}
