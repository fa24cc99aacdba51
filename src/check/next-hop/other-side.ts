import type { VirtualNetwork } from "../../model/index.ts";
import { containsIp, covers, overlaps, type Prefix } from "../../net/index.ts";
import type { EffectiveTable } from "../../route/index.ts";
import { addressAt, findSender } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { type Host, hostIn } from "../host.ts";
import { networksWith } from "../network-index.ts";

/** What has a prefix that a rule names: another network, or a place behind a gateway. */
export type OtherSide =
  | { readonly kind: "network"; readonly network: VirtualNetwork }
  /** The gateway's route is known, whether or not the table lets it in. */
  | { readonly kind: "gateway"; readonly prefix: Prefix };

/** Finds who has all of a prefix; absent where the input shows nobody outside the own network. */
export function otherSideOf(
  { model }: Ground,
  { network: own, groups }: EffectiveTable,
  prefix: Prefix,
): OtherSide | undefined {
  if (own.addressSpace.some((range) => overlaps(range.prefix, prefix))) return undefined;
  const [network] = networksWith(model, prefix);
  if (network !== undefined) return { kind: "network", network };
  const gateway = groups.find(({ group }) => group.kind === "gateway");
  const known = gateway?.group.covering(prefix.address).find((one) => covers(one.prefix, prefix));
  // A default route says of nobody that he is there.
  return known === undefined || known.prefix.length < 2
    ? undefined
    : { kind: "gateway", prefix: known.prefix };
}

/** Somebody on the other side with an address in the prefix; absent where nobody can be. */
export function hostAtOtherSide(
  ground: Ground,
  own: VirtualNetwork,
  side: OtherSide,
  prefix: Prefix,
): Host | undefined {
  return side.kind === "network"
    ? hostInNetwork(ground, side.network, prefix)
    : hostBehindGateway(ground, own, prefix);
}

function hostInNetwork(ground: Ground, network: VirtualNetwork, prefix: Prefix): Host | undefined {
  for (const key of network.subnets) {
    const subnet = ground.model.subnets.get(key);
    if (subnet === undefined || subnet.role !== "workload") continue;
    if (!subnet.prefixes.some((one) => overlaps(one.prefix, prefix))) continue;
    const host = hostIn(ground, subnet, prefix.address);
    if (host !== undefined && containsIp(prefix, host.address)) return host;
    // The prefix is narrower than the subnet: somebody else of it is meant.
    const label = `${network.name}/${subnet.name}`;
    const sender = { kind: "subnet", subnet: key } as const;
    return { label, sender, address: hostAddress(prefix), supposedIn: key };
  }
  return undefined;
}

function hostBehindGateway(
  { router, walker }: Ground,
  own: VirtualNetwork,
  prefix: Prefix,
): Host | undefined {
  const gateway = router.gatewaysFor(own)?.gateways[0];
  const found = gateway && findSender(walker.world, gateway.id);
  if (found?.kind !== "found") return undefined;
  const { sender, label } = found;
  return { label, sender, address: hostAddress(prefix), supposedIn: undefined };
}

/** An address in a prefix that a host can have. */
export function hostAddress(prefix: Prefix): Host["address"] {
  return addressAt(prefix, prefix.length > 29 ? 0 : 4);
}
