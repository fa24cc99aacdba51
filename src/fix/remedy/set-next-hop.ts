import { formatIp } from "../../net/index.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** A route sends packets elsewhere. */
export const setNextHop: Remedy<"setNextHop"> = ({ table, route, nextHop }, { model }) => {
  const found = model.routeTables.get(table);
  if (found === undefined) return refused("the route table is not in the snapshot");
  if (!found.routes.some(({ name }) => name === route)) {
    return refused(`${found.name} has no route ${route} any more`);
  }
  const to =
    nextHop.kind === "appliance" ? nextHop.addresses.map(formatIp).join(", ") : nextHop.kind;
  return planned(`Point route ${route} of ${found.name} at ${to}.`, [
    { kind: "setRoute", table: found.id, name: route, nextHop },
  ]);
};
