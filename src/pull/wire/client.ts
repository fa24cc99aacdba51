import { type Ask, type Client, pathWithin, type Reply } from "./ask.ts";
import { type ClientSetting, pending, type WireState } from "./attempt.ts";
import { createGate } from "./gate.ts";
import { tryOften } from "./trial.ts";
import { askedWaitMs } from "./wait.ts";

/**
 * Creates a client that asks again where that may help: after network errors, after the statuses 408
 * and 5xx, after answers that are no JSON, and when Azure has asked for patience. A token that Azure
 * does not take is renewed. What takes Azure long is awaited.
 */
export function createClient(setting: ClientSetting): Client {
  const state: WireState = { gate: createGate(setting.clock), isReached: false };
  return { ask: (ask) => follow(setting, state, ask) };
}

// 202 says that the answer will be at another address.
async function follow(setting: ClientSetting, state: WireState, ask: Ask): Promise<Reply> {
  const { clock, limits, origin } = setting;
  const end = clock.now() + limits.patienceMs;
  let next = ask;
  for (;;) {
    const reply = await tryOften(setting, state, next);
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

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "no address";
}
