import {
  firewallLog,
  firewallLogColumns,
  formatMtr,
  formatTrace,
  mtrReport,
  storyLine,
  type TraceReport,
  traceReport,
} from "../../report/flows/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { formatTable } from "../answer/table.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import type { TraceOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { readEndpoint } from "./read-endpoint.ts";
import { type NamedTrace, traceFlow } from "./trace-flow.ts";
import { traceTable } from "./trace-table.ts";

/** Follows one flow. How it ends is the answer, and no failure of the command. */
export async function showTrace(
  session: Session<TraceOptions>,
  [from = "", to = ""]: readonly string[],
): Promise<number> {
  const { options } = session;
  const endpoint = readEndpoint(to);
  checkTime(options);
  return withEstate(session, async ({ model }) => {
    const walker = new Walker(new Router(model));
    const named = traceFlow(walker, { from, to: endpoint, sourcePort: options.sourcePort });
    const report = traceReport(named.trace);
    await printAnswer(session.io, options, answerOf(named, report, options));
    sayBeside(session, report);
    const hasAssumptions = report.assumptions.length > 0;
    const hasFindings = options.detailedExitcode === true && !report.works;
    return exitCodeOf({ hasFindings, hasAssumptions }, options);
  });
}

function checkTime({ at, firewallLog: isLog }: TraceOptions): void {
  if (at === undefined) return;
  if (isLog !== true) throw new UsageError("--at belongs to --firewall-log", "Give both.");
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || Number.isNaN(Date.parse(at))) {
    throw new UsageError(`--at: '${at}' is not a time`, "Write it as 2025-01-20T18:18:11Z.");
  }
}

function answerOf({ trace, ends }: NamedTrace, report: TraceReport, options: TraceOptions): Answer {
  const hasAllPaths = options.allPaths === true;
  if (options.mtr === true) return mtrAnswer(mtrReport(trace, ends));
  if (options.firewallLog === true) {
    const rows = firewallLog(trace, { at: options.at ?? "", hasAllPaths });
    const table = () => ({
      columns: firewallLogColumns,
      rows: rows.map((row) => firewallLogColumns.map((column) => row[column])),
    });
    return { json: () => rows, table, text: () => formatTable(table()) };
  }
  return {
    json: () => report,
    table: () => traceTable(report),
    text: () => formatTrace(report, ends, { hasAllPaths }),
  };
}

function mtrAnswer(report: ReturnType<typeof mtrReport>): Answer {
  return {
    json: () => report,
    table: () => ({
      columns: ["Hop", "Host"],
      rows: report.hops.flatMap(({ hop, hosts }) => hosts.map((host) => [String(hop), host])),
    }),
    text: () => formatMtr(report),
  };
}

// What these two forms of the answer cannot say.
function sayBeside({ conversation, options }: Session<TraceOptions>, report: TraceReport): void {
  if (options.mtr !== true && options.firewallLog !== true) return;
  conversation.note(storyLine(report));
  for (const { message } of report.warnings) conversation.note(message);
  for (const { message } of report.assumptions) conversation.note(`assumed: ${message}`);
}
