import { isRefusal, type Refusal, refuse } from "../../provider/index.ts";
import type { Answer as EngineAnswer, Outcome } from "../../report/answers/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import { unknownNetworkPath } from "../dispatch/unknown-path.ts";
import type { Host } from "../host.ts";
import { operationHeaders } from "../operation/headers.ts";
import { type Operation, operationKey } from "../operation/operation.ts";
import { notFound } from "../resource/get.ts";
import { locationOf } from "../resource/location.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

/**
 * A POST action as Azure answers it: 202 with `Location`, and the body when the client asks there
 * (ARM-RECORDED.md 2). The answer is that of the moment of the request.
 */
export function askLater(answer: EngineAnswer<unknown>): Handler {
  return async (request, found, host): Promise<Answer | Refusal> => {
    const asked = askEngine(answer, request, found, host);
    if (isRefusal(asked)) return asked;
    const { id } = found;
    const row = id === undefined ? undefined : host.keeper.estate.find(id.key);
    if (id === undefined || row === undefined) return { status: 200, body: asked.body };
    const operation: Operation = {
      id: host.chance.guid(),
      kind: "action",
      resource: row.id.text,
      location: locationOf(host.keeper.estate, row),
      endsAt: host.clock.now() + host.operationDelay,
      result: asked.body,
    };
    await host.keeper.remember(operationKey(operation.id), operation);
    const links = { hasStatus: false, hasResult: true };
    const headers = operationHeaders(request, { id, operation }, links);
    return { status: 202, body: null, headers };
  };
}

/**
 * A question that Azure does not have, answered at once; with `isStrict` it is the unknown path that it is there
 * (ERR-81).
 */
export function askBesideAzure(answer: EngineAnswer<unknown>): Handler {
  const ask = askNow(answer);
  return (request, found, host) =>
    host.isStrict
      ? unknownNetworkPath(`${request.origin}${request.path}`)
      : ask(request, found, host);
}

/** A question that is answered at once. */
export function askNow(answer: EngineAnswer<unknown>): Handler {
  return (request, found, host): Answer | Refusal => {
    const asked = askEngine(answer, request, found, host);
    return isRefusal(asked) ? asked : { status: 200, body: asked.body };
  };
}

function askEngine(
  answer: EngineAnswer<unknown>,
  request: ArmRequest,
  { id }: Found,
  host: Host,
): { readonly body: unknown } | Refusal {
  // Questions about a place, such as service tags, are about no resource.
  if (id !== undefined && host.keeper.estate.find(id.key) === undefined) return notFound(id, host);
  const target = id?.text ?? request.path;
  const { body, query } = request;
  const parameter = (name: string): string | undefined => query.get(name.toLowerCase());
  return toAnswer(answer(host.engine(), { target, body, parameter }));
}

function toAnswer(outcome: Outcome<unknown>): { readonly body: unknown } | Refusal {
  if (outcome.kind === "answered") return { body: outcome.body };
  const { status, code, message, isVerified } = outcome;
  return { ...refuse(status, code, message), by: "provider", details: [], isVerified };
}
