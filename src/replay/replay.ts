import { byKeys, type Message, messageOf } from "./message.ts";
import type { Application, Scenario } from "./scenario.ts";
import { dataSchedule, openingSchedule } from "./tcp.ts";

/** What becomes of packets to the service while the network stays as it is. */
export type Way =
  /** There and back; `identity` is what the service sees, and a connection lives as long as it. */
  | { readonly kind: "open"; readonly identity: string }
  /** Packets vanish, so that nobody hears of it. */
  | { readonly kind: "silent" }
  /** Something answers at once, with an error. */
  | { readonly kind: "refused"; readonly error: string };

/** The way from a moment on, in milliseconds after the start. */
export interface StagedWay {
  readonly from: number;
  readonly way: Way;
}

/** A time in which nothing arrived; all in milliseconds after the start. */
export interface Gap {
  /** When the last message before it arrived; absent when none had. */
  readonly from: number | undefined;
  /** When the next one arrived; absent when none did until the end. */
  readonly to: number | undefined;
  /** Numbers of the messages that failed in it. */
  readonly failed: readonly number[];
  /** Errors of those, each once. */
  readonly errors: readonly string[];
}

/** What became of the messages. */
export interface Replay {
  /** As the table lists them: by day, the newest first. */
  readonly messages: readonly Message[];
  readonly sent: number;
  readonly gaps: readonly Gap[];
  /** Numbers of messages that are in no table. */
  readonly lost: readonly number[];
}

interface Outcome {
  /** When it was known. */
  readonly at: number;
  /** Absent when the message arrived. */
  readonly error: string | undefined;
  /** Whether the service was reached, so that the connection lives on. */
  readonly identity: string | undefined;
}

interface Sent extends Outcome {
  readonly number: number;
  readonly time: number;
}

/** Sends the messages of a scenario; `ways` by time, the first from 0. */
export function replay(scenario: Scenario, ways: readonly StagedWay[]): Replay {
  const sent = sendAll(scenario, ways);
  const arrived = sent.filter(({ error }) => error === undefined);
  const failed = sent.filter(({ error }) => error !== undefined);
  // What failed is sent again after the next message that arrives; without one, it waits forever.
  const lastArrival = arrived.at(-1)?.at ?? -1;
  const isStored = ({ at, error }: Sent): boolean =>
    error === undefined || (scenario.application.retriesLater && at <= lastArrival);
  const stored = sent.filter(isStored);
  const messages = stored.map(({ time, number, error }) =>
    messageOf(scenario.start + time, number, error ?? "OK"),
  );
  return {
    messages: messages.sort(byKeys),
    sent: sent.length,
    gaps: gapsOf(sent, scenario),
    lost: failed.filter((one) => !isStored(one)).map(({ number }) => number),
  };
}

function sendAll({ application, duration }: Scenario, ways: readonly StagedWay[]): readonly Sent[] {
  const wayAt = (time: number): Way =>
    ways.findLast(({ from }) => from <= time)?.way ?? { kind: "silent" };
  const sent: Sent[] = [];
  let connection: string | undefined;
  for (let time = 0; time < duration; ) {
    const outcome = send(application, { time, connection, wayAt });
    sent.push({ ...outcome, number: sent.length + 1, time });
    connection = application.connection === "kept" ? outcome.identity : undefined;
    time = outcome.at + application.every;
  }
  // Who is still waiting at the end has not got an answer.
  return sent.map((one) =>
    one.at < duration ? one : { ...one, error: "no answer until the end" },
  );
}

interface Moment {
  readonly time: number;
  /** What the service saw when the open connection began; absent without one. */
  readonly connection: string | undefined;
  readonly wayAt: (time: number) => Way;
}

/** Sends one message: repeats its packet as TCP does until something answers or somebody gives up. */
function send(application: Application, { time, connection, wayAt }: Moment): Outcome {
  const { timeout = Number.POSITIVE_INFINITY, to } = application;
  const { offsets, end } = connection === undefined ? openingSchedule(application) : dataSchedule();
  for (const offset of offsets) {
    if (offset >= timeout) break;
    const at = time + offset;
    const way = wayAt(at);
    if (way.kind === "refused") return { at, error: way.error, identity: undefined };
    if (way.kind === "silent") continue;
    // The service knows a connection by its addresses: toggling a service endpoint breaks it.
    const isBroken = connection !== undefined && connection !== way.identity;
    return isBroken
      ? { at, error: "An error occurred while sending the request.", identity: undefined }
      : { at, error: undefined, identity: way.identity };
  }
  const isTimeout = timeout < end;
  return {
    at: time + Math.min(timeout, end),
    error: isTimeout ? timeoutError(timeout) : `Connection timed out (${hostOf(to)})`,
    identity: undefined,
  };
}

function timeoutError(timeout: number): string {
  const seconds = timeout / 1000;
  return `The request was canceled due to the configured HttpClient.Timeout of ${seconds} seconds elapsing.`;
}

function hostOf(to: string): string {
  return to.replace(/\/[a-z]+$/i, "");
}

function gapsOf(sent: readonly Sent[], { application, duration }: Scenario): readonly Gap[] {
  const arrivals = sent.filter(({ error, at }) => error === undefined && at < duration);
  const ends = [...arrivals.map(({ at }) => at), undefined];
  return ends.flatMap((to, index) => {
    const from = index === 0 ? undefined : ends[index - 1];
    const failures = sent.filter(
      ({ error, at }) => error !== undefined && at >= (from ?? 0) && (to === undefined || at <= to),
    );
    const pause = (to ?? duration) - (from ?? 0);
    if (failures.length === 0 && (to === undefined || pause <= application.every)) return [];
    const errors = [...new Set(failures.flatMap(({ error }) => error ?? []))];
    return [{ from, to, failed: failures.map(({ number }) => number), errors }];
  });
}
