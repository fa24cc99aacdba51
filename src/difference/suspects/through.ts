import { type Gateway, type Key, type Model, perModel, type Subnet } from "../../model/index.ts";
import {
  hasIp,
  type Ip,
  isEmptySet,
  type PrefixSet,
  prefixSet,
  rangeSet,
  unionOf,
} from "../../net/index.ts";
import { isNextHopNic, nextHopsOf, outsideSpaceOf, type Reach } from "../../reach/index.ts";
import { type EffectiveTable, type NextHop, stretchesOf } from "../../route/index.ts";
import { hostsOf, membersByPool, withAliases } from "./aliases.ts";
import { type Area, between, endingAt, everywhere, flowsTo, touching } from "./area.ts";

/** Devices that pass on what others send, by their addresses and by the keys of gateways. */
export interface Devices {
  readonly addresses: readonly Ip[];
  readonly gateways: readonly Key[];
}

/**
 * All flows that may pass any of some devices, there or back: those of subnets whose tables lead to
 * them, those of other devices whose tables do, and what is sent to the devices themselves. Cost:
 * proportional to the tables that may lead there.
 */
export function flowsThrough(reach: Reach, devices: Devices, seen: readonly string[] = []): Area {
  const fresh = without(devices, seen);
  if (isNone(fresh)) return [];
  const { model } = reach;
  const addresses = new Set([...fresh.addresses, ...frontsOf(model, fresh.addresses)]);
  if (model.hubs.size > 0 && [...addresses].some((ip) => hubHopsOf(model).has(ip))) {
    return endingAt(everywhere);
  }
  const targets = { addresses, gateways: new Set(fresh.gateways) };
  const known = [...seen, ...fresh.addresses.map(String), ...fresh.gateways];
  return [
    ...leadingTo(reach, targets).flatMap(({ subnets, gateways, space }) => [
      ...between(spaceOfSubnets(model, subnets), withAliases(model, space)),
      ...touching(
        flowsThrough(reach, joined(subnets.map((one) => devicesIn(model, one))), known),
        withAliases(model, space),
      ),
      ...(gateways.length === 0
        ? []
        : [
            ...between(outsideSpaceOf(reach), withAliases(model, space)),
            ...touching(flowsThrough(reach, { addresses: [], gateways }, known), space),
          ]),
    ]),
    ...flowsTo(everywhere, facesOf(model, fresh.addresses)),
    ...(fresh.gateways.length === 0 ? [] : behindGateways(reach)),
  ];
}

/** The devices of a subnet that pass on what others send. */
export function devicesIn(model: Model, { key, prefixes }: Subnet): Devices {
  const own = prefixSet(prefixes.map(({ prefix }) => prefix));
  const firewalls = [...model.firewalls.values()].filter(({ subnet }) => subnet === key);
  return {
    addresses: [
      ...passingAddresses(model).filter((ip) => hasIp(own, ip)),
      ...firewalls.flatMap(({ address }) => address ?? []),
    ],
    gateways: (gatewaysBySubnet(model).get(key) ?? []).map((gateway) => gateway.key),
  };
}

/** All of some devices. */
export function joined(all: readonly Devices[]): Devices {
  return {
    addresses: all.flatMap(({ addresses }) => addresses),
    gateways: all.flatMap(({ gateways }) => gateways),
  };
}

/** The addresses of some subnets. */
export function spaceOfSubnets(model: Model, subnets: readonly Subnet[]): PrefixSet {
  const own = prefixSet(subnets.flatMap(({ prefixes }) => prefixes.map(({ prefix }) => prefix)));
  return withAliases(model, own);
}

function isNone({ addresses, gateways }: Devices): boolean {
  return addresses.length + gateways.length === 0;
}

function without({ addresses, gateways }: Devices, seen: readonly string[]): Devices {
  return {
    addresses: addresses.filter((ip) => !seen.includes(`${ip}`)),
    gateways: gateways.filter((key) => !seen.includes(key)),
  };
}

// Two gateways may be joined by a connection or circuit; then anybody may be behind one.
function behindGateways(reach: Reach): Area {
  const { connections, hubs } = reach.model;
  const isTransit = hubs.size > 0 || [...connections.values()].some(({ kind }) => kind !== "site");
  return endingAt(isTransit ? everywhere : outsideSpaceOf(reach));
}

/** Tables that lead a space to the same devices. */
interface Leading {
  readonly subnets: readonly Subnet[];
  /** Whose tables these are too, as gateways see them. */
  readonly gateways: readonly Key[];
  readonly space: PrefixSet;
}

interface Targets {
  readonly addresses: ReadonlySet<Ip>;
  readonly gateways: ReadonlySet<Key>;
}

function leadingTo(reach: Reach, targets: Targets): readonly Leading[] {
  const { model, walker } = reach;
  const found = new Map<
    EffectiveTable["groups"],
    { subnets: Subnet[]; gateways: Key[]; space: PrefixSet }
  >();
  for (const subnet of candidates(reach, targets)) {
    const gateways = gatewaysBySubnet(model).get(subnet.key) ?? [];
    for (const gateway of gateways.length === 0 ? [undefined] : gateways) {
      const table = walker.router.tableOf({ subnet: subnet.key, gateway: gateway?.key });
      if (table === undefined) continue;
      const known = found.get(table.groups) ?? {
        subnets: [],
        gateways: [],
        space: spaceTo(model, table, targets),
      };
      found.set(table.groups, known);
      if (gateway === undefined) known.subnets.push(subnet);
      else known.gateways.push(gateway.key);
    }
  }
  return [...found.values()].filter(({ space }) => !isEmptySet(space));
}

// Only a table with a route to a device can lead to it; gateways put theirs into all tables around
// them, and so do appliances that speak BGP.
function candidates(reach: Reach, { addresses, gateways }: Targets): readonly Subnet[] {
  const { model, walker } = reach;
  if ([...addresses].some((ip) => learnedHopsOf(model).has(ip))) return [...model.subnets.values()];
  const tables = new Set(
    [...model.routeTables.values()]
      .filter(({ routes }) =>
        routes.some(
          ({ nextHop }) =>
            nextHop.kind === "appliance" && nextHop.addresses.some((ip) => addresses.has(ip)),
        ),
      )
      .map(({ key }) => key),
  );
  const hosts = new Set([...gateways].flatMap((key) => model.gateways.get(key)?.network ?? []));
  const near = new Set(
    hosts.size === 0
      ? []
      : [...model.networks.values()]
          .filter((one) => hosts.has(walker.router.gatewaysFor(one)?.host.key ?? ("" as Key)))
          .map(({ key }) => key),
  );
  return [...model.subnets.values()].filter(
    ({ routeTable, network }) =>
      near.has(network) || (routeTable !== undefined && tables.has(routeTable)),
  );
}

function spaceTo(model: Model, table: EffectiveTable, targets: Targets): PrefixSet {
  const ranges = stretchesOf(table, everywhere).flatMap(({ range, route }) =>
    route !== undefined && isTo(model, route.nextHop, targets) ? [range] : [],
  );
  return rangeSet(ranges);
}

function isTo({ connections }: Model, nextHop: NextHop, { addresses, gateways }: Targets): boolean {
  switch (nextHop.kind) {
    case "appliance":
      return nextHop.addresses.some((ip) => addresses.has(ip));
    case "gateway":
      return nextHop.paths.some(
        ({ producer, address }) =>
          (address !== undefined && addresses.has(address)) ||
          gateways.has(producer) ||
          gateways.has(connections.get(producer)?.gateway ?? producer),
      );
    case "network":
    case "internet":
    case "none":
    case "peering":
    case "connectedGroup":
    case "serviceEndpoint":
    case "privateEndpoint":
      return false;
  }
}

// What is sent to a firewall itself may go on.
function facesOf({ firewalls }: Model, addresses: readonly Ip[]): PrefixSet {
  return unionOf(
    [...firewalls.values()]
      .filter(({ address }) => address !== undefined && addresses.includes(address))
      .map(({ address, instances, publicIps }) =>
        hostsOf([address, ...[...instances, ...publicIps].map((one) => one.address)]),
      ),
  );
}

// Front ends of load balancers that hand on to some addresses.
function frontsOf(model: Model, addresses: readonly Ip[]): readonly Ip[] {
  const members = membersByPool(model);
  return [...model.loadBalancers.values()]
    .filter(({ pools }) =>
      pools.some(({ key }) => members.get(key)?.some((ip) => addresses.includes(ip)) === true),
    )
    .flatMap(({ frontends }) => frontends.flatMap(({ address }) => address ?? []));
}

const gatewaysBySubnet: (model: Model) => ReadonlyMap<Key, readonly Gateway[]> = perModel(
  ({ gateways }) => {
    const bySubnet = new Map<Key, Gateway[]>();
    for (const gateway of gateways.values()) {
      bySubnet.set(gateway.subnet, [...(bySubnet.get(gateway.subnet) ?? []), gateway]);
    }
    return bySubnet;
  },
);

// Next hops of any kind, and interfaces that say that they forward.
const passingAddresses: (model: Model) => readonly Ip[] = perModel((model) => {
  const { addresses } = nextHopsOf(model);
  const passing = [...model.nics.values()].flatMap((nic) =>
    isNextHopNic(model, nic) ? nic.ipConfigurations.flatMap(({ address }) => address ?? []) : [],
  );
  return [...new Set([...addresses, ...passing])];
});

const learnedHopsOf: (model: Model) => ReadonlySet<Ip> = perModel(
  ({ routeServers }) =>
    new Set(
      [...routeServers.values()].flatMap(({ peers }) =>
        peers.flatMap(({ address, learned }) => [
          ...(address === undefined ? [] : [address]),
          ...(learned?.routes ?? []).flatMap(({ nextHop }) => nextHop ?? []),
        ]),
      ),
    ),
);

const hubHopsOf: (model: Model) => ReadonlySet<Ip> = perModel(
  ({ hubs }) =>
    new Set(
      [...hubs.values()].flatMap(({ peers, routeTables, connections }) => [
        ...peers.flatMap(({ address, learned }) => [
          ...(address === undefined ? [] : [address]),
          ...(learned?.routes ?? []).flatMap(({ nextHop }) => nextHop ?? []),
        ]),
        ...[
          ...routeTables.flatMap(({ routes }) => routes),
          ...connections.flatMap(({ staticRoutes }) => staticRoutes),
        ].flatMap(({ nextHop }) => (nextHop.kind === "address" ? [nextHop.address] : [])),
      ]),
    ),
);

/** The space of a network. */
export function spaceOfNetwork(model: Model, key: Key): PrefixSet {
  const space = model.networks.get(key)?.addressSpace ?? [];
  return withAliases(model, prefixSet(space.map(({ prefix }) => prefix)));
}
