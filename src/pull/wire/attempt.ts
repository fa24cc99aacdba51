import { type Ask, type Reply, reasonOf } from "./ask.ts";
import type { Gate } from "./gate.ts";
import { ForbiddenRequest } from "./guard.ts";
import type { Clock, Http, HttpAnswer, TokenSource } from "./http.ts";
import { type Loss, readLoss } from "./loss.ts";
import { readRefusal } from "./refusal.ts";
import { askedWaitMs, type Limits, spentQuotaMs } from "./wait.ts";

/** What a client is made of. */
export interface ClientSetting {
  /** Scheme, name and port of the server: `https://management.azure.com`. */
  readonly origin: string;
  readonly http: Http;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly limits: Limits;
}

/** What requests of one client have in common. */
export interface WireState {
  readonly gate: Gate;
  /** Whether the server has ever answered anything. */
  isReached: boolean;
}

/** One request while it is tried. */
export interface Trial {
  readonly ask: Ask;
  readonly url: string;
  readonly lane: string;
  failures: number;
  throttles: number;
  /** The token that was sent last. */
  token: string | undefined;
  /** The token that the server did not take, if it had one. */
  refused: string | undefined;
  /** How often a token was refused. */
  renewals: number;
}

/** What an attempt means for the request. */
export type Verdict =
  | { readonly kind: "settled"; readonly reply: Reply }
  | { readonly kind: "renew" }
  | { readonly kind: "throttled"; readonly waitMs: number | undefined }
  | { readonly kind: "failed"; readonly reason: string; readonly waitMs: number | undefined }
  | { readonly kind: "lost"; readonly loss: Loss };

/** Stands for an answer that is not there yet. */
export const pending: unique symbol = Symbol("pending");

/** Sends a request once. */
export async function attempt(
  setting: ClientSetting,
  state: WireState,
  trial: Trial,
): Promise<Verdict> {
  const { http, tokens, limits, clock } = setting;
  const token = await tokens(trial.refused);
  trial.token = token;
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const { method, body } = trial.ask;
  let answer: HttpAnswer;
  try {
    answer = await http({
      method,
      url: trial.url,
      headers: headersFor(token, body !== undefined),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error instanceof ForbiddenRequest) throw error;
    if (!signal.aborted) return { kind: "lost", loss: readLoss(error) };
    const reason = `no answer within ${limits.timeoutMs / 1000} s`;
    return { kind: "failed", reason, waitMs: undefined };
  }
  state.isReached = true;
  const spentMs = spentQuotaMs(answer.headers);
  if (spentMs !== undefined) state.gate.close(trial.lane, spentMs);
  return judge(answer, clock.now());
}

function headersFor(token: string | undefined, hasBody: boolean): Readonly<Record<string, string>> {
  return {
    accept: "application/json",
    ...(hasBody ? { "content-type": "application/json" } : {}),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}

function judge({ status, headers, text }: HttpAnswer, nowMs: number): Verdict {
  const waitMs = askedWaitMs(headers, nowMs);
  if (status === 401) return { kind: "renew" };
  if (status === 429) return { kind: "throttled", waitMs };
  if (status === 202) return { kind: "settled", reply: { kind: "answer", body: pending, headers } };
  if (status >= 200 && status < 300) return judgeBody(text, headers);
  const { code, message } = readRefusal(text);
  // 501: there is no such thing here, and there will be none.
  if (status === 408 || (status >= 500 && status !== 501)) {
    return { kind: "failed", reason: reasonOf(status, code, message), waitMs };
  }
  return { kind: "settled", reply: { kind: "refused", status, code, message, text } };
}

function judgeBody(text: string, headers: Readonly<Record<string, string>>): Verdict {
  try {
    const body: unknown = text === "" ? null : JSON.parse(text);
    return { kind: "settled", reply: { kind: "answer", body, headers } };
  } catch {
    return { kind: "failed", reason: "its answer is not valid JSON", waitMs: undefined };
  }
}
