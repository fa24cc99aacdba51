import type { SetIpForwarding } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Lets a network interface forward packets, or not. */
export const setIpForwarding: Action<SetIpForwarding> = {
  needs: ({ nic }) => [{ id: nic, kinds: ["nic"] }],
  apply: (estate, { nic, isOn }) => {
    editResource(estate, nic, (resource) => withProperty(resource, "enableIPForwarding", isOn));
    return undefined;
  },
};
