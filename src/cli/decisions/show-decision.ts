import {
  type CandidateReport,
  explainDecision,
  formatDecision,
} from "../../report/routes/index.ts";
import { Router } from "../../route/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import type { Table } from "../answer/table.ts";
import { sayAssumptions } from "../assumptions.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { readDestination } from "./asked.ts";
import { senderOf } from "./view-of.ts";

/** Explains where packets to an address or prefix go, and why. */
export async function showDecision(
  session: Session<SnapshotOptions>,
  [target = "", destination = ""]: readonly string[],
): Promise<number> {
  const asked = readDestination(destination);
  return withEstate(session, async ({ model }) => {
    const router = new Router(model);
    const { name, view, table } = senderOf(router, target);
    const report = explainDecision(router, { view, name, asked });
    if (report === undefined) return exitCode.badInput;
    await printAnswer(session.io, session.options, {
      json: () => report,
      table: () => candidateTable(report.candidates),
      text: () => formatDecision(report),
    });
    const hasAssumptions = sayAssumptions(session.conversation, { model }, [table]);
    return exitCodeOf({ hasFindings: false, hasAssumptions }, session.options);
  });
}

function candidateTable(candidates: readonly CandidateReport[]): Table {
  return {
    columns: [
      "Verdict",
      "Source",
      "Address Prefix",
      "Next Hop Type",
      "Next Hop IP",
      "Why",
      "Rules",
      "From",
    ],
    rows: candidates.map((candidate) => [
      candidate.verdict,
      candidate.source,
      candidate.addressPrefix,
      candidate.nextHopType,
      candidate.nextHopIpAddress.join(" "),
      candidate.lostBecause ?? candidate.because,
      candidate.rules.join(" "),
      `${candidate.from.id} ${candidate.from.pointer}`.trim(),
    ]),
  };
}
