import type { LoadBalancer, Model, Subnet } from "../../model/index.ts";
import { type Ip, parseIp } from "../../net/index.ts";
import { lookupRoute } from "../../route/index.ts";
import { applianceAt } from "../appliance-at.ts";
import type { Ground } from "../ground.ts";

/**
 * The subnet of the appliance to which a subnet's default route leads, which is whose identity a
 * service sees (SE-2). Absent where public addresses are reached in another way.
 */
export function forwardingSubnet(ground: Ground, subnet: Subnet): Subnet | undefined {
  const { model, router } = ground;
  const table = router.tableOf({ subnet: subnet.key, gateway: undefined });
  const nextHop = table && lookupRoute(table.groups, anyPublicAddress)?.route.nextHop;
  const [address] = nextHop?.kind === "appliance" ? nextHop.addresses : [];
  const found = table && address !== undefined && applianceAt(ground, table.network, address);
  if (!found) return undefined;
  const { owner } = found;
  switch (owner.kind) {
    case "firewall":
      return owner.firewall.subnet && model.subnets.get(owner.firewall.subnet);
    case "nic":
      return owner.nic.subnet && model.subnets.get(owner.nic.subnet);
    case "loadBalancer":
      return memberSubnet(model, owner.balancer);
    case "gateway":
    case "routingAppliance":
    case "privateEndpoint":
    case "routeServer":
    case "reserved":
    case "subnet":
      return undefined;
  }
}

// The members of a load balancer for appliances stand side by side.
function memberSubnet({ nics, subnets }: Model, { pools }: LoadBalancer): Subnet | undefined {
  const members = pools.flatMap((pool) => pool.members ?? []);
  const [nic] = members.flatMap((one) =>
    one.kind === "interface" ? (nics.get(one.nic) ?? []) : [],
  );
  return nic?.subnet && subnets.get(nic.subnet);
}

/** Stands for the address of a service that nobody knows. */
export const anyPublicAddress: Ip = parseIp("20.0.0.1") as Ip;
