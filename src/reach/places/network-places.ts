import {
  type Key,
  type Model,
  type Nic,
  nicsBySubnet,
  perModel,
  type Subnet,
  type VirtualNetwork,
} from "../../model/index.ts";
import {
  containsIp,
  hasIp,
  hostPrefix,
  type Ip,
  lastIp,
  type Prefix,
  type PrefixSet,
  prefixSet,
  subtract,
  unionOf,
} from "../../net/index.ts";
import type { Owner, Owners } from "../../translate/index.ts";
import { isNextHopNic, nextHopsOf } from "./next-hop.ts";
import { endpointSignature, nicSignature, subnetSignature } from "./signature.ts";

/** Addresses of a network at which packets fare alike, as far as whoever has them can tell. */
export interface Place {
  /** Tells it from the others of the network. */
  readonly key: string;
  readonly addresses: PrefixSet;
  /** Whether hosts are there, which send; else something is that only receives or passes on. */
  readonly isHosts: boolean;
}

/** Who is where in one network. */
export interface NetworkPlaces {
  readonly network: VirtualNetwork;
  readonly places: readonly Place[];
  /** Addresses of hosts: they may send. */
  readonly hosts: PrefixSet;
  /** The network's own addresses at which nobody is, nor can be. */
  readonly empty: PrefixSet;
  /** The place of an address; absent where nobody is. */
  readonly placeOf: (ip: Ip) => Place | undefined;
}

/**
 * Sorts the addresses of a network by who has them. A subnet with private endpoints and no other
 * interface is taken to hold nothing else. Hosts of which only the subnet is known are all
 * alike, also in several subnets of one signature, and interfaces that are no more than such hosts
 * are among them. Cost: proportional to the subnets, interfaces and devices of the network.
 */
export function placesOf(model: Model, owners: Owners, network: VirtualNetwork): NetworkPlaces {
  const found = new Map<string, Prefix[]>();
  const put = (key: string, ...prefixes: readonly Prefix[]): void => {
    const known = found.get(key);
    if (known === undefined) found.set(key, [...prefixes]);
    else known.push(...prefixes);
  };
  const devices = owners.devicesOf(network.key);
  for (const [ip, owner] of devices) put(deviceKey(model, owner, ip), hostPrefix(ip));
  const taken: Prefix[] = [...devices.keys()].map((ip) => hostPrefix(ip));
  const plain = new Map<string, PrefixSet[]>();
  const hops = [...nextHopsOf(model).addresses].filter((ip) => isInSpace(network, ip));
  for (const key of network.subnets) {
    const subnet = model.subnets.get(key);
    if (subnet === undefined || subnet.role !== "workload") continue;
    const signature = subnetSignature(model, subnet);
    const usable = usableIn(subnet);
    for (const { ip, key: own } of specialHosts(
      model,
      subnet,
      hops.filter((ip) => hasIp(usable, ip)),
    )) {
      if (devices.has(ip)) continue;
      put(`${hostsWord} ${signature}|${own}`, hostPrefix(ip));
      taken.push(hostPrefix(ip));
    }
    if (holdsOnlyEndpoints(model, subnet)) continue;
    const known = plain.get(signature);
    if (known === undefined) plain.set(signature, [usable]);
    else known.push(usable);
  }
  const out = prefixSet(taken);
  const places = [
    ...[...found].map(([key, prefixes]) => placeWith(key, prefixSet(prefixes))),
    ...[...plain].map(([signature, sets]) =>
      placeWith(`${hostsWord} ${signature}`, subtract(unionOf(sets), out)),
    ),
  ];
  return describe(network, places);
}

const hostsWord = "hosts";

function placeWith(key: string, addresses: PrefixSet): Place {
  return { key, addresses, isHosts: key.startsWith(hostsWord) };
}

function describe(network: VirtualNetwork, places: readonly Place[]): NetworkPlaces {
  const all = unionOf(places.map(({ addresses }) => addresses));
  const own = prefixSet(network.addressSpace.map(({ prefix }) => prefix));
  return {
    network,
    places,
    hosts: unionOf(places.filter(({ isHosts }) => isHosts).map(({ addresses }) => addresses)),
    empty: subtract(own, all),
    placeOf: (ip) => places.find(({ addresses }) => hasIp(addresses, ip)),
  };
}

/**
 * Whether private endpoints are in a subnet and no interface of anybody else: no other host is to be
 * expected there.
 */
export function holdsOnlyEndpoints(model: Model, { key }: Subnet): boolean {
  const nics = nicsBySubnet(model).get(key) ?? [];
  return (
    subnetsOfEndpoints(model).has(key) &&
    nics.every(({ privateEndpoint }) => privateEndpoint !== undefined)
  );
}

const subnetsOfEndpoints: (model: Model) => ReadonlySet<Key> = perModel(
  ({ privateEndpoints }) => new Set([...privateEndpoints.values()].map(({ subnet }) => subnet)),
);

function isInSpace({ addressSpace }: VirtualNetwork, ip: Ip): boolean {
  return addressSpace.some(({ prefix }) => containsIp(prefix, ip));
}

interface SpecialHost {
  readonly ip: Ip;
  /** What tells it from other hosts of its subnet. */
  readonly key: string;
}

/** Whether an interface is no more than any host of its subnet. */
export function isPlainNic(model: Model, nic: Nic): boolean {
  return !isNextHopNic(model, nic) && nicSignature(model, nic) === "";
}

// Interfaces in the order of ids; of two with one address the first has it.
function specialHosts(model: Model, subnet: Subnet, hops: readonly Ip[]): readonly SpecialHost[] {
  const hosts = new Map<Ip, string>();
  for (const nic of nicsBySubnet(model).get(subnet.key) ?? []) {
    const key = isNextHopNic(model, nic) ? nic.key : nicSignature(model, nic);
    for (const { address, subnet: at } of nic.ipConfigurations) {
      const isHere = address !== undefined && at === subnet.key;
      if (isHere && !hosts.has(address)) hosts.set(address, key);
    }
  }
  for (const ip of hops) if (!hosts.has(ip)) hosts.set(ip, `next hop ${ip}`);
  return [...hosts].flatMap(([ip, key]) => (key === "" ? [] : [{ ip, key }]));
}

// Azure keeps the first four addresses and the last (FWD-2).
function usableIn(subnet: Subnet): PrefixSet {
  const prefixes = subnet.prefixes.map(({ prefix }) => prefix);
  const kept = prefixes.flatMap((prefix) => [...firstFour(prefix), lastIp(prefix)]);
  return subtract(prefixSet(prefixes), prefixSet(kept.map((ip) => hostPrefix(ip))));
}

function firstFour({ address }: Prefix): readonly Ip[] {
  return [0, 1, 2, 3].map(
    (at) => (typeof address === "number" ? address + at : (address as bigint) + BigInt(at)) as Ip,
  );
}

// Private endpoints of one subnet are alike; every other device is alone.
function deviceKey(model: Model, owner: Owner, ip: Ip): string {
  switch (owner.kind) {
    case "privateEndpoint": {
      const { endpoint } = owner;
      const subnet = model.subnets.get(endpoint.subnet);
      const signature = subnet === undefined ? endpoint.subnet : subnetSignature(model, subnet);
      return `endpoint ${signature}|${endpointSignature(endpoint)}`;
    }
    case "loadBalancer":
    case "firewall":
    case "gateway":
    case "routeServer":
    case "routingAppliance":
    case "nic":
    case "reserved":
    case "subnet":
      return `${owner.kind} ${ip}`;
  }
}
