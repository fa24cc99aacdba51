import { typeKeys } from "../../arm/index.ts";
import { keyOf, propertyOf, spaceOf, subnetPrefixesOf, textsOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";

/** Key of the virtual network that a peering leads to. */
export function remoteKeyOf(peering: Row): string | undefined {
  return keyOf(propertyOf(peering, "remoteVirtualNetwork"));
}

/** The virtual network that a peering leads to; `undefined` when it is not there. */
export function remoteNetworkOf(estate: EstateView, peering: Row): Row | undefined {
  const key = remoteKeyOf(peering);
  return key === undefined ? undefined : estate.find(key);
}

/** The peering of the other side that leads back; `undefined` when there is none. */
export function reverseOf(estate: EstateView, peering: Row): Row | undefined {
  const remote = remoteKeyOf(peering);
  if (remote === undefined) return undefined;
  return estate
    .childrenOf(remote, typeKeys.peering)
    .find((other) => remoteKeyOf(other) === peering.root);
}

/** Whether a peering joins whole networks. */
export function isComplete(peering: Row): boolean {
  return propertyOf(peering, "peerCompleteVnets") !== false;
}

/** The prefixes of a network that a peering makes known: all, or those of named subnets. */
export function peeredSpace(
  estate: EstateView,
  network: Row,
  peering: Row,
  side: "local" | "remote",
): readonly string[] {
  if (isComplete(peering)) return spaceOf(network);
  const names = textsOf(propertyOf(peering, `${side}SubnetNames`)).map((one) => one.toLowerCase());
  return estate
    .childrenOf(network.id.key, typeKeys.subnet)
    .filter((one) => names.includes(one.id.name.toLowerCase()))
    .flatMap(subnetPrefixesOf);
}
