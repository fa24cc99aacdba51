import type { AssociateNatGateway } from "../change.ts";
import type { Action } from "./action.ts";
import { refer } from "./associate.ts";

/** Gives a subnet a NAT gateway. */
export const associateNatGateway: Action<AssociateNatGateway> = {
  needs: ({ subnet, gateway }) => [
    { id: subnet, kinds: ["subnet"] },
    { id: gateway, kinds: ["natGateway"] },
  ],
  apply: (estate, { subnet, gateway }) => {
    refer(estate, subnet, "natGateway", gateway);
    return undefined;
  },
};
