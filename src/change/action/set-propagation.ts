import type { SetPropagation } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Lets the subnets of a route table receive gateway routes, or not. */
export const setPropagation: Action<SetPropagation> = {
  needs: ({ table }) => [{ id: table, kinds: ["routeTable"] }],
  apply: (estate, { table, propagates }) => {
    editResource(estate, table, (resource) =>
      withProperty(resource, "disableBgpRoutePropagation", !propagates),
    );
    return undefined;
  },
};
