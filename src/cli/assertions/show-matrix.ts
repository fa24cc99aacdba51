import { endingOf } from "../../assertion/index.ts";
import type { Endpoint } from "../../flow/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import { storyLine, traceReport } from "../../report/flows/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import type { Table } from "../answer/table.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import type { ReachOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { readEndpoint } from "../walks/read-endpoint.ts";
import { traceFlow } from "../walks/trace-flow.ts";

interface Cell {
  readonly from: string;
  readonly to: string;
  /** Null where nobody can know it. */
  readonly address: string | null;
  /** Region of Azure to which the address belongs; null where no service tag tells. */
  readonly region: string | null;
  readonly disposition: string;
  /** Disposition of each way, and of its replies where they do not come back. */
  readonly ending: string;
  readonly works: boolean;
  /** Names of the nodes there. */
  readonly way: readonly string[];
  readonly sourceSeen: string | null;
  readonly story: string;
  readonly isAssumed: boolean;
}

/** Shows how flows end: one row per sender, one column per destination; or one row per flow. */
export async function showMatrix(
  session: Session<ReachOptions>,
  [from = "", ...to]: readonly string[],
): Promise<number> {
  if (to.length === 0) {
    throw new UsageError(
      "no destination was given",
      "Write FROM and then each TO[:PORT][/PROTOCOL].",
    );
  }
  const senders = from.split(",").filter((name) => name !== "");
  const endpoints = to.map((text) => ({ text, endpoint: readEndpoint(text) }));
  return withEstate(session, async ({ model }) => {
    const walker = new Walker(new Router(model));
    const cells = senders.flatMap((sender) =>
      endpoints.map(({ text, endpoint }) => cellOf(walker, { from: sender, text, endpoint })),
    );
    const { options } = session;
    const table = options.list === true ? listTable(cells) : matrixTable(cells, to);
    await printAnswer(session.io, options, answerOf(cells, table));
    const hasAssumptions = cells.some(({ isAssumed }) => isAssumed);
    return exitCodeOf({ hasFindings: false, hasAssumptions }, session.options);
  });
}

interface Pair {
  readonly from: string;
  /** As the user wrote it. */
  readonly text: string;
  readonly endpoint: Endpoint;
}

function cellOf(walker: Walker, { from, text, endpoint }: Pair): Cell {
  const { trace } = traceFlow(walker, { from, to: endpoint });
  const report = traceReport(trace);
  const { disposition, works, sourceSeen, hops } = report;
  return {
    from,
    to: text,
    address: formatIp(trace.flow.destination),
    region: regionOf(walker, trace.flow.destination) ?? null,
    disposition,
    ending: endingOf(trace),
    works,
    way: hops.map(({ name }) => name),
    sourceSeen,
    story: storyLine(report),
    isAssumed: trace.assumptions.length > 0,
  };
}

function regionOf({ world }: Walker, address: Ip): string | undefined {
  const tags = world.model.serviceTags?.tagsOf?.(address) ?? [];
  return tags.find(({ tag }) => tag.region !== undefined)?.tag.region;
}

function answerOf(cells: readonly Cell[], table: Table): Answer {
  return {
    json: () => ({ value: cells.map(({ isAssumed: _, ...cell }) => cell) }),
    table: () => table,
  };
}

function matrixTable(cells: readonly Cell[], to: readonly string[]): Table {
  return {
    columns: ["From", ...to],
    rows: [...new Set(cells.map(({ from }) => from))].map((from) => [
      from,
      ...cells.filter((cell) => cell.from === from).map(({ ending }) => ending),
    ]),
  };
}

function listTable(cells: readonly Cell[]): Table {
  return {
    columns: ["From", "To", "Address", "Region", "Ending", "Source Seen", "Way"],
    rows: cells.map(({ from, to, address, region, ending, sourceSeen, way }) => [
      from,
      to,
      address ?? "",
      region ?? "",
      ending,
      sourceSeen ?? "",
      way.join(" > "),
    ]),
  };
}
