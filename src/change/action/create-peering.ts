import { type Resource, typeKeys } from "../../arm/index.ts";
import { type Option, refer } from "../azure-cli/command.ts";
import type { CreatePeering } from "../change.ts";
import { idAt, isSameId, keyOf, textAt, withProperty } from "../estate/body.ts";
import { addChild, childrenOf, editResource, findResource, newResource } from "../estate/family.ts";
import { parentOf, shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { findBack } from "./peering-pair.ts";
import { flagAttributes, flagsOn, peeringCommand, peeringWords } from "./peering-texts.ts";
import { flagProperties, newFlags } from "./peering-words.ts";
import { networkOf } from "./subnet-texts.ts";
import { joinWords } from "./words.ts";

/** Makes one direction of a peering. */
export const createPeering: Action<CreatePeering> = {
  // Azure asks for a gateway that the other side offers already.
  stage: ({ flags }) => (flags.usesRemoteGateway === true ? "use" : "create"),
  needs: ({ peering }) => [{ id: parentOf(peering), kinds: ["virtualNetwork"] }],
  apply: (estate, { peering, remote, flags }) => {
    const network = parentOf(peering);
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
        ...flagProperties(newFlags(flags)),
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
  describe: ({ peering, remote, flags }) => {
    const on = flagsOn(newFlags(flags)).map(({ arm }) => arm);
    const what = on.length === 0 ? "without any permission" : `with ${joinWords(on)}`;
    return `Create the ${peeringWords(peering)} to the network ${shortName(remote)} ${what}.`;
  },
  commands: ({ peering, remote, flags }, telling) => {
    const target = refer(writtenId(telling, peering), writtenId(telling, remote));
    const on = flagsOn(newFlags(flags)).map(({ option }): Option => [option]);
    return [peeringCommand(telling, "create", peering, ["--remote-vnet", target], ...on)];
  },
  deploys: ({ peering }) => [peering],
  terraform: ({ peering, remote, flags }, telling) => {
    const { addresses } = telling;
    const id = writtenId(telling, peering);
    const network = networkOf(id);
    const target = writtenId(telling, remote).text;
    addresses.declare(id.text);
    const { type, label } = addresses.of(id.text);
    const body = [
      { name: "name", value: id.name },
      { name: "resource_group_name", value: id.resourceGroup ?? "" },
      { name: "virtual_network_name", value: addresses.refer(network.text, "name", network.name) },
      { name: "remote_virtual_network_id", value: addresses.refer(target, "id", target) },
      ...flagAttributes(newFlags(flags)),
    ];
    return [{ kind: "new", type, label, body }];
  },
};

function stateOf({ body }: Resource): string | undefined {
  return textAt(body, "peeringState")?.toLowerCase();
}
