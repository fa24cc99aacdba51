import { keyOf } from "../../../model/index.ts";
import { addressCount, formatIp, type Ip, type Prefix, parseIp } from "../../../net/index.ts";
import { addressAt } from "../../../walk/index.ts";
import { answered, refuseBadRequest, refuseUnknown } from "../outcome.ts";
import type { Answer } from "../question.ts";

/** Whether an address of a network is free. */
export interface IpAvailability {
  readonly available: boolean;
  /** The first five of its subnet that are free; only where it is not. */
  readonly availableIPAddresses?: readonly string[];
  /** Whether it is one of those that Azure keeps for itself in every subnet. */
  readonly isPlatformReserved: boolean;
}

/**
 * `GET virtualNetworks/X/CheckIPAddressAvailability?ipAddress=A`. Addresses of gateways and services
 * count as taken, which Azure itself does not always see.
 */
export const ipAvailability: Answer<IpAvailability> = ({ walker }, { target, parameter }) => {
  const { model, owners } = walker.world;
  const network = model.networks.get(keyOf(target));
  if (network === undefined) return refuseUnknown(target);
  const text = parameter?.("ipAddress") ?? "";
  const address = parseIp(text);
  if (address === undefined)
    return refuseBadRequest(`ipAddress is '${text}', which is no address.`);
  const subnet = owners.subnetAt(network.key, address);
  const owner = owners.ownerOf(network.key, address);
  if (subnet === undefined || owner === undefined) {
    return refuseBadRequest(`No subnet of ${network.id} holds the address ${text}.`);
  }
  if (owner.kind === "subnet") return answered({ available: true, isPlatformReserved: false });
  const isFree = (one: Ip): boolean => owners.ownerOf(network.key, one)?.kind === "subnet";
  return answered({
    available: false,
    availableIPAddresses: firstOf(subnet.prefix, isFree).map(formatIp),
    isPlatformReserved: owner.kind === "reserved",
  });
};

const offered = 5;
// A subnet of IPv6 never fills up.
const mostTried = 65_536;

function firstOf(prefix: Prefix, isFree: (address: Ip) => boolean): readonly Ip[] {
  const found: Ip[] = [];
  const count = addressCount(prefix);
  for (let at = 0; at < mostTried && BigInt(at) < count && found.length < offered; at += 1) {
    const address = addressAt(prefix, at);
    if (isFree(address)) found.push(address);
  }
  return found;
}
