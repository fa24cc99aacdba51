import { type EstateView, groupKeyOf, type Row } from "../../provider/index.ts";

/** Where a resource is: its own location, that of its root, or that of its group. */
export function locationOf(estate: EstateView, row: Row): string {
  const group = groupKeyOf(row.id);
  const holders = [
    row,
    estate.find(row.root),
    group === undefined ? undefined : estate.find(group),
  ];
  for (const holder of holders) {
    const location = holder?.body["location"];
    if (typeof location === "string") return location;
  }
  return "global";
}
