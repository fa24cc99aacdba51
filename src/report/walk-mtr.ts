import { isSuccess } from "../flow/index.ts";
import { formatIp, type Ip } from "../net/index.ts";
import type { Hop, Journey, Trace } from "../walk/index.ts";
import type { Ends } from "./walk-text.ts";

/** What a traceroute with TCP probes shows of a flow, without times and losses. */
export interface MtrReport {
  readonly from: string;
  readonly source: string;
  readonly to: string;
  readonly destination: string;
  /** Numbered from 1; several hosts where each probe may meet another one. */
  readonly hops: readonly { readonly hop: number; readonly hosts: readonly string[] }[];
  /** Whether the destination answers. */
  readonly answers: boolean;
}

/**
 * The visible hops of a flow by number, all instances of a firewall under one number (X-32). Times
 * and losses are left out: nobody can compute them.
 */
export function mtrReport(trace: Trace, { from, to }: Ends): MtrReport {
  const { source, destination } = trace.flow;
  const ways = trace.journeys.map(visibleHops);
  const length = Math.max(...ways.map((hops) => hops.length));
  const hops = Array.from({ length }, (_, at) => {
    const same = ways.flatMap((way) => way[at] ?? []);
    const hosts = [...new Set(same.flatMap((hop) => hostTexts(hop, destination)))];
    return { hop: at + 1, hosts };
  });
  const answers = trace.journeys.some(comesBack);
  return { from, source: formatIp(source), to, destination: formatIp(destination), hops, answers };
}

/** Shows the visible hops as `mtr -T` does. */
export function formatMtr({ from, source, to, destination, hops, answers }: MtrReport): string {
  const lines = hops.flatMap(({ hop, hosts }) => hopLines(hop, hosts));
  const waiting = answers ? [] : hopLines(hops.length + 1, ["(waiting for reply)"]);
  const header = `${from} (${source}) -> ${to} (${destination})`;
  return `${[header, " Host", ...lines, ...waiting].join("\n")}\n`;
}

// The sender itself is no hop, and whoever takes the flow off the way does not answer; but a node
// that takes it in and then has no way on still answers the probes that die there.
function visibleHops(journey: Journey): readonly Hop[] {
  const [, ...others] = journey.forward.hops;
  const last = comesBack(journey) ? undefined : others.at(-1);
  return others.filter((hop) => hop.isVisible && (hop !== last || hasRouted(hop)));
}

function hasRouted({ steps }: Hop): boolean {
  return steps.some(({ kind }) => kind === "route");
}

function comesBack({ forward, reply }: Journey): boolean {
  if (!isSuccess(forward.disposition)) return false;
  return reply === undefined || isSuccess(reply.disposition);
}

function hostTexts({ node, address, otherAddresses }: Hop, destination: Ip): readonly string[] {
  if (address !== undefined) return [address, ...otherAddresses].map(formatIp);
  const isOutside = node.kind === "internet" || node.kind === "service";
  return [isOutside ? formatIp(destination) : `(${node.name}: address not known)`];
}

function hopLines(number: number, texts: readonly string[]): readonly string[] {
  return texts.map((text, at) => `${at === 0 ? `${String(number).padStart(2)}.` : "   "} ${text}`);
}
