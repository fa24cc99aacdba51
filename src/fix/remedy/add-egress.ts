import type { Change } from "../../change/index.ts";
import type { Key, Subnet } from "../../model/index.ts";
import { freeName, idBeside, listed, subnetName } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** A NAT gateway for the subnets of each network that have none (8.6, step 1). */
export const addEgress: Remedy<"addEgress"> = ({ subnets }, { model }) => {
  const byNetwork = new Map<Key, Subnet[]>();
  for (const key of subnets) {
    const subnet = model.subnets.get(key);
    if (subnet === undefined || subnet.natGateway !== undefined) continue;
    byNetwork.set(subnet.network, [...(byNetwork.get(subnet.network) ?? []), subnet]);
  }
  const changes: Change[] = [];
  const names: string[] = [];
  for (const [key, group] of byNetwork) {
    const network = model.networks.get(key);
    const gatewayName = freeName(
      `nat-${network?.name ?? "new"}`,
      [...model.natGateways.values()].map(({ name }) => name),
    );
    const ipName = freeName(
      `pip-${gatewayName}`,
      [...model.publicIps.values()].map(({ name }) => name),
    );
    const gateway = network && idBeside(network, "natGateways", gatewayName);
    const publicIp = network && idBeside(network, "publicIPAddresses", ipName);
    const location = network?.region;
    if (gateway === undefined || publicIp === undefined || location === undefined) {
      return refused(`the region or resource group of ${network?.name ?? key} is not known`);
    }
    changes.push({ kind: "createNatGateway", gateway, publicIp, location });
    for (const { id } of group) changes.push({ kind: "associateNatGateway", subnet: id, gateway });
    names.push(...group.map((one) => subnetName(one, network)));
  }
  if (changes.length === 0) return refused("these subnets have a NAT gateway already");
  return planned(`Give ${listed(names)} a NAT gateway.`, changes, [
    "A NAT gateway and its public address cost money by the hour and by what passes.",
  ]);
};
