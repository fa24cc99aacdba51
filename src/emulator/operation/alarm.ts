import type { Clock } from "../host.ts";

/** Wakes a server when the next operation ends. */
export interface Alarm {
  /** Asks to be woken at a time, in milliseconds since 1970. */
  readonly wakeAt: (time: number) => void;
  readonly stop: () => void;
}

/**
 * Creates an alarm. One timer is enough: whoever is woken ends all that is due, and what comes later
 * has asked for itself. Without timers operations are ended when the next request comes.
 */
export function createAlarm({ now, after }: Clock, work: () => Promise<void>): Alarm {
  const cancels = new Map<number, () => void>();
  return {
    wakeAt: (time) => {
      if (after === undefined || cancels.has(time)) return;
      const ring = (): void => {
        cancels.delete(time);
        // A store that is away for a while is asked again by the next request.
        work().catch(() => undefined);
      };
      cancels.set(time, after(Math.max(0, time - now()), ring));
    },
    stop: () => {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
