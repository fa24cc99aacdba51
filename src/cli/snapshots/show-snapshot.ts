import { normalForm } from "../../arm/index.ts";
import type { Coverage, TypeCoverage } from "../../compile/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import type { Table } from "../answer/table.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCode } from "../exit-code.ts";
import type { SnapshotCommandOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { coverageDocument, coverageTable } from "./coverage-answer.ts";

/** Prints the merged snapshot, or what it lacks. */
export async function showSnapshot(session: Session<SnapshotCommandOptions>): Promise<number> {
  const { io, options } = session;
  return withEstate(session, async ({ snapshot, coverage }) => {
    const answer =
      options.coverage === true
        ? { json: () => coverageDocument(coverage), table: () => coverageTable(coverage) }
        : { json: () => normalForm(snapshot.resources.values()), table: () => typeTable(coverage) };
    await printAnswer(io, options, answer);
    return exitCode.answered;
  });
}

function typeTable({ types }: Coverage): Table {
  return {
    columns: ["Type", "Count", "Use"],
    rows: types.map((one) => [one.type, String(one.count), useOf(one)]),
  };
}

function useOf({ isModelled, isFact }: TypeCoverage): string {
  if (!isModelled) return "kept, not modelled";
  return isFact ? "fact" : "modelled";
}
