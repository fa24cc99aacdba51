import type { JsonObject } from "../../arm/index.ts";
import { PullError } from "../pull-error.ts";
import { createGate, type Gate, laneOf } from "./gate.ts";
import type { Clock, Http, HttpAnswer, TokenSource } from "./http.ts";
import { readRefusal } from "./refusal.ts";
import { askedWaitMs, backOffMs, type Limits, spentQuotaMs } from "./wait.ts";

/** What is asked of Azure. */
export interface Ask {
  readonly method: "GET" | "POST";
  /** With its query, from the root of the server. */
  readonly path: string;
  readonly body?: JsonObject;
}

/** What became of a request. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly body: unknown;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Azure will not: no right, nothing there, not known, or not in this state. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: string;
      readonly message: string;
      /** The whole text of the answer. */
      readonly text: string;
    }
  /** Azure could not, however often it was asked. */
  | { readonly kind: "broken"; readonly reason: string };

/** Asks Azure. Rejects with a `PullError` where going on makes no sense. */
export interface Client {
  readonly ask: (ask: Ask) => Promise<Reply>;
}

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

/** One request while it is tried. */
interface Trial {
  readonly ask: Ask;
  readonly url: string;
  readonly lane: string;
  failures: number;
  throttles: number;
  /** The token that was sent last. */
  token: string | undefined;
  /** The token that the server did not take, if it had one. */
  refused: string | undefined;
  /** Whether a token was refused already. */
  isRenewed: boolean;
}

/** What an attempt means for the request. */
type Verdict =
  | { readonly kind: "settled"; readonly reply: Reply }
  | { readonly kind: "renew" }
  | { readonly kind: "throttled"; readonly waitMs: number | undefined }
  | { readonly kind: "failed"; readonly reason: string; readonly waitMs: number | undefined }
  | { readonly kind: "lost"; readonly reason: string };

/**
 * Creates a client that asks again where that may help: after network errors, after the statuses 408
 * and 5xx, after answers that are no JSON, and when Azure has asked for patience. A token that Azure
 * does not take is renewed once. What takes Azure long is awaited.
 */
export function createClient(setting: ClientSetting): Client {
  const gate = createGate(setting.clock);
  return { ask: (ask) => follow(setting, gate, ask) };
}

// 202 says that the answer will be at another address.
async function follow(setting: ClientSetting, gate: Gate, ask: Ask): Promise<Reply> {
  const { clock, limits, origin } = setting;
  const end = clock.now() + limits.patienceMs;
  let next = ask;
  for (;;) {
    const reply = await tryOften(setting, gate, next);
    if (reply.kind !== "answer" || reply.body !== pending) return reply;
    const location = reply.headers["location"];
    if (location === undefined) return { kind: "broken", reason: "it gave no place of its answer" };
    const path = pathWithin(origin, location);
    if (path === undefined) return { kind: "broken", reason: `it points to ${hostOf(location)}` };
    if (clock.now() >= end) {
      return { kind: "broken", reason: `no answer within ${limits.patienceMs / 1000} s` };
    }
    await clock.sleep(askedWaitMs(reply.headers, clock.now()) ?? limits.firstWaitMs * 4);
    next = { method: "GET", path };
  }
}

/** Stands for an answer that is not there yet. */
const pending: unique symbol = Symbol("pending");

/**
 * The path of an address with its query, where it is an address of the same server; else
 * `undefined`: a token must not go anywhere else.
 */
export function pathWithin(origin: string, address: string): string | undefined {
  if (!URL.canParse(address, origin)) return undefined;
  const url = new URL(address, origin);
  return url.origin === origin ? url.pathname + url.search : undefined;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "no address";
}

async function tryOften(setting: ClientSetting, gate: Gate, ask: Ask): Promise<Reply> {
  const url = setting.origin + ask.path;
  const trial: Trial = {
    ask,
    url,
    lane: laneOf(url),
    failures: 0,
    throttles: 0,
    token: undefined,
    refused: undefined,
    isRenewed: false,
  };
  for (;;) {
    await gate.pass(trial.lane);
    const reply = await settle(setting, gate, trial, await attempt(setting, gate, trial));
    if (reply !== undefined) return reply;
  }
}

/** Takes a verdict in; `undefined`: try again. */
async function settle(
  { clock, limits, random, origin }: ClientSetting,
  gate: Gate,
  trial: Trial,
  verdict: Verdict,
): Promise<Reply | undefined> {
  switch (verdict.kind) {
    case "settled":
      return verdict.reply;
    case "renew":
      if (trial.isRenewed) throw new PullError(...unaccepted(origin));
      trial.isRenewed = true;
      trial.refused = trial.token;
      return undefined;
    case "throttled":
      trial.throttles += 1;
      if (trial.throttles >= limits.throttles) {
        return { kind: "broken", reason: "too many requests, for too long" };
      }
      gate.close(trial.lane, verdict.waitMs ?? backOffMs(trial.throttles, random(), limits));
      return undefined;
    case "failed":
    case "lost":
      trial.failures += 1;
      if (trial.failures >= limits.attempts) {
        const { reason } = verdict;
        if (verdict.kind === "failed") return { kind: "broken", reason };
        throw new PullError(...unreachable(origin, reason));
      }
      await clock.sleep(
        (verdict.kind === "failed" ? verdict.waitMs : undefined) ??
          backOffMs(trial.failures, random(), limits),
      );
      return undefined;
  }
}

function unaccepted(origin: string): [message: string, remedy: string] {
  return [
    `${origin} does not accept the sign-in`,
    "Sign in again with az login, to the right tenant (--tenant).",
  ];
}

function unreachable(origin: string, reason: string): [message: string, remedy: string] {
  return [
    `cannot reach ${origin}: ${reason}`,
    "Check the network and the address, then run the same command again; what has been read is kept.",
  ];
}

async function attempt(setting: ClientSetting, gate: Gate, trial: Trial): Promise<Verdict> {
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
    if (!signal.aborted) return { kind: "lost", reason: deepestReason(error) };
    const reason = `no answer within ${limits.timeoutMs / 1000} s`;
    return { kind: "failed", reason, waitMs: undefined };
  }
  const spentMs = spentQuotaMs(answer.headers);
  if (spentMs !== undefined) gate.close(trial.lane, spentMs);
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

/** An error in a few words: `403 AuthorizationFailed: The client ...`. */
export function reasonOf(status: number, code: string, message: string): string {
  const head = [String(status), code].filter((part) => part !== "").join(" ");
  return message === "" ? head : `${head}: ${message}`;
}

// Errors of the network are kept in a chain of causes.
function deepestReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) {
    return deepestReason(error.errors[0]);
  }
  return error.cause === undefined ? error.message : deepestReason(error.cause);
}
