import type { Clock } from "./http.ts";

/**
 * Holds back requests of a lane while Azure asks for patience. Limits of Azure count for a
 * subscription or for Resource Graph as a whole, so one refusal speaks for all who wait there.
 */
export interface Gate {
  /** Waits until requests of a lane may go. */
  pass(lane: string): Promise<void>;
  /** Closes a lane for a time from now, in milliseconds; a later end wins. */
  close(lane: string, durationMs: number): void;
}

/** Creates a gate with every lane open. */
export function createGate(clock: Clock): Gate {
  const opensAt = new Map<string, number>();
  return {
    async pass(lane) {
      // Somebody may have closed it again in the meantime.
      for (;;) {
        const leftMs = (opensAt.get(lane) ?? 0) - clock.now();
        if (leftMs <= 0) return;
        await clock.sleep(leftMs);
      }
    },
    close(lane, durationMs) {
      const end = clock.now() + durationMs;
      opensAt.set(lane, Math.max(end, opensAt.get(lane) ?? 0));
    },
  };
}

/** The lane of a request: its subscription, or the service that it asks of the whole tenant. */
export function laneOf(url: string): string {
  const { pathname } = new URL(url);
  const [, , subscription] = /^\/(subscriptions)\/([^/]+)/i.exec(pathname) ?? [];
  if (subscription !== undefined) return subscription.toLowerCase();
  return /Microsoft\.ResourceGraph/i.test(pathname) ? "resource graph" : "tenant";
}
