import type { FirewallVerdict } from "../firewall/index.ts";
import type { Flow } from "../flow/index.ts";
import { formatIp } from "../net/index.ts";
import type { Pass, Step, Trace } from "../walk/index.ts";

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

/** One row of a firewall's log. */
export type FirewallLogRow = Readonly<Record<(typeof firewallLogColumns)[number], string>>;

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
      return step.kind === "inspect" ? [rowOf(step.verdict, flow, at)] : [];
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

function rowOf(verdict: FirewallVerdict, flow: Flow, at: string): FirewallLogRow {
  const kind = verdict.kind ?? "network";
  return {
    Action_s: actionOf(verdict),
    Category: categories[kind],
    DestinationIp_s: formatIp(flow.destination),
    Fqdn_s: kind === "application" ? (flow.name ?? "") : "",
    SourceIP: formatIp(flow.source),
    TableName: "PrimaryResult",
    TimeGenerated: at,
  };
}

// What no rule names is logged with the network rules. The table of DNAT rules has no action.
const categories: Readonly<Record<NonNullable<FirewallVerdict["kind"]>, string>> = {
  nat: "AZFWNatRule",
  network: "AZFWNetworkRule",
  application: "AZFWApplicationRule",
};

function actionOf({ action, kind }: FirewallVerdict): string {
  if (kind === "nat") return "";
  return { allow: "Allow", deny: "Deny", unknown: "" }[action];
}
