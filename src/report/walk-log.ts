import type { Flow } from "../flow/index.ts";
import type { Pass, Step, Trace } from "../walk/index.ts";
import { type FirewallLogRow, firewallLogRow } from "./firewall-log.ts";

/** Columns of a firewall's log as a query shows them, in az's order. */
export const firewallLogColumns = [
  "Action_s",
  "Category",
  "DestinationIp_s",
  "Fqdn_s",
  "SourceIP",
  "TableName",
  "TimeGenerated",
] as const;

/** What log rows are about. */
export interface LogForm {
  /** Time to stand in the rows; empty where nobody gives one. */
  readonly at: string;
  /** Whether every equal way counts, and not only the one that is shown. */
  readonly hasAllPaths: boolean;
}

/**
 * The rows that the firewalls of a trace write about the flow and nothing else: one for each
 * decision of each firewall. Packets of a flow that a firewall knows already write none.
 */
export function firewallLog(
  { journeys }: Trace,
  { at, hasAllPaths }: LogForm,
): readonly FirewallLogRow[] {
  const [shown] = journeys;
  const passes = (hasAllPaths ? journeys : [shown]).flatMap(({ forward, reply }) =>
    reply === undefined ? [forward] : [forward, reply],
  );
  const rows = passes.flatMap((pass) => rowsOf(pass, at));
  // Equal ways share their first hops.
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function rowsOf(pass: Pass, at: string): readonly FirewallLogRow[] {
  let flow = pass.flow;
  return pass.hops.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      flow = flowAfter(step) ?? flow;
      if (step.kind !== "inspect") return [];
      return firewallLogRow(step.verdict, flow, at) ?? [];
    }),
  );
}

function flowAfter(step: Step): Flow | undefined {
  switch (step.kind) {
    case "send":
    case "receive":
      return step.flow;
    case "translate":
    case "egress":
      return step.to;
    case "filter":
    case "session":
    case "route":
    case "forward":
    case "choose":
    case "balance":
    case "inspect":
    case "access":
    case "remark":
    case "end":
      return undefined;
  }
}
