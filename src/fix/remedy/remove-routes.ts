import { planned, type Remedy, refused } from "../plan.ts";

/** Routes of a table go. */
export const removeRoutes: Remedy<"removeRoutes"> = ({ table, routes }, { model }) => {
  const found = model.routeTables.get(table);
  if (found === undefined) return refused("the route table is not in the snapshot");
  const names = found.routes.map(({ name }) => name).filter((name) => routes.includes(name));
  if (names.length === 0) return refused(`${found.name} has no such route any more`);
  return planned([{ kind: "removeRoutes", table: found.id, names }]);
};
