import type { SetDefaultOutbound } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Lets machines without an explicit egress reach the Internet, or not. */
export const setDefaultOutbound: Action<SetDefaultOutbound> = {
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet, isOn }) => {
    editResource(estate, subnet, (resource) =>
      withProperty(resource, "defaultOutboundAccess", isOn),
    );
    return undefined;
  },
};
