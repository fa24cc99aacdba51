import type { SetPrivateEndpointPolicies } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { editSubnetBlock, subnetWords, updateSubnet } from "./subnet-texts.ts";

/** Decides whether routes and security groups act on the private endpoints of a subnet. */
export const setPrivateEndpointPolicies: Action<SetPrivateEndpointPolicies> = {
  stage: () => "edit",
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet, value }) => {
    editResource(estate, subnet, (resource) =>
      withProperty(resource, "privateEndpointNetworkPolicies", value),
    );
    return undefined;
  },
  describe: ({ subnet, value }) =>
    `Set the private endpoint network policies of the ${subnetWords(subnet)} to ${value}.`,
  commands: ({ subnet, value }, telling) => [
    updateSubnet(telling, subnet, ["--private-endpoint-network-policies", value]),
  ],
  deploys: ({ subnet }) => [subnet],
  terraform: ({ subnet, value }, telling) => [
    editSubnetBlock(telling, subnet, [{ name: "private_endpoint_network_policies", value }]),
  ],
};
