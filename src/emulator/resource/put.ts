import { type ArmId, isJsonObject } from "../../arm/index.ts";
import {
  etagOf,
  findKind,
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
import { type Operation, operationKey, operationPlace } from "../operation/operation.ts";
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
    if (!isRefusal(put)) return answerPut(request, { id, put, transaction }, host);
    const isLate = findKind(id.type)?.protocol.put === "accepted" && put.by === "provider";
    return isLate ? acceptPut(request, { id, error: put, transaction }, host) : put;
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
  const { protocol, etag: etagForm } = kindOf(row.typeKey, row.id.type);
  if (put.answer === "direct" || (put.answer === "accepted-once" && !isNew)) {
    // Microsoft.Network writes it in the body alone.
    const etag = etagForm === "root" ? undefined : etagOf(draft, row);
    const headers = etag === undefined ? {} : { etag };
    return { status, body: showRow(draft, row, versionOf(request)), headers };
  }
  const error = row.pending?.error;
  if (isAccepted(put.answer)) return acceptPut(request, { id, error, transaction }, host);
  const operation = startPut(row.id, { error, transaction, id: row.pending?.operation }, host);
  // The etag changes once more when the operation ends (ARM-RECORDED.md 3).
  const isOver = isQuiet || put.answer === "ended";
  const state = isNew ? (protocol.makingState ?? "Updating") : "Updating";
  const moment = isNew ? "made" : "changed";
  const options = isOver ? {} : ({ state, etag: host.chance.guid(), moment } as const);
  const links = { hasStatus: true, hasResult: false };
  return {
    status,
    body: showRow(draft, row, { ...options, ...versionOf(request) }),
    headers: operationHeaders(request, { id, operation }, links),
  };
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

function startPut(resource: ArmId, { error, transaction, id }: Starting, host: Host): Operation {
  const row = transaction.draft.find(resource.key);
  const operation: Operation = {
    id: id ?? host.chance.guid(),
    kind: "put",
    resource: resource.text,
    location: row === undefined ? "global" : locationOf(transaction.draft, row),
    endsAt: host.clock.now() + host.operationDelay,
    ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
  };
  transaction.keep(operationKey(operation.id), operation);
  return operation;
}
