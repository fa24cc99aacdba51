import { noHop } from "./difference-hop.ts";
import type { DifferenceReport } from "./difference-report.ts";
import { formatValue, shownPath } from "./difference-value.ts";

/** A difference as rows, for spreadsheets and scripts. */
export interface DifferenceRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Gives one row for each value, each change of a next hop and each kind of flow. */
export function differenceRows({ resources, routes }: DifferenceReport): DifferenceRows {
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
    ],
  };
}
