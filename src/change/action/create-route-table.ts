import { typeKeys } from "../../arm/index.ts";
import type { CreateRouteTable } from "../change.ts";
import { keyOf } from "../estate/body.ts";
import { newResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { addRoutesTo } from "./routes.ts";

/** Makes a route table. */
export const createRouteTable: Action<CreateRouteTable> = {
  needs: () => [],
  apply: (estate, { table, location, routes, propagates }) => {
    const existing = estate.get(keyOf(table));
    if (existing === undefined) {
      const resource = newResource(table, {
        location,
        properties: { disableBgpRoutePropagation: !propagates, routes: [] },
      });
      if (resource?.typeKey !== typeKeys.routeTable) {
        return { kind: "unsuitable", id: table, reason: "is not the id of a route table" };
      }
      estate.set(resource);
    }
    return addRoutesTo(estate, existing?.id.text ?? table, routes);
  },
};
