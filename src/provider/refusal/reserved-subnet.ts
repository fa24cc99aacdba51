import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** ERR-48. */
export function tableOnBastionSubnet(table: string, subnet: string): Refusal {
  return refuseByProvider(
    400,
    "RouteTableCannotBeAttachedForAzureBastionSubnet",
    `Route Table ${table} cannot be attached to Azure Bastion Subnet ${subnet}.`,
  );
}

/** ERR-49. */
export function securityGroupWithoutBastionRules(group: string, subnet: string): Refusal {
  return refuseByProvider(
    400,
    "NetworkSecurityGroupNotCompliantForAzureBastionSubnet",
    `Network security group ${group} does not have necessary rules for Azure Bastion Subnet ${subnet}.`,
  );
}

/** ERR-50. */
export function securityGroupOnGatewaySubnet(group: string): Refusal {
  return refuseByProvider(
    400,
    "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
    `The operation failed because the network security group ${group} can not be associated to the ` +
      "GatewaySubnet. Please remove the network security group associated to the GatewaySubnet. No " +
      "changes have occurred on the gateway at this time. See here for additional details: " +
      "https://aka.ms/GatewaySubnet.",
  );
}

/** ERR-52. */
export function routeServerSubnetAttachment(attached: string, subnet: string): Refusal {
  return refuseUnverified(
    400,
    "RouteServerSubnetTakesNoAttachment",
    `${attached} cannot be attached to ${subnet}: RouteServerSubnet takes no route table and no ` +
      "network security group.",
  );
}
