import { planned, type Remedy, refused } from "../plan.ts";

/** A subnet goes without a route table (UDR-11). */
export const detachRouteTable: Remedy<"detachRouteTable"> = ({ subnet }, { model }) => {
  const found = model.subnets.get(subnet);
  if (found === undefined) return refused("the subnet is not in the snapshot");
  return planned([{ kind: "dissociateRouteTable", subnet: found.id }]);
};

/** A subnet goes without a network security group (ERR-50, ERR-52). */
export const detachSecurityGroup: Remedy<"detachSecurityGroup"> = ({ subnet }, { model }) => {
  const found = model.subnets.get(subnet);
  if (found === undefined) return refused("the subnet is not in the snapshot");
  return planned([{ kind: "dissociateSecurityGroup", subnet: found.id }]);
};
