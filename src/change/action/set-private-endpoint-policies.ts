import type { SetPrivateEndpointPolicies } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Decides whether routes and security groups act on the private endpoints of a subnet. */
export const setPrivateEndpointPolicies: Action<SetPrivateEndpointPolicies> = {
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet, value }) => {
    editResource(estate, subnet, (resource) =>
      withProperty(resource, "privateEndpointNetworkPolicies", value),
    );
    return undefined;
  },
};
