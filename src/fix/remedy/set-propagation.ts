import { planned, type Remedy, refused } from "../plan.ts";

/** A table lets gateway routes in, or keeps them out (GW-14). */
export const setPropagation: Remedy<"setPropagation"> = ({ table, isOn }, { model }) => {
  const found = model.routeTables.get(table);
  if (found === undefined) return refused("the route table is not in the snapshot");
  const summary = isOn
    ? `Propagate gateway routes into ${found.name}.`
    : `Keep gateway routes out of ${found.name}.`;
  return planned(summary, [{ kind: "setPropagation", table: found.id, propagates: isOn }]);
};
