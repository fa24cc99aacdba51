import {
  type Key,
  type Model,
  nicsBySubnet,
  perModel,
  type Subnet,
  type VirtualNetwork,
} from "../../model/index.ts";
import { containsIp, type Ip } from "../../net/index.ts";

/** The subnet of a network that holds an address; absent when none does. */
export function subnetWith(model: Model, network: VirtualNetwork, ip: Ip): Subnet | undefined {
  return network.subnets
    .flatMap((key) => model.subnets.get(key) ?? [])
    .find(({ prefixes }) => prefixes.some(({ prefix }) => containsIp(prefix, ip)));
}

/** How much the input tells of who stands in a subnet. */
export type Census =
  /** Somebody is shown, each with his address. */
  | "told"
  /** Nobody is shown, which may be all there is. */
  | "empty"
  /** Somebody is there of whom the address, or all, is missing. */
  | "incomplete";

/** Tells how much the input says of a subnet: whether an address that nobody has is really free. */
export function censusOf(model: Model, subnet: Subnet): Census {
  // Of a gateway the input has the addresses for BGP, and its instances have others (GW-12, UDR-3).
  if (subnet.role === "gateway") return "incomplete";
  const nics = nicsBySubnet(model).get(subnet.key) ?? [];
  const addresses = [
    ...nics.flatMap(({ ipConfigurations }) =>
      ipConfigurations
        .filter((one) => one.subnet === subnet.key)
        .map(({ address }) => address ?? "unknown"),
    ),
    ...(deviceAddresses(model).get(subnet.key) ?? []),
  ];
  if (addresses.includes("unknown")) return "incomplete";
  if (addresses.length > 0) return "told";
  // A subnet that Azure reserves for a device is not there without it.
  return subnet.role === "workload" ? "empty" : "incomplete";
}

type Told = Ip | "unknown";

const deviceAddresses: (model: Model) => ReadonlyMap<Key, readonly Told[]> = perModel((model) => {
  const bySubnet = new Map<Key, Told[]>();
  const add = (subnet: Key | undefined, addresses: readonly (Ip | undefined)[]): void => {
    if (subnet === undefined) return;
    const known = bySubnet.get(subnet) ?? [];
    bySubnet.set(subnet, known);
    known.push(...addresses.map((address) => address ?? "unknown"));
  };
  for (const { subnet, address } of model.firewalls.values()) add(subnet, [address]);
  for (const { subnet, addresses } of model.routingAppliances.values()) {
    add(subnet, addresses.length === 0 ? [undefined] : addresses.map(({ address }) => address));
  }
  for (const { frontends } of model.loadBalancers.values()) {
    for (const { subnet, address } of frontends) add(subnet, [address]);
  }
  return bySubnet;
});
