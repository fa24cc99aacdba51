import { PullError } from "../pull-error.ts";
import type { Ask, Reply } from "./ask.ts";
import {
  attempt,
  type ClientSetting,
  type Trial,
  type Verdict,
  type WireState,
} from "./attempt.ts";
import { laneOf } from "./gate.ts";
import { backOffMs } from "./wait.ts";

// A token may end while its request waits, and the next one, too; a sign-in that Azure does not take
// is not taken three times.
const mostRenewals = 2;

/** Sends a request until it is settled, or as often as the limits say. */
export async function tryOften(setting: ClientSetting, state: WireState, ask: Ask): Promise<Reply> {
  const url = setting.origin + ask.path;
  const trial: Trial = {
    ask,
    url,
    lane: laneOf(url),
    failures: 0,
    throttles: 0,
    token: undefined,
    refused: undefined,
    renewals: 0,
  };
  for (;;) {
    await state.gate.pass(trial.lane);
    const reply = await settle(setting, state, trial, await attempt(setting, state, trial));
    if (reply !== undefined) return reply;
  }
}

/** Takes a verdict in; `undefined`: try again. */
async function settle(
  { clock, limits, random, origin }: ClientSetting,
  state: WireState,
  trial: Trial,
  verdict: Verdict,
): Promise<Reply | undefined> {
  switch (verdict.kind) {
    case "settled":
      return verdict.reply;
    case "renew":
      trial.renewals += 1;
      if (trial.renewals > mostRenewals) throw new PullError(...unaccepted(origin));
      trial.refused = trial.token;
      return undefined;
    case "throttled":
      trial.throttles += 1;
      if (trial.throttles >= limits.throttles) {
        return { kind: "broken", reason: "too many requests, for too long" };
      }
      state.gate.close(trial.lane, verdict.waitMs ?? backOffMs(trial.throttles, random(), limits));
      return undefined;
    case "failed": {
      trial.failures += 1;
      const { reason, waitMs } = verdict;
      if (trial.failures >= limits.attempts) return { kind: "broken", reason };
      await clock.sleep(waitMs ?? backOffMs(trial.failures, random(), limits));
      return undefined;
    }
    case "lost": {
      trial.failures += 1;
      const { loss } = verdict;
      const isFinal = loss.isDistrusted || (loss.isAbsent && !state.isReached);
      if (isFinal || trial.failures >= limits.attempts) {
        throw new PullError(`cannot reach ${origin}: ${loss.reason}`, loss.remedy);
      }
      await clock.sleep(backOffMs(trial.failures, random(), limits));
      return undefined;
    }
  }
}

function unaccepted(origin: string): [message: string, remedy: string] {
  return [
    `${origin} does not accept the sign-in`,
    "Sign in again with az login, to the right tenant (--tenant).",
  ];
}
