import type { Gateway, Key, Model, Subnet } from "../../model/index.ts";
import { addressCount, type Ip, type Prefix } from "../../net/index.ts";
import { sitesBehind } from "../../route/index.ts";
import type { World } from "../engine/visit.ts";

// Azure keeps the first four addresses of a subnet (FWD-2).
const firstUsable = 4;
const mostTried = 256;

/** An address of a subnet that nobody has; absent when the subnet has no prefix or is full. */
export function freeAddress({ owners }: World, subnet: Subnet): Ip | undefined {
  for (const { prefix } of subnet.prefixes) {
    const count = addressCount(prefix);
    for (let at = firstUsable; at < mostTried && BigInt(at) < BigInt(count) - 1n; at += 1) {
      const address = addressAt(prefix, at);
      if (owners.ownerOf(subnet.network, address)?.kind === "subnet") return address;
    }
  }
  return undefined;
}

/** The address that many places after the first of a prefix. */
export function addressAt({ address }: Prefix, offset: number): Ip {
  return (
    typeof address === "number" ? address + offset : (address as bigint) + BigInt(offset)
  ) as Ip;
}

/** A host on the other side of a gateway; absent when nothing tells who is there. */
export function hostBehind(
  model: Model,
  gateway: Gateway,
): { readonly address: Ip; readonly site: Key | undefined } | undefined {
  const connections = [...model.connections.values()].filter((one) => one.gateway === gateway.key);
  for (const connection of connections) {
    for (const site of sitesBehind(model, connection)) {
      const address =
        site.hosts[0]?.address ?? exampleIn(site.prefixes.map(({ prefix }) => prefix));
      if (address !== undefined) return { address, site: site.key };
    }
  }
  const prefixes = connections.flatMap(({ learned, circuit, localNetworkGateway }) => [
    ...(learned?.routes ?? []).map(({ prefix }) => prefix),
    ...(circuit === undefined ? [] : (model.circuits.get(circuit)?.learned?.routes ?? [])).map(
      ({ prefix }) => prefix,
    ),
    ...(localNetworkGateway === undefined
      ? []
      : (model.localNetworkGateways.get(localNetworkGateway)?.prefixes ?? [])
    ).map(({ prefix }) => prefix),
  ]);
  const learned = (gateway.learned?.routes ?? []).map(({ prefix }) => prefix);
  const clients = gateway.clientPools.map(({ prefix }) => prefix);
  const address = exampleIn([...learned, ...prefixes, ...clients]);
  return address === undefined ? undefined : { address, site: undefined };
}

// The halves of the default route stand for everybody, and so for nobody in particular.
function exampleIn(prefixes: readonly Prefix[]): Ip | undefined {
  const prefix = prefixes.find(({ length }) => length > 1);
  return prefix === undefined
    ? undefined
    : addressAt(prefix, length(prefix) > 30 ? 0 : firstUsable);
}

function length(prefix: Prefix): number {
  return prefix.family === 4 ? prefix.length : prefix.length - 96;
}
