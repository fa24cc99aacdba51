import type { AssociateRouteTable } from "../change.ts";
import type { Action } from "./action.ts";
import { refer } from "./associate.ts";

/** Gives a subnet a route table. */
export const associateRouteTable: Action<AssociateRouteTable> = {
  needs: ({ subnet, table }) => [
    { id: subnet, kinds: ["subnet"] },
    { id: table, kinds: ["routeTable"] },
  ],
  apply: (estate, { subnet, table }) => {
    refer(estate, subnet, "routeTable", table);
    return undefined;
  },
};
