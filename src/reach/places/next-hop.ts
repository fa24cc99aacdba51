import { type Key, type LoadBalancer, type Model, type Nic, perModel } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";

/** Whose addresses packets of others are sent to on their way. */
export interface NextHops {
  readonly addresses: ReadonlySet<Ip>;
  /** Interfaces behind front ends that are next hops. */
  readonly members: ReadonlySet<Key>;
}

/**
 * Finds all next hops of a model. Each is like no other host, even where it forwards nothing: what is
 * sent to it and what is sent past it meet at one interface.
 */
export const nextHopsOf: (model: Model) => NextHops = perModel((model) => {
  const addresses = new Set<Ip>(addressesIn(model));
  const members = [...model.loadBalancers.values()].flatMap((balancer) =>
    isNextHop(balancer, addresses) ? membersOf(balancer) : [],
  );
  const byAddress = members.flatMap((member) => (member.kind === "address" ? member.address : []));
  for (const address of byAddress) addresses.add(address);
  return {
    addresses,
    members: new Set(members.flatMap((member) => (member.kind === "interface" ? member.nic : []))),
  };
});

/** Whether packets of others may be sent to an interface on their way. */
export function isNextHopNic(model: Model, { key, forwardsIp, ipConfigurations }: Nic): boolean {
  const { addresses, members } = nextHopsOf(model);
  return (
    forwardsIp ||
    members.has(key) ||
    ipConfigurations.some(({ address }) => address !== undefined && addresses.has(address))
  );
}

function addressesIn({ routeTables, routeServers, hubs }: Model): readonly Ip[] {
  const ofTables = [...routeTables.values()].flatMap(({ routes }) =>
    routes.flatMap(({ nextHop }) => (nextHop.kind === "appliance" ? nextHop.addresses : [])),
  );
  const peers = [...routeServers.values(), ...hubs.values()].flatMap((one) => one.peers);
  const ofHubs = [...hubs.values()].flatMap(({ routeTables: tables, connections }) => [
    ...tables.flatMap(({ routes }) => routes),
    ...connections.flatMap(({ staticRoutes }) => staticRoutes),
  ]);
  return [
    ...ofTables,
    ...peers.flatMap(({ address, learned }) => [
      ...(address === undefined ? [] : [address]),
      ...(learned?.routes ?? []).flatMap(({ nextHop }) => nextHop ?? []),
    ]),
    ...ofHubs.flatMap(({ nextHop }) => (nextHop.kind === "address" ? nextHop.address : [])),
  ];
}

function isNextHop({ frontends }: LoadBalancer, addresses: ReadonlySet<Ip>): boolean {
  return frontends.some(({ address }) => address !== undefined && addresses.has(address));
}

function membersOf({ pools }: LoadBalancer) {
  return pools.flatMap(({ members }) => members ?? []);
}
