import {
  type Firewall,
  type Frontend,
  type Gateway,
  type GatewayInstance,
  type IpConfiguration,
  type LoadBalancer,
  type Model,
  type NatGateway,
  type Nic,
  type PublicIp,
  perModel,
  publishedNics,
} from "../model/index.ts";
import {
  containsIp,
  hostPrefix,
  type Ip,
  type Prefix,
  type PrefixSet,
  prefixSet,
} from "../net/index.ts";

/** Who has a public address. */
export type PublicOwner =
  | { readonly kind: "nic"; readonly nic: Nic; readonly configuration: IpConfiguration }
  | { readonly kind: "loadBalancer"; readonly balancer: LoadBalancer; readonly frontend: Frontend }
  | { readonly kind: "firewall"; readonly firewall: Firewall; readonly publicIp: PublicIp }
  | { readonly kind: "gateway"; readonly gateway: Gateway; readonly instance: GatewayInstance }
  /** It only sends: nobody outside can open a connection to it. */
  | { readonly kind: "natGateway"; readonly natGateway: NatGateway };

/**
 * Finds who has a public address; `undefined` when nobody in the snapshot has it. An address that a
 * resource has for itself comes before a range that holds it.
 * Cost: the first call for a model indexes its public addresses; later ones are look-ups.
 */
export function findPublicOwner(model: Model, address: Ip): PublicOwner | undefined {
  const { addresses, ranges } = indexOf(model);
  return addresses.get(address) ?? ranges.find(({ prefix }) => containsIp(prefix, address))?.owner;
}

/** Every address of which `findPublicOwner` knows somebody. */
export const publiclyOwned: (model: Model) => PrefixSet = perModel((model) => {
  const { addresses, ranges } = indexOf(model);
  const hosts = [...addresses.keys()].map((ip) => hostPrefix(ip));
  return prefixSet([...hosts, ...ranges.map(({ prefix }) => prefix)]);
});

interface PublicIndex {
  readonly addresses: ReadonlyMap<Ip, PublicOwner>;
  readonly ranges: readonly { readonly prefix: Prefix; readonly owner: PublicOwner }[];
}

const indexOf: (model: Model) => PublicIndex = perModel((model) => {
  const addresses = new Map<Ip, PublicOwner>();
  for (const [address, owner] of publicAddresses(model)) {
    if (address !== undefined && !addresses.has(address)) addresses.set(address, owner);
  }
  return { addresses, ranges: publicRanges(model) };
});

// A NAT gateway comes last: a broken snapshot may give its address to a receiver too, and only
// receivers are asked for.
function* publicAddresses(model: Model): Generator<readonly [Ip | undefined, PublicOwner]> {
  for (const nic of publishedNics(model)) {
    for (const configuration of nic.ipConfigurations) {
      const { publicIp } = configuration;
      if (publicIp !== undefined) yield [publicIp.address, { kind: "nic", nic, configuration }];
    }
  }
  for (const balancer of model.loadBalancers.values()) {
    for (const frontend of balancer.frontends) {
      yield [frontend.publicIp?.address, { kind: "loadBalancer", balancer, frontend }];
    }
  }
  for (const firewall of model.firewalls.values()) {
    for (const publicIp of firewall.publicIps) {
      yield [publicIp.address, { kind: "firewall", firewall, publicIp }];
    }
  }
  for (const gateway of model.gateways.values()) {
    for (const instance of gateway.instances) {
      yield [instance.publicAddress, { kind: "gateway", gateway, instance }];
    }
  }
  for (const natGateway of model.natGateways.values()) {
    for (const { address } of natGateway.publicIps) {
      yield [address, { kind: "natGateway", natGateway }];
    }
  }
}

function publicRanges({ loadBalancers, natGateways }: Model): PublicIndex["ranges"] {
  const ofBalancers = [...loadBalancers.values()].flatMap((balancer) =>
    balancer.frontends.flatMap((frontend) => {
      const prefix = frontend.publicPrefix?.prefix;
      const owner: PublicOwner = { kind: "loadBalancer", balancer, frontend };
      return prefix === undefined ? [] : [{ prefix, owner }];
    }),
  );
  const ofNatGateways = [...natGateways.values()].flatMap((natGateway) =>
    natGateway.publicPrefixes.flatMap(({ prefix }) => {
      const owner: PublicOwner = { kind: "natGateway", natGateway };
      return prefix === undefined ? [] : [{ prefix, owner }];
    }),
  );
  return [...ofBalancers, ...ofNatGateways];
}
