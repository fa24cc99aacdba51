import type { SetPeeringFlags } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { flagProperties } from "./peering-words.ts";

/** Changes flags of a peering. */
export const setPeeringFlags: Action<SetPeeringFlags> = {
  needs: ({ peering }) => [{ id: peering, kinds: ["peering"] }],
  apply: (estate, { peering, flags }) => {
    const properties = Object.entries(flagProperties(flags));
    editResource(estate, peering, (resource) =>
      properties.reduce((at, [name, value]) => withProperty(at, name, value), resource),
    );
    return undefined;
  },
};
