import { refer } from "../azure-cli/command.ts";
import type { AssociateNatGateway } from "../change.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { setReference } from "./associate.ts";
import { associationBlocks } from "./association-block.ts";
import { subnetWords, updateSubnet } from "./subnet-texts.ts";

/** Gives a subnet a NAT gateway. */
export const associateNatGateway: Action<AssociateNatGateway> = {
  stage: () => "use",
  needs: ({ subnet, gateway }) => [
    { id: subnet, kinds: ["subnet"] },
    { id: gateway, kinds: ["natGateway"] },
  ],
  apply: (estate, { subnet, gateway }) => {
    setReference(estate, subnet, "natGateway", gateway);
    return undefined;
  },
  describe: ({ subnet, gateway }) =>
    `Give the ${subnetWords(subnet)} the NAT gateway ${shortName(gateway)}.`,
  commands: ({ subnet, gateway }, telling) => {
    const target = refer(writtenId(telling, subnet), writtenId(telling, gateway));
    return [updateSubnet(telling, subnet, ["--nat-gateway", target])];
  },
  deploys: ({ subnet }) => [subnet],
  terraform: ({ subnet, gateway }, telling) =>
    associationBlocks(telling, { subnet, property: "natGateway", target: gateway }),
};
