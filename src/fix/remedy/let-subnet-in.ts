import { planned, type Remedy, refused } from "../plan.ts";

/** A service lets subnets in by their identity (SE-7). */
export const letSubnetIn: Remedy<"letSubnetIn"> = ({ service, subnets }, { model }) => {
  const found = model.cloudServices.get(service);
  if (found === undefined) return refused("the service is not in the snapshot");
  const guests = subnets.flatMap((key) => model.subnets.get(key) ?? []);
  if (guests.length === 0) return refused("the subnet is not in the snapshot");
  return planned(
    guests.map(({ id }) => ({ kind: "addSubnetRule", service: found.id, subnet: id }) as const),
  );
};
