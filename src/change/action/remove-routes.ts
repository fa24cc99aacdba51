import type { RemoveRoutes } from "../change.ts";
import { removeChild } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Takes routes out of a route table. */
export const removeRoutes: Action<RemoveRoutes> = {
  needs: ({ table }) => [{ id: table, kinds: ["routeTable"] }],
  apply: (estate, { table, names }) => {
    for (const name of names) removeChild(estate, `${table}/routes/${name}`);
    return undefined;
  },
};
