import type { TraceReport } from "../../report/flows/index.ts";
import type { Table } from "../answer/table.ts";

type Pass = Pick<TraceReport, "hops">;

/** The rows of `-o tsv` and its like: one per step. */
export function traceTable(report: TraceReport): Table {
  const ways = report.paths ?? [report];
  const isMany = ways.length > 1;
  return {
    columns: [
      ...(isMany ? ["Way"] : []),
      "Direction",
      "Hop",
      "Node",
      "Kind",
      "Address",
      "Step",
      "Text",
      "Rules",
      "From",
    ],
    rows: ways.flatMap((way, at) =>
      [...passRows("there", way), ...(way.reply === null ? [] : passRows("back", way.reply))].map(
        (row) => (isMany ? [String(at + 1), ...row] : row),
      ),
    ),
  };
}

function passRows(direction: string, { hops }: Pass): readonly (readonly string[])[] {
  return hops.flatMap(({ name, kind, address = "", steps }, at) =>
    steps.map((step) => [
      direction,
      String(at + 1),
      name,
      kind,
      address,
      step.kind,
      step.text,
      step.rules.join(" "),
      step.from.map(({ id, pointer }) => `${id} ${pointer}`.trim()).join(" "),
    ]),
  );
}
