// The world of a pull in tests: time that passes at once, a journal in memory.
import { silentProgress } from "../../src/host/index.ts";
import type { Journal } from "../../src/pull/journal/journal.ts";
import type { PullPorts, PullRequest } from "../../src/pull/pull-request.ts";
import { usualLimits } from "../../src/pull/wire/wait.ts";
import type { FakeAzure } from "./fake-azure.ts";

/** A clock that goes on only while somebody sleeps. */
export function createTestClock(): PullPorts["clock"] & { readonly slept: number[] } {
  let now = Date.parse("2026-11-21T10:00:00Z");
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (durationMs) => {
      slept.push(durationMs);
      // Others go on in the meantime.
      await new Promise((resolve) => setImmediate(resolve));
      now += durationMs;
    },
  };
}

/** A journal that remembers lines; `lines` may be given to another one. */
export function createTestJournal(kept: string[] = []): Journal & { readonly kept: string[] } {
  return {
    place: "estate.json.partial",
    kept,
    lines: async function* () {
      for (const line of [...kept]) yield line;
    },
    append: async (line) => {
      kept.push(line);
    },
    clear: async () => {
      kept.length = 0;
    },
  };
}

/** The ports of a pull from an Azure in memory. */
export function portsTo(azure: FakeAzure, more: Partial<PullPorts> = {}): PullPorts {
  return {
    http: azure.http,
    tokens: azure.tokens,
    clock: createTestClock(),
    random: () => 0.5,
    progress: silentProgress,
    limits: { ...usualLimits, timeoutMs: 50 },
    concurrency: 4,
    journal: undefined,
    program: "trueroute test",
    ...more,
  };
}

/** A request for all of some subscriptions. */
export function requestFor(more: Partial<PullRequest> = {}): PullRequest {
  return {
    origin: "https://management.azure.com",
    scope: { kind: "subscriptions", ids: ["s1"] },
    resourceGroups: [],
    typeKeys: undefined,
    takesLearnedRoutes: false,
    takesEffectiveRoutes: false,
    asksResourceGraph: true,
    takesFacts: false,
    ...more,
  };
}
