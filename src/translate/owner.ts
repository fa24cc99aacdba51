import type {
  Firewall,
  FirewallInstance,
  Frontend,
  Gateway,
  GatewayInstance,
  IpConfiguration,
  Key,
  LoadBalancer,
  Model,
  Nic,
  PrivateEndpoint,
  RouteServer,
  RoutingAppliance,
  Subnet,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { perModel } from "./per-model.ts";
import { indexSubnets, isReserved, type SubnetIndex } from "./subnet-index.ts";

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
   * Cost: the first call indexes all interfaces in one pass; later ones are look-ups.
   */
  ownerOf(network: Key, address: Ip): Owner | undefined;
}

/** The owners of the addresses of a model, built when first asked. */
export const createOwners: (model: Model) => Owners = perModel(buildOwners);

function buildOwners(model: Model): Owners {
  let indexed: AddressIndex | undefined;
  const subnetIndexes = new Map<Key, SubnetIndex>();
  const subnetsOf = (network: Key): SubnetIndex => {
    const known = subnetIndexes.get(network) ?? indexSubnets(model, network);
    subnetIndexes.set(network, known);
    return known;
  };
  return {
    ownerOf: (network, address) => {
      indexed ??= indexAddresses(model);
      const device =
        indexed.devices.get(network)?.get(address) ??
        ownerNic(indexed.nics.get(network)?.get(address), address);
      if (device !== undefined) return device;
      const found = subnetsOf(network).find(address);
      if (found === undefined) return undefined;
      const { subnet, prefix } = found;
      return { kind: isReserved(prefix, address) ? "reserved" : "subnet", subnet };
    },
  };
}

function ownerNic(nic: Nic | undefined, address: Ip): Owner | undefined {
  const configuration = nic?.ipConfigurations.find((one) => one.address === address);
  if (nic === undefined || configuration === undefined) return undefined;
  return { kind: "nic", nic, configuration };
}

type ByNetwork<T> = ReadonlyMap<Key, ReadonlyMap<Ip, T>>;

interface AddressIndex {
  readonly devices: ByNetwork<Owner>;
  /** Interfaces themselves: an owner for each of them would cost more than all the rest. */
  readonly nics: ByNetwork<Nic>;
}

function indexAddresses(model: Model): AddressIndex {
  const devices = new Map<Key, Map<Ip, Owner>>();
  for (const [network, address, owner] of deviceAddresses(model)) {
    if (network !== undefined && address !== undefined) put(devices, [network, address], owner);
  }
  const nics = new Map<Key, Map<Ip, Nic>>();
  for (const nic of model.nics.values()) {
    for (const { subnet, address } of nic.ipConfigurations) {
      const network = subnet && model.subnets.get(subnet)?.network;
      if (network !== undefined && address !== undefined) put(nics, [network, address], nic);
    }
  }
  return { devices, nics };
}

// The first one stays: duplicates are reported when the snapshot is compiled.
function put<T>(index: Map<Key, Map<Ip, T>>, [network, address]: [Key, Ip], owner: T): void {
  let addresses = index.get(network);
  if (addresses === undefined) {
    addresses = new Map();
    index.set(network, addresses);
  }
  if (!addresses.has(address)) addresses.set(address, owner);
}

type DeviceAddress = readonly [network: Key | undefined, address: Ip | undefined, owner: Owner];

// All that is no interface. Private endpoints come first, since their interfaces are in the model
// too.
function* deviceAddresses(model: Model): Generator<DeviceAddress> {
  const networkOf = (subnet: Key | undefined): Key | undefined =>
    subnet && model.subnets.get(subnet)?.network;
  for (const endpoint of model.privateEndpoints.values()) {
    const network = networkOf(endpoint.subnet);
    for (const { address } of endpoint.addresses) {
      yield [network, address, { kind: "privateEndpoint", endpoint }];
    }
  }
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
