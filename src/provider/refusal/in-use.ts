import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** ERR-53. */
export function securityGroupInUse(group: string, users: readonly string[]): Refusal {
  const message =
    `Network security group ${group} cannot be deleted because it is in use by the following ` +
    `resources: ${users.join(", ")}. In order to delete the Network security group, remove the ` +
    "association with the resource(s). To learn how to do this, see aka.ms/deletensg.";
  return refuseByProvider(400, "InUseNetworkSecurityGroupCannotBeDeleted", message);
}

/** ERR-54. */
export function interfaceInUse(nic: string, machine: string): Refusal {
  const message =
    `Network Interface ${nic} is used by existing resource ${machine}. In order to delete the ` +
    "network interface, it must be dissociated from the resource. To learn more, see " +
    "aka.ms/deletenic.";
  return refuseByProvider(400, "NicInUse", message);
}

/** ERR-54. Azure writes two blanks before the last sentence. */
export function publicAddressAllocated(address: string, holder: string): Refusal {
  const message =
    `Public IP address ${address} can not be deleted since it is still allocated to resource ` +
    `${holder}. In order to delete the public IP, disassociate/detach the Public IP address from the ` +
    "resource.  To learn how to do this, see aka.ms/deletepublicip.";
  return refuseByProvider(400, "PublicIPAddressCannotBeDeleted", message);
}

/** ERR-54, with the code and words of 2025; older answers said InUseNatGatewayCannotBeDeleted. */
export function natGatewayInUse(gateway: string, count: number): Refusal {
  const message =
    `NAT Gateway ${gateway} is still configured on ${count} subnets. Remove NAT Gateway from all ` +
    "referenced subnets and then delete NAT Gateway.";
  return refuseByProvider(400, "CannotDeleteNatGatewayAssociatedToSubnet", message);
}

/** ARM-RECORDED.md 6. */
export function ddosPlanInUse(plan: string, networks: readonly string[]): Refusal {
  const message =
    `DDoS Protection Plan ${plan} cannot be deleted because it is in use with virtual networks ` +
    `${networks.join(", ")}.`;
  return refuseByProvider(400, "InUseDdosProtectionPlanCannotBeDeleted", message);
}

/** The text is ours. */
export function publicPrefixInUse(prefix: string, users: readonly string[]): Refusal {
  const message = `Public IP prefix ${prefix} cannot be deleted because it is in use by ${users.join(", ")}.`;
  return refuseUnverified(400, "PublicIPPrefixInUse", message);
}

/** Code and text are ours. */
export function inUse(resource: string, users: readonly string[]): Refusal {
  const message = `${resource} cannot be deleted because it is in use by ${users.join(", ")}.`;
  return refuseUnverified(400, "ResourceInUse", message);
}
