import type { Change } from "../../change/index.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** Service endpoints that subnets lack (SE-1). */
export const addServiceEndpoint: Remedy<"addServiceEndpoint"> = (
  { subnets, services },
  { model },
) => {
  const changes: Change[] = [];
  for (const key of subnets) {
    const subnet = model.subnets.get(key);
    if (subnet === undefined) continue;
    const there = subnet.serviceEndpoints.map(({ service }) => service);
    const missing = services.filter((one) => !has(there, one));
    if (missing.length === 0) continue;
    const all = [...there, ...missing];
    changes.push({ kind: "setServiceEndpoints", subnet: subnet.id, services: all });
  }
  if (changes.length === 0) return refused("these subnets have the service endpoint already");
  return planned(changes, [
    "Open connections to the service break when its endpoint is switched on (SE-5).",
  ]);
};

/** Service endpoints that a subnet is better without. */
export const removeServiceEndpoint: Remedy<"removeServiceEndpoint"> = (
  { subnet: key, services },
  { model },
) => {
  const subnet = model.subnets.get(key);
  if (subnet === undefined) return refused("the subnet is not in the snapshot");
  const there = subnet.serviceEndpoints.map(({ service }) => service);
  const left = there.filter((one) => !has(services, one));
  if (left.length === there.length) return refused("the subnet has no such service endpoint");
  return planned(
    [{ kind: "setServiceEndpoints", subnet: subnet.id, services: left }],
    ["Open connections to the service break when its endpoint is switched off (SE-5)."],
  );
};

function has(names: readonly string[], wanted: string): boolean {
  return names.some((name) => name.toLowerCase() === wanted.toLowerCase());
}
