import type { DissociateSecurityGroup } from "../change.ts";
import type { Action } from "./action.ts";
import { setReference } from "./associate.ts";
import { dissociationBlocks } from "./association-block.ts";
import { subnetWords, updateSubnet } from "./subnet-texts.ts";

/** Takes the network security group of a subnet away. */
export const dissociateSecurityGroup: Action<DissociateSecurityGroup> = {
  stage: () => "edit",
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet }) => {
    setReference(estate, subnet, "networkSecurityGroup", undefined);
    return undefined;
  },
  describe: ({ subnet }) => `Take the network security group of the ${subnetWords(subnet)} away.`,
  commands: ({ subnet }, telling) => [
    updateSubnet(telling, subnet, ["--network-security-group", "null"]),
  ],
  deploys: ({ subnet }) => [subnet],
  terraform: ({ subnet }, telling) =>
    dissociationBlocks(telling, { subnet, property: "networkSecurityGroup" }),
};
