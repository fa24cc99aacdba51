import { parseArmId } from "../../arm/index.ts";
import type { RemovePeering } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource, removeChild } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { findBack, remoteOf } from "./peering-pair.ts";

/** Takes one direction of a peering away, which disconnects the other one (PEER-3). */
export const removePeering: Action<RemovePeering> = {
  needs: ({ peering }) => [{ id: parseArmId(peering)?.parent ?? "", kinds: ["virtualNetwork"] }],
  apply: (estate, { peering }) => {
    const remote = remoteOf(estate, peering);
    if (remote === undefined) return undefined;
    const back = findBack(estate, parseArmId(peering)?.parent ?? "", remote);
    removeChild(estate, peering);
    if (back !== undefined) {
      editResource(estate, back.id.text, (one) =>
        withProperty(one, "peeringState", "Disconnected"),
      );
    }
    return undefined;
  },
};
