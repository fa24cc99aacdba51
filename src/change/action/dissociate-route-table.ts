import type { DissociateRouteTable } from "../change.ts";
import { quoteName } from "../powershell/script.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { setReference } from "./associate.ts";
import { dissociationBlocks } from "./association-block.ts";
import { networkOf, setSubnetProperty, subnetWords, updateSubnet } from "./subnet-texts.ts";

/** Takes the route table of a subnet away. */
export const dissociateRouteTable: Action<DissociateRouteTable> = {
  stage: () => "edit",
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet }) => {
    setReference(estate, subnet, "routeTable", undefined);
    return undefined;
  },
  describe: ({ subnet }) => `Take the route table of the ${subnetWords(subnet)} away.`,
  commands: ({ subnet }, telling) => [updateSubnet(telling, subnet, ["--route-table", "null"])],
  deploys: ({ subnet }) => [subnet],
  terraform: ({ subnet }, telling) =>
    dissociationBlocks(telling, { subnet, property: "routeTable" }),
  powershell: ({ subnet }, telling) => {
    const id = writtenId(telling, subnet);
    const network = quoteName(networkOf(id).name);
    return {
      today: setSubnetProperty(telling, subnet, "RouteTable = $null"),
      classic: [
        `Remove-AzureSubnetRouteTable -VirtualNetworkName ${network} -SubnetName ${quoteName(id.name)}`,
      ],
    };
  },
};
