import type { World } from "../provider/index.ts";
import type { Asked } from "../report/answers/index.ts";
import type { Keeper } from "./state/keeper.ts";

/** The time, as a port. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Does some work later, and gives the way to cancel it; absent: what is due is done when the next
   * request comes.
   */
  readonly after?: (milliseconds: number, work: () => void) => () => void;
}

/** Randomness, as a port. */
export interface Chance {
  /** A guid that nobody has had. */
  readonly guid: () => string;
}

/** What every handler works with. */
export interface Host {
  readonly keeper: Keeper;
  readonly world: World;
  readonly clock: Clock;
  readonly chance: Chance;
  /** How long operations take, in milliseconds; 0: they have ended when somebody asks. */
  readonly operationDelay: number;
  /** Asks to be woken at a time, in milliseconds since 1970, to finish what ends then. */
  readonly wakeAt: (time: number) => void;
  /** Whether questions are refused that Azure refuses. */
  readonly isStrict: boolean;
  readonly tenant: string;
  /** The subscription that is there from the start. */
  readonly subscription: string;
  /** What questions are asked of: the estate as it is now. */
  readonly engine: () => Asked;
}

/** Creates the ports that the control plane needs from those of a server. */
export function createWorld(clock: Clock, chance: Chance): World {
  return {
    guid: chance.guid,
    now: () => new Date(clock.now()).toISOString().replace("Z", "0000Z"),
  };
}
