import type { Model } from "../model/index.ts";
import { formatIp, type Ip } from "../net/index.ts";
import { type Hop, isSuccess, type Journey, type Trace } from "../walk/index.ts";
import type { Ends } from "./walk-text.ts";

/**
 * Shows a flow as `mtr -T` does: the visible hops by number, several addresses under one number
 * where each probe may meet another instance (X-32). Times and losses are left out: nobody can
 * compute them.
 */
export function formatMtr(model: Model, trace: Trace, { from, to }: Ends): string {
  const { source, destination } = trace.flow;
  const rows = visibleRows(model, trace);
  const lines = rows.flatMap((addresses, at) => hopLines(at + 1, addresses));
  const isReached = trace.journeys.some(comesBack);
  const waiting = isReached ? [] : hopLines(rows.length + 1, ["(waiting for reply)"]);
  const header = `${from} (${formatIp(source)}) -> ${to} (${formatIp(destination)})`;
  return `${[header, " Host", ...lines, ...waiting].join("\n")}\n`;
}

/** Texts of the addresses at each distance, over all ways. */
function visibleRows(model: Model, trace: Trace): readonly (readonly string[])[] {
  const ways = trace.journeys.map((journey) => visibleHops(journey));
  const length = Math.max(...ways.map((hops) => hops.length));
  return Array.from({ length }, (_, at) => {
    const hops = ways.flatMap((way) => way[at] ?? []);
    return [...new Set(hops.flatMap((hop) => addressTexts(model, trace, hop)))];
  });
}

// The sender itself is no hop, and a destination that does not answer is none either.
function visibleHops(journey: Journey): readonly Hop[] {
  const [, ...others] = journey.forward.hops;
  const last = others.at(-1);
  return others.filter((hop) => {
    if (!hop.isVisible) return false;
    return hop !== last || comesBack(journey) || !isEnd(hop);
  });
}

// A router that drops a probe for want of a route still answers those that die before it; whoever
// filters it, or is not there, does not.
function isEnd({ steps }: Hop): boolean {
  return steps.some(({ kind }) => kind === "end");
}

function comesBack({ forward, reply }: Journey): boolean {
  if (!isSuccess(forward.disposition)) return false;
  return reply === undefined || isSuccess(reply.disposition);
}

function addressTexts(model: Model, { flow }: Trace, hop: Hop): readonly string[] {
  const { node, address } = hop;
  const instances =
    node.key === undefined ? undefined : model.firewalls.get(node.key)?.instances;
  const known = (instances ?? []).flatMap((one) => one.address ?? []);
  if (known.length > 0) return known.map(formatIp);
  return [addressText(address, hop, flow.destination)];
}

function addressText(address: Ip | undefined, { node }: Hop, destination: Ip): string {
  if (address !== undefined) return formatIp(address);
  const isOutside = node.kind === "internet" || node.kind === "service";
  return isOutside ? formatIp(destination) : `(${node.name}: address not known)`;
}

function hopLines(number: number, texts: readonly string[]): readonly string[] {
  return texts.map((text, at) => `${at === 0 ? `${String(number).padStart(2)}.` : "   "} ${text}`);
}
