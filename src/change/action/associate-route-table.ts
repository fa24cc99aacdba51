import { refer } from "../azure-cli/command.ts";
import type { AssociateRouteTable } from "../change.ts";
import { shortName } from "../id.ts";
import { quoteName, variable } from "../powershell/script.ts";
import { writtenId } from "../telling.ts";
import type { Action } from "./action.ts";
import { setReference } from "./associate.ts";
import { associationBlocks } from "./association-block.ts";
import { groupOf } from "./route-texts.ts";
import { networkOf, setSubnetProperty, subnetWords, updateSubnet } from "./subnet-texts.ts";

/** Gives a subnet a route table. */
export const associateRouteTable: Action<AssociateRouteTable> = {
  stage: () => "use",
  needs: ({ subnet, table }) => [
    { id: subnet, kinds: ["subnet"] },
    { id: table, kinds: ["routeTable"] },
  ],
  apply: (estate, { subnet, table }) => {
    setReference(estate, subnet, "routeTable", table);
    return undefined;
  },
  describe: ({ subnet, table }) =>
    `Give the ${subnetWords(subnet)} the route table ${shortName(table)}.`,
  commands: ({ subnet, table }, telling) => {
    const target = refer(writtenId(telling, subnet), writtenId(telling, table));
    return [updateSubnet(telling, subnet, ["--route-table", target])];
  },
  deploys: ({ subnet }) => [subnet],
  terraform: ({ subnet, table }, telling) =>
    associationBlocks(telling, { subnet, property: "routeTable", target: table }),
  powershell: ({ subnet, table }, telling) => {
    const [id, home] = [writtenId(telling, table), writtenId(telling, subnet)];
    const name = quoteName(id.name);
    const get = `Get-AzRouteTable -ResourceGroupName ${groupOf(id)} -Name ${name}`;
    const network = quoteName(networkOf(home).name);
    return {
      today: [
        `${variable("table", id.name)} = ${get}`,
        ...setSubnetProperty(telling, subnet, `RouteTable = ${variable("table", id.name)}`),
      ],
      classic: [
        `Set-AzureSubnetRouteTable -VirtualNetworkName ${network} -SubnetName ${quoteName(home.name)} -RouteTableName ${name}`,
      ],
    };
  },
};
