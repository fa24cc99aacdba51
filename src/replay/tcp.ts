import type { Application } from "./scenario.ts";

/** When TCP sends a packet that nobody acknowledges, in milliseconds after the first time. */
export interface Retransmission {
  /** Begins with 0. */
  readonly offsets: readonly number[];
  /** When it gives up. */
  readonly end: number;
}

// net.ipv4.tcp_syn_retries=6 and tcp_syn_linear_timeouts=4, the defaults since Linux 6.5.
const sinceLinux65 = schedule([1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64]);

// net.ipv4.tcp_syn_retries=6, each wait twice the last.
const beforeLinux65 = schedule([1, 2, 4, 8, 16, 32, 64]);

// net.ipv4.tcp_retries2=15: from TCP_RTO_MIN (200 ms) doubling up to TCP_RTO_MAX (120 s).
const established = schedule(Array.from({ length: 16 }, (_, at) => Math.min(0.2 * 2 ** at, 120)));

function schedule(waits: readonly number[]): Retransmission {
  const offsets = [0];
  for (const wait of waits) offsets.push((offsets.at(-1) ?? 0) + Math.round(wait * 1000));
  return { offsets: offsets.slice(0, -1), end: offsets.at(-1) ?? 0 };
}

/** How the first packet of a connection is repeated. */
export function openingSchedule({ kernel }: Pick<Application, "kernel">): Retransmission {
  return kernel === "linux" ? sinceLinux65 : beforeLinux65;
}

/** How a packet of an open connection is repeated. */
export function dataSchedule(): Retransmission {
  return established;
}

/** Says what is taken for granted about the sender's TCP. */
export function tcpSentence(application: Pick<Application, "kernel" | "connection">): string {
  const { offsets, end } = openingSchedule(application);
  const times = offsets.slice(1).map((offset) => offset / 1000);
  const version = application.kernel === "linux" ? "since 6.5" : "before 6.5";
  const opening = `TCP repeats its first packet after ${times.slice(0, -1).join(", ")} and ${times.at(-1)} s and gives up after ${end / 1000} s, as Linux does by default ${version}`;
  if (application.connection === "new") return opening;
  return `${opening}; on an open connection it repeats after 0.2 s and then after twice as long each time, and gives up after ${established.end / 1000} s`;
}
