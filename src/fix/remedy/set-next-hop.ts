import { planned, type Remedy, refused } from "../plan.ts";

/** A route sends packets elsewhere. */
export const setNextHop: Remedy<"setNextHop"> = ({ table, route, nextHop }, { model }) => {
  const found = model.routeTables.get(table);
  if (found === undefined) return refused("the route table is not in the snapshot");
  if (!found.routes.some(({ name }) => name === route)) {
    return refused(`${found.name} has no route ${route} any more`);
  }
  return planned([{ kind: "setRoute", table: found.id, name: route, nextHop }]);
};
