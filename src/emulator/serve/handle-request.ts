import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type AccessRule, refuseAccess } from "./access.ts";
import { answerRefusal } from "./answer-refusal.ts";
import type { Limits } from "./limits.ts";
import { announcesTooMuch, readBody } from "./read-body.ts";
import { bodyOf, type Refusal, refusals } from "./refusal.ts";
import { describeRequest, type RequestEntry } from "./request-log.ts";

/** Answers requests: the pure side of a server. */
export type Fetch = (request: Request) => Promise<Response>;

/** What stands between a connection and `fetch`. */
export interface Reception {
  readonly fetch: Fetch;
  readonly access: AccessRule;
  readonly limits: Limits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (entry: RequestEntry) => void;
  /** Is told what `fetch` threw; what was asked is in the log. */
  readonly onFailure: (error: unknown) => void;
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Creates what a server does with each request: refuses what is not let in or too large, reads the
 * body, asks `fetch`, and logs. Whatever happens, the client gets an answer in Azure's shape.
 */
export function createListener(reception: Reception): Listener {
  const { onFailure } = reception;
  const fail = (error: unknown): Response => {
    onFailure(error);
    return responseOf(refusals.failed);
  };
  const forward = getRequestListener(
    async (request) => {
      try {
        return await reception.fetch(request);
      } catch (error) {
        return fail(error);
      }
    },
    {
      // The server is not alone in its process: tests and commands have a Request of their own.
      overrideGlobalObjects: false,
      // A target that is no URL.
      errorHandler: () => responseOf(refusals.notHttp),
    },
  );
  return (incoming, outgoing) => {
    logWhenDone(incoming, outgoing, reception);
    receive(incoming, outgoing, { reception, forward }).catch((error: unknown) => {
      onFailure(error);
      outgoing.destroy();
    });
  };
}

async function receive(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  {
    reception,
    forward,
  }: {
    readonly reception: Reception;
    readonly forward: (...call: Parameters<Listener>) => unknown;
  },
): Promise<void> {
  const refusal = refuse(incoming, reception);
  if (refusal !== undefined) {
    answerRefusal(incoming, outgoing, refusal);
    return;
  }
  const { bodyBytes } = reception.limits;
  const body = await readBody(incoming, bodyBytes);
  if (body === "lost") return;
  if (body === "tooLarge") {
    answerRefusal(incoming, outgoing, refusals.bodyTooLarge(bodyBytes));
    return;
  }
  // The adapter takes a body that was read already under this name.
  await forward(Object.assign(incoming, { rawBody: body }), outgoing);
}

function refuse(
  incoming: IncomingMessage,
  { access, limits }: Pick<Reception, "access" | "limits">,
): Refusal | undefined {
  const { addressLength, bodyBytes } = limits;
  // Each reader could take another one for the host.
  if ((incoming.headersDistinct["host"]?.length ?? 0) > 1) return refusals.notHttp;
  if ((incoming.url ?? "").length > addressLength) return refusals.addressTooLong(addressLength);
  const refusal = refuseAccess(incoming, access);
  if (refusal !== undefined) return refusal;
  return announcesTooMuch(incoming, bodyBytes) ? refusals.bodyTooLarge(bodyBytes) : undefined;
}

function logWhenDone(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { now, log }: Reception,
): void {
  const start = now();
  outgoing.once("close", () => {
    log({
      time: new Date(start).toISOString(),
      ...describeRequest(incoming),
      status: outgoing.headersSent ? outgoing.statusCode : undefined,
      durationMs: Math.round(now() - start),
    });
  });
}

function responseOf(refusal: Refusal): Response {
  return new Response(bodyOf(refusal), {
    status: refusal.status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...refusal.headers },
  });
}
