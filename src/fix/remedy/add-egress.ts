import type { Change } from "../../change/index.ts";
import type { Key, Model, Named, Subnet } from "../../model/index.ts";
import { freeName, idBeside } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** A NAT gateway for the subnets of each network that have none (8.6, step 1). */
export const addEgress: Remedy<"addEgress"> = ({ subnets }, { model }) => {
  const changes: Change[] = [];
  for (const [key, group] of withoutGateway(model, subnets)) {
    const network = model.networks.get(key);
    const name = freeName(`nat-${network?.name ?? "new"}`, namesOf(model.natGateways));
    const ipName = freeName(`pip-${name}`, namesOf(model.publicIps));
    const gateway = network && idBeside(network, "natGateways", name);
    const publicIp = network && idBeside(network, "publicIPAddresses", ipName);
    const location = network?.region;
    if (gateway === undefined || publicIp === undefined || location === undefined) {
      return refused(`the region or resource group of ${network?.name ?? key} is not known`);
    }
    changes.push({ kind: "createNatGateway", gateway, publicIp, location });
    for (const { id } of group) changes.push({ kind: "associateNatGateway", subnet: id, gateway });
  }
  if (changes.length === 0) return refused("these subnets have a NAT gateway already");
  return planned(changes, [
    "A NAT gateway and its public address cost money by the hour and by what passes.",
  ]);
};

function withoutGateway(model: Model, keys: readonly Key[]): ReadonlyMap<Key, readonly Subnet[]> {
  const byNetwork = new Map<Key, Subnet[]>();
  for (const key of keys) {
    const subnet = model.subnets.get(key);
    if (subnet === undefined || subnet.natGateway !== undefined) continue;
    byNetwork.set(subnet.network, [...(byNetwork.get(subnet.network) ?? []), subnet]);
  }
  return byNetwork;
}

function namesOf(map: ReadonlyMap<Key, Named>): readonly string[] {
  return [...map.values()].map(({ name }) => name);
}
