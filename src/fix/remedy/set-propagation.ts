import { planned, type Remedy, refused } from "../plan.ts";
import { specifyRoutes } from "../route-spec.ts";

/** A table lets gateway routes in, or keeps them out (GW-14). */
export const setPropagation: Remedy<"setPropagation"> = (
  { table, isOn, routes },
  { model, routes: form },
) => {
  const found = model.routeTables.get(table);
  if (found === undefined) return refused("the route table is not in the snapshot");
  const switched = { kind: "setPropagation", table: found.id, propagates: isOn } as const;
  if (routes === undefined) return planned([switched]);
  const specified = specifyRoutes(model, found, { ...routes, form });
  if (specified.kind === "refused") return refused(specified.reason);
  // The routes come first: no packet should meet the learned ones without them.
  const added = { kind: "addRoutes", table: found.id, routes: specified.routes } as const;
  return planned([...(specified.routes.length === 0 ? [] : [added]), switched], specified.notes);
};
