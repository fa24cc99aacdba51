import type { Row } from "../estate/row.ts";
import type { Check } from "../kind/kind.ts";
import type { Refusal } from "../refusal/refusal.ts";
import {
  routeServerSubnetAttachment,
  securityGroupOnGatewaySubnet,
  tableOnBastionSubnet,
} from "../refusal/reserved-subnet.ts";
import { idOf, propertyOf } from "./properties.ts";

/** What the platform's own subnets do not take: ERR-48, ERR-50, ERR-52. */
export const checkReservedSubnet: Check = ({ row }) => {
  switch (row.id.name.toLowerCase()) {
    case "azurebastionsubnet":
      return checkBastion(row);
    case "gatewaysubnet":
      return checkGatewaySubnet(row);
    case "routeserversubnet":
      return checkRouteServer(row);
    default:
      return undefined;
  }
};

function checkBastion(row: Row): Refusal | undefined {
  const table = idOf(propertyOf(row, "routeTable"));
  return table === undefined ? undefined : tableOnBastionSubnet(table, row.id.text);
}

function checkGatewaySubnet(row: Row): Refusal | undefined {
  const group = idOf(propertyOf(row, "networkSecurityGroup"));
  return group === undefined ? undefined : securityGroupOnGatewaySubnet(group);
}

function checkRouteServer(row: Row): Refusal | undefined {
  for (const name of ["routeTable", "networkSecurityGroup"] as const) {
    const id = idOf(propertyOf(row, name));
    if (id !== undefined) return routeServerSubnetAttachment(id, row.id.text);
  }
  return undefined;
}
