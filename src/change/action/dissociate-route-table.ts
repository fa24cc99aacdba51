import type { DissociateRouteTable } from "../change.ts";
import type { Action } from "./action.ts";
import { refer } from "./associate.ts";

/** Takes the route table of a subnet away. */
export const dissociateRouteTable: Action<DissociateRouteTable> = {
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet }) => {
    refer(estate, subnet, "routeTable", undefined);
    return undefined;
  },
};
