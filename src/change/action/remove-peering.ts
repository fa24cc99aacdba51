import type { RemovePeering } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource, findResource, removeChild } from "../estate/family.ts";
import { parentOf } from "../id.ts";
import { nameOfAddress } from "../terraform/format-block.ts";
import type { Action } from "./action.ts";
import { findBack, remoteOf } from "./peering-pair.ts";
import { peeringCommand, peeringWords } from "./peering-texts.ts";

/** Takes one direction of a peering away, which disconnects the other one (PEER-3). */
export const removePeering: Action<RemovePeering> = {
  stage: () => "clear",
  needs: ({ peering }) => [{ id: parentOf(peering), kinds: ["virtualNetwork"] }],
  apply: (estate, { peering }) => {
    const remote = remoteOf(estate, peering);
    if (remote === undefined) return undefined;
    const back = findBack(estate, parentOf(peering), remote);
    removeChild(estate, peering);
    // Another one may lead there all the same, where two do that Azure would not take together.
    const other = findBack(estate, remote, parentOf(peering));
    if (back !== undefined && other === undefined) {
      editResource(estate, back.id.text, (one) =>
        withProperty(one, "peeringState", "Disconnected"),
      );
    }
    return undefined;
  },
  describe: ({ peering }) => `Delete the ${peeringWords(peering)}.`,
  commands: ({ peering }, telling) =>
    findResource(telling.before, peering) === undefined
      ? []
      : [peeringCommand(telling, "delete", peering)],
  // A template takes nothing away.
  deploys: () => [],
  terraform: ({ peering }, { addresses }) => [
    { kind: "delete", what: nameOfAddress(addresses.of(peering)) },
  ],
};
