/** A change of the network under the application. */
export interface Change {
  /** Milliseconds after the start. */
  readonly at: number;
  /** Layers that are laid over the rest. */
  readonly add: readonly string[];
  /** Layers that are taken away again. */
  readonly remove: readonly string[];
}

/** What sends messages. */
export interface Application {
  readonly from: string;
  /** With port and protocol, as `trueroute trace` takes it. */
  readonly to: string;
  /** Milliseconds between the end of one message and the next. */
  readonly every: number;
  /** Milliseconds after which it gives a message up; absent: as long as TCP tries. */
  readonly timeout: number | undefined;
  /** Whether messages that failed are sent again once the way is open, with their error. */
  readonly retriesLater: boolean;
  /** Whether each message opens a TCP connection, or all use one as long as it lasts. */
  readonly connection: "new" | "kept";
  /** How the sender's TCP repeats its first packet. */
  readonly kernel: "linux" | "linuxBefore6.5";
}

/** A scenario. */
export interface Scenario {
  /** Milliseconds since 1970 in UTC. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly snapshots: readonly string[];
  /** By time. */
  readonly changes: readonly Change[];
  readonly application: Application;
}

/** A time in which the network stays as it is. */
export interface Stage {
  /** Milliseconds after the start. */
  readonly from: number;
  readonly layers: readonly string[];
}

/** The stages of a scenario by time; never empty, the first begins at 0. */
export function stagesOf({ snapshots, changes }: Scenario): readonly Stage[] {
  const stages: Stage[] = [{ from: 0, layers: snapshots }];
  for (const { at, add, remove } of changes) {
    const last = stages.at(-1)?.layers ?? [];
    const layers = [...last.filter((layer) => !remove.includes(layer)), ...add];
    stages.push({ from: at, layers });
  }
  return stages;
}
