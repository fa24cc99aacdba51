import { parseArmId, type Resource, typeKeys } from "../../arm/index.ts";
import type { CreatePeering } from "../change.ts";
import { idAt, isSameId, keyOf, textAt, withProperty } from "../estate/body.ts";
import { addChild, childrenOf, editResource, findResource, newResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { findBack } from "./peering-pair.ts";
import { flagProperties, newFlags } from "./peering-words.ts";

/** Makes one direction of a peering. */
export const createPeering: Action<CreatePeering> = {
  needs: ({ peering }) => [{ id: parseArmId(peering)?.parent ?? "", kinds: ["virtualNetwork"] }],
  apply: (estate, { peering, remote, flags }) => {
    const network = parseArmId(peering)?.parent ?? "";
    if (findResource(estate, peering) !== undefined) {
      const isSame = isSameId(
        idAt(findResource(estate, peering)?.body, "remoteVirtualNetwork"),
        remote,
      );
      return isSame ? undefined : { kind: "taken", id: peering };
    }
    // ERR-7: two networks have at most one peering in each direction.
    const twin = childrenOf(estate, network, "peering").find(({ body }) =>
      isSameId(idAt(body, "remoteVirtualNetwork"), remote),
    );
    if (twin !== undefined) return { kind: "taken", id: twin.id.text };
    const back = findBack(estate, network, remote);
    const isCut = back !== undefined && stateOf(back) === "disconnected";
    const resource = newResource(peering, {
      properties: {
        ...flagProperties({ ...newFlags, ...flags }),
        remoteVirtualNetwork: { id: estate.get(keyOf(remote))?.id.text ?? remote },
        // PEER-3: a side that is disconnected does not come back by itself.
        ...(isCut ? { peeringState: "Initiated" } : {}),
      },
    });
    if (resource?.typeKey !== typeKeys.peering) {
      return { kind: "unsuitable", id: peering, reason: "is not the id of a peering" };
    }
    addChild(estate, resource);
    if (back !== undefined && stateOf(back) === "initiated") {
      editResource(estate, back.id.text, (one) => withProperty(one, "peeringState", "Connected"));
    }
    return undefined;
  },
};

function stateOf({ body }: Resource): string | undefined {
  return textAt(body, "peeringState")?.toLowerCase();
}
