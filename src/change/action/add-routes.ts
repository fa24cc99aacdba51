import type { AddRoutes } from "../change.ts";
import { keyOf } from "../estate/body.ts";
import type { Action } from "./action.ts";
import { addRoutesTo } from "./routes.ts";

/** Adds routes to a route table. */
export const addRoutes: Action<AddRoutes> = {
  needs: ({ table }) => [{ id: table, kinds: ["routeTable"] }],
  apply: (estate, { table, routes }) =>
    addRoutesTo(estate, estate.get(keyOf(table))?.id.text ?? table, routes),
};
