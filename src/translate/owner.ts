import {
  endpointsOfNetwork,
  type Firewall,
  type FirewallInstance,
  type Frontend,
  type Gateway,
  type GatewayInstance,
  type IpConfiguration,
  type Key,
  type LoadBalancer,
  type Model,
  type Nic,
  nicsBySubnet,
  type PrivateEndpoint,
  perModel,
  type RouteServer,
  type RoutingAppliance,
  type Subnet,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { indexSubnets, isReserved, type SubnetIndex, type SubnetPrefix } from "./subnet-index.ts";

/** Who has an address inside a network. */
export type Owner =
  | { readonly kind: "privateEndpoint"; readonly endpoint: PrivateEndpoint }
  | { readonly kind: "loadBalancer"; readonly balancer: LoadBalancer; readonly frontend: Frontend }
  | {
      readonly kind: "firewall";
      readonly firewall: Firewall;
      /** The instance that has it; absent for the address that all instances share. */
      readonly instance: FirewallInstance | undefined;
    }
  | { readonly kind: "gateway"; readonly gateway: Gateway; readonly instance: GatewayInstance }
  | { readonly kind: "routeServer"; readonly server: RouteServer }
  | { readonly kind: "routingAppliance"; readonly appliance: RoutingAppliance }
  | { readonly kind: "nic"; readonly nic: Nic; readonly configuration: IpConfiguration }
  /** One of the addresses of a subnet that Azure keeps for itself (FWD-2). */
  | { readonly kind: "reserved"; readonly subnet: Subnet }
  /** An address of a subnet that nobody has, as far as the snapshot tells. */
  | { readonly kind: "subnet"; readonly subnet: Subnet };

/** Tells who has an address. */
export interface Owners {
  /**
   * Who has an address inside a network; `undefined` when no subnet of it holds the address.
   * Cost: the first call goes over all resources once, the first of a network over its interfaces;
   * later ones are look-ups.
   */
  ownerOf(network: Key, address: Ip): Owner | undefined;
  /**
   * All addresses of a network that something else than an interface has. Cost: as `ownerOf`.
   */
  devicesOf(network: Key): ReadonlyMap<Ip, Owner>;
  /**
   * The subnet of a network that holds an address, with its prefix; `undefined` when none does.
   * Cost: as `ownerOf`.
   */
  subnetAt(network: Key, address: Ip): SubnetPrefix | undefined;
}

/** The owners of the addresses of a model, built when first asked. */
export const createOwners: (model: Model) => Owners = perModel(buildOwners);

function buildOwners(model: Model): Owners {
  let shared: SharedIndex | undefined;
  const homes = new Map<Key, Home>();
  const homeOf = (network: Key): Home => {
    let home = homes.get(network);
    if (home === undefined) {
      shared ??= { devices: indexDevices(model), nics: nicsBySubnet(model) };
      home = indexHome(model, network, shared);
      homes.set(network, home);
    }
    return home;
  };
  return {
    ownerOf: (network, address) => ownerIn(homeOf(network), address),
    devicesOf: (network) => homeOf(network).devices,
    subnetAt: (network, address) => homeOf(network).subnets.find(address),
  };
}

// What one pass over all resources finds. Interfaces are only grouped here: most networks are never
// asked about.
interface SharedIndex {
  readonly devices: ReadonlyMap<Key, ReadonlyMap<Ip, Owner>>;
  readonly nics: ReadonlyMap<Key, readonly Nic[]>;
}

/** The addresses of one network. */
interface Home {
  readonly devices: ReadonlyMap<Ip, Owner>;
  /** Interfaces themselves: an owner for each of them would cost more than all the rest. */
  readonly nics: ReadonlyMap<Ip, Nic>;
  readonly subnets: SubnetIndex;
}

function indexHome(model: Model, network: Key, { devices, nics }: SharedIndex): Home {
  const own = new Map<Ip, Nic>();
  for (const subnet of model.networks.get(network)?.subnets ?? []) {
    for (const nic of nics.get(subnet) ?? []) {
      for (const { subnet: at, address } of nic.ipConfigurations) {
        if (at === subnet && address !== undefined && !own.has(address)) own.set(address, nic);
      }
    }
  }
  return {
    devices: withEndpoints(model, network, devices.get(network)),
    nics: own,
    subnets: indexSubnets(model, network),
  };
}

// Private endpoints come first, since their interfaces are in the model too.
function withEndpoints(
  model: Model,
  network: Key,
  others: ReadonlyMap<Ip, Owner> | undefined,
): ReadonlyMap<Ip, Owner> {
  const all = new Map<Ip, Owner>();
  for (const endpoint of endpointsOfNetwork(model, network)) {
    for (const { address } of endpoint.addresses) {
      if (!all.has(address)) all.set(address, { kind: "privateEndpoint", endpoint });
    }
  }
  for (const [address, owner] of others ?? []) {
    if (!all.has(address)) all.set(address, owner);
  }
  return all;
}

function ownerIn({ devices, nics, subnets }: Home, address: Ip): Owner | undefined {
  const device = devices.get(address) ?? ownerNic(nics.get(address), address);
  if (device !== undefined) return device;
  const found = subnets.find(address);
  if (found === undefined) return undefined;
  const { subnet, prefix } = found;
  return { kind: isReserved(prefix, address) ? "reserved" : "subnet", subnet };
}

function ownerNic(nic: Nic | undefined, address: Ip): Owner | undefined {
  const configuration = nic?.ipConfigurations.find((one) => one.address === address);
  if (nic === undefined || configuration === undefined) return undefined;
  return { kind: "nic", nic, configuration };
}

// The first one stays: duplicates are reported when the snapshot is compiled.
function indexDevices(model: Model): ReadonlyMap<Key, ReadonlyMap<Ip, Owner>> {
  const index = new Map<Key, Map<Ip, Owner>>();
  for (const [network, address, owner] of deviceAddresses(model)) {
    if (network === undefined || address === undefined) continue;
    const addresses = index.get(network) ?? new Map<Ip, Owner>();
    if (!addresses.has(address)) addresses.set(address, owner);
    index.set(network, addresses);
  }
  return index;
}

type DeviceAddress = readonly [network: Key | undefined, address: Ip | undefined, owner: Owner];

// All that is neither an interface nor a private endpoint.
function* deviceAddresses(model: Model): Generator<DeviceAddress> {
  const networkOf = (subnet: Key | undefined): Key | undefined =>
    subnet && model.subnets.get(subnet)?.network;
  for (const balancer of model.loadBalancers.values()) {
    for (const frontend of balancer.frontends) {
      const { subnet, address } = frontend;
      yield [networkOf(subnet), address, { kind: "loadBalancer", balancer, frontend }];
    }
  }
  for (const firewall of model.firewalls.values()) yield* firewallAddresses(firewall, networkOf);
  for (const gateway of model.gateways.values()) {
    for (const instance of gateway.instances) {
      yield [gateway.network, instance.privateAddress, { kind: "gateway", gateway, instance }];
    }
  }
  for (const server of model.routeServers.values()) {
    for (const address of server.addresses) {
      yield [server.network, address, { kind: "routeServer", server }];
    }
  }
  for (const appliance of model.routingAppliances.values()) {
    const network = networkOf(appliance.subnet);
    for (const { address } of appliance.addresses) {
      yield [network, address, { kind: "routingAppliance", appliance }];
    }
  }
}

function* firewallAddresses(
  firewall: Firewall,
  networkOf: (subnet: Key | undefined) => Key | undefined,
): Generator<DeviceAddress> {
  const network = networkOf(firewall.subnet);
  yield [network, firewall.address, { kind: "firewall", firewall, instance: undefined }];
  for (const instance of firewall.instances) {
    yield [network, instance.address, { kind: "firewall", firewall, instance }];
  }
}
