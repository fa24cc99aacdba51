import { endingOf } from "../../reach/index.ts";
import { storyLine, traceReport } from "../../report/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { readEndpoint } from "../walks/read-endpoint.ts";
import { traceFlow } from "../walks/trace-flow.ts";

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly disposition: string;
  /** Disposition of each way, and of its replies where they do not come back. */
  readonly ending: string;
  readonly works: boolean;
  readonly story: string;
  readonly isAssumed: boolean;
}

/** Shows how flows end: one row per sender, one column per destination. */
export async function showMatrix(
  session: Session<SnapshotOptions>,
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
      endpoints.map(({ text, endpoint }) => cellOf(walker, sender, { text, endpoint })),
    );
    await printAnswer(session.io, session.options, matrixAnswer(cells, to));
    const hasAssumptions = cells.some(({ isAssumed }) => isAssumed);
    return exitCodeOf({ hasFindings: false, hasAssumptions }, session.options);
  });
}

function cellOf(
  walker: Walker,
  from: string,
  { text, endpoint }: { readonly text: string; readonly endpoint: ReturnType<typeof readEndpoint> },
): Cell {
  const { trace } = traceFlow(walker, { from, to: endpoint });
  return {
    from,
    to: text,
    disposition: trace.disposition,
    ending: endingOf(trace),
    works: trace.works,
    story: storyLine(traceReport(trace)),
    isAssumed: trace.assumptions.length > 0,
  };
}

function matrixAnswer(cells: readonly Cell[], to: readonly string[]): Answer {
  return {
    json: () => ({ value: cells.map(({ isAssumed: _, ...cell }) => cell) }),
    table: () => ({
      columns: ["From", ...to],
      rows: [...new Set(cells.map(({ from }) => from))].map((from) => [
        from,
        ...cells.filter((cell) => cell.from === from).map(({ ending }) => ending),
      ]),
    }),
  };
}
