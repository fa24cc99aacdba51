import { listed, subnetName } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** A service lets subnets in by their identity (SE-7). */
export const letSubnetIn: Remedy<"letSubnetIn"> = ({ service, subnets }, { model }) => {
  const found = model.cloudServices.get(service);
  if (found === undefined) return refused("the service is not in the snapshot");
  const missing = subnets.flatMap((key) => model.subnets.get(key) ?? []);
  if (missing.length === 0) return refused("the subnet is not in the snapshot");
  const names = missing.map((one) => subnetName(one, model.networks.get(one.network)));
  return planned(
    `Let ${listed(names)} into ${found.name}.`,
    missing.map(({ id }) => ({ kind: "addSubnetRule", service: found.id, subnet: id }) as const),
  );
};
