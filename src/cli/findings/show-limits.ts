import { type Margin, marginsOf } from "../../check/index.ts";
import { resourceName } from "../../finding/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { type Answer, printAnswer } from "../answer/print-answer.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCode } from "../exit-code.ts";
import type { CheckOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** Lists everything that Azure limits with what is left of it, the nearest to its limit first. */
export async function showLimits(session: Session<CheckOptions>): Promise<number> {
  const { io, options } = session;
  const { output } = options;
  const format: string = output ?? "table";
  if (["sarif", "junit"].includes(format)) {
    throw new UsageError(`-o ${format} is for findings`, "Leave out --limits, or choose json.");
  }
  return withEstate(session, async ({ model, diagnostics }) => {
    const router = new Router(model);
    const margins = marginsOf({ model, router, walker: new Walker(router), diagnostics });
    const shown = { ...(output === undefined ? {} : { output }), ...queryOf(options) };
    await printAnswer(io, shown, answerOf(margins));
    return exitCode.answered;
  });
}

function queryOf({ query }: CheckOptions): { readonly query?: string } {
  return query === undefined ? {} : { query };
}

function answerOf(margins: readonly Margin[]): Answer {
  const rows = margins.map(({ kind, place, count, limit, left, family }) => ({
    limit: family === 6 ? `${kind}, IPv6` : kind,
    resource: { id: place.resource },
    count,
    most: limit,
    left,
  }));
  return {
    json: () => ({ limits: rows }),
    table: () => ({
      columns: ["Resource", "Limit", "Count", "Most", "Left"],
      rows: rows.map((row) => [
        resourceName(row.resource.id),
        row.limit,
        String(row.count),
        String(row.most),
        String(row.left),
      ]),
    }),
  };
}
