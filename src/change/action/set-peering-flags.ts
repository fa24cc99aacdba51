import type { SetPeeringFlags } from "../change.ts";
import { withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { flagAttributes, flagWords, peeringCommand, peeringWords } from "./peering-texts.ts";
import { flagProperties } from "./peering-words.ts";
import { joinWords } from "./words.ts";

/** Changes flags of a peering. */
export const setPeeringFlags: Action<SetPeeringFlags> = {
  // A gateway is used only while the other side offers it.
  stage: ({ flags }) => {
    if (flags.usesRemoteGateway === undefined) return "edit";
    return flags.usesRemoteGateway ? "use" : "clear";
  },
  needs: ({ peering }) => [{ id: peering, kinds: ["peering"] }],
  apply: (estate, { peering, flags }) => {
    const properties = Object.entries(flagProperties(flags));
    editResource(estate, peering, (resource) =>
      properties.reduce((at, [name, value]) => withProperty(at, name, value), resource),
    );
    return undefined;
  },
  describe: ({ peering, flags }) =>
    `Set ${joinWords(flagWords(flags))} on the ${peeringWords(peering)}.`,
  commands: ({ peering, flags }, telling) => {
    const values = Object.entries(flagProperties(flags)).map(([name, value]) => `${name}=${value}`);
    return [peeringCommand(telling, "update", peering, ["--set", ...values])];
  },
  deploys: ({ peering }) => [peering],
  terraform: ({ peering, flags }, { addresses }) => [
    { kind: "edit", at: addresses.of(peering), body: flagAttributes(flags) },
  ],
};
