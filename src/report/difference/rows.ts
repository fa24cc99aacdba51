import type { FlowEndReport } from "./flow.ts";
import { noHop } from "./hop.ts";
import type { DifferenceReport } from "./report.ts";
import { formatValue, shownPath } from "./value.ts";

/** A difference as rows, for spreadsheets and scripts. */
export interface DifferenceRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Gives one row for each value, each change of a next hop and each kind of flow. */
export function differenceRows({ resources, routes, flows }: DifferenceReport): DifferenceRows {
  return {
    columns: ["Kind", "Change", "What", "Before", "After"],
    rows: [
      ...resources.flatMap(({ change, name, values }) =>
        change === "changed"
          ? values.map((value) => [
              "resource",
              change,
              `${name} ${shownPath(value.path.split("/").slice(1))}`,
              value.before === null ? "" : formatValue(value.before),
              value.after === null ? "" : formatValue(value.after),
            ])
          : [["resource", change, name, "", ""]],
      ),
      ...routes.flatMap(({ tables, changes }) =>
        tables.flatMap((table) =>
          changes.map(({ prefixes, before, after }) => [
            "route",
            "changed",
            `${table.name} ${prefixes.join(" ")}`,
            before?.text ?? noHop,
            after?.text ?? noHop,
          ]),
        ),
      ),
      ...flows.flatMap((change) =>
        change.flows.map(({ text }) => [
          "flow",
          change.change,
          text,
          endText(change.before),
          endText(change.after),
        ]),
      ),
    ],
  };
}

function endText(end: FlowEndReport | null): string {
  if (end === null) return "nobody sends";
  const { there, back } = end;
  const isAlike = back === null || back.disposition === there.disposition;
  return isAlike ? there.disposition : `${there.disposition}, reply ${back.disposition}`;
}
