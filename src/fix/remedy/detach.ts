import { subnetName } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** A subnet goes without a route table (UDR-11). */
export const detachRouteTable: Remedy<"detachRouteTable"> = ({ subnet }, { model }) => {
  const found = model.subnets.get(subnet);
  if (found === undefined) return refused("the subnet is not in the snapshot");
  const name = subnetName(found, model.networks.get(found.network));
  return planned(`Take the route table off ${name}.`, [
    { kind: "dissociateRouteTable", subnet: found.id },
  ]);
};

/** A subnet goes without a network security group (ERR-50, ERR-52). */
export const detachSecurityGroup: Remedy<"detachSecurityGroup"> = ({ subnet }, { model }) => {
  const found = model.subnets.get(subnet);
  if (found === undefined) return refused("the subnet is not in the snapshot");
  const name = subnetName(found, model.networks.get(found.network));
  return planned(`Take the network security group off ${name}.`, [
    { kind: "dissociateSecurityGroup", subnet: found.id },
  ]);
};
