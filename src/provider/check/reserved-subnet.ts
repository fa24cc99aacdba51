import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check } from "../kind/kind.ts";
import type { Refusal } from "../refusal/refusal.ts";
import {
  routeServerSubnetAttachment,
  securityGroupOnGatewaySubnet,
  securityGroupWithoutBastionRules,
  tableOnBastionSubnet,
} from "../refusal/reserved-subnet.ts";
import { hasBastionRules } from "./bastion-rules.ts";
import { idOf, keyOf, propertyOf } from "./properties.ts";

/** What the platform's own subnets do not take: ERR-48, ERR-49, ERR-50, ERR-52. */
export const checkReservedSubnet: Check = ({ draft, row }) => {
  switch (row.id.name.toLowerCase()) {
    case "azurebastionsubnet":
      return checkBastion(draft, row);
    case "gatewaysubnet":
      return checkGatewaySubnet(row);
    case "routeserversubnet":
      return checkRouteServer(row);
    default:
      return undefined;
  }
};

function checkBastion(estate: EstateView, row: Row): Refusal | undefined {
  const table = idOf(propertyOf(row, "routeTable"));
  if (table !== undefined) {
    return tableOnBastionSubnet(table.split("/").at(-1) ?? table, row.id.name);
  }
  const key = keyOf(propertyOf(row, "networkSecurityGroup"));
  const group = key === undefined ? undefined : estate.find(key);
  return group === undefined || hasBastionRules(estate, group)
    ? undefined
    : securityGroupWithoutBastionRules(group.id.name, row.id.name);
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
