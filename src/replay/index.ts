/**
 * replay: an application that sends messages while the network under it changes.
 *
 * Takes the value of a scenario file and, for each stage of it, whether the way is open; gives the
 * messages that arrive with their times, what failed, and the gaps. Invariant: time is simulated
 * and nothing waits; equal scenarios give equal messages. Does not know files, snapshots or how a
 * way is found.
 */
export { formatDuration } from "./duration.ts";
export type { Message } from "./message.ts";
export { readScenario } from "./read-scenario.ts";
export { type Gap, type Replay, replay, type StagedWay, type Way } from "./replay.ts";
export { type Application, type Scenario, type Stage, stagesOf } from "./scenario.ts";
export { summarize } from "./summary.ts";
export { tcpSentence } from "./tcp.ts";
