import type { DissociateSecurityGroup } from "../change.ts";
import type { Action } from "./action.ts";
import { refer } from "./associate.ts";

/** Takes the network security group of a subnet away. */
export const dissociateSecurityGroup: Action<DissociateSecurityGroup> = {
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet }) => {
    refer(estate, subnet, "networkSecurityGroup", undefined);
    return undefined;
  },
};
