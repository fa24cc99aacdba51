import {
  type CloudService,
  type Key,
  type Model,
  type Nic,
  perModel,
  type ServiceIpRule,
  type Subnet,
} from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { lookupRoute, type Router } from "../../route/index.ts";
import { findPublicOwner, type PublicOwner } from "../../translate/index.ts";
import { anyPublicAddress } from "./appliance-subnet.ts";
import { addressOf } from "./guard.ts";

/** A subnet whose public address a service's rule lets in. */
export interface NamedCaller {
  readonly rule: ServiceIpRule;
  readonly address: Ip;
  /** Whose address it is: interface, NAT gateway, firewall. */
  readonly owner: { readonly id: string; readonly name: string };
  /** From where its packets leave. */
  readonly subnet: Subnet;
}

/**
 * The callers in this estate whom a service's rules for addresses name. Cost: for a rule of one
 * address a look-up, for a range a scan of all public addresses.
 */
export function namedCallers(model: Model, service: CloudService): readonly NamedCaller[] {
  return service.ipRules.flatMap((rule) =>
    addressesIn(model, rule).flatMap((address) => {
      const owner = findPublicOwner(model, address);
      if (owner === undefined) return [];
      return sendersOf(model, owner).map(({ id, name, subnet }) => {
        return { rule, address, owner: { id, name }, subnet };
      });
    }),
  );
}

function addressesIn({ publicIps }: Model, { first, last }: ServiceIpRule): readonly Ip[] {
  if (first === last) return [first];
  const own = [...publicIps.values()].flatMap(({ address }) => address ?? []);
  return own.filter((one) => typeof one === typeof first && first <= one && one <= last);
}

interface Sender {
  readonly id: string;
  readonly name: string;
  readonly subnet: Subnet;
}

// A gateway's own address is not that of what it carries; and a NAT gateway comes before all others
// (8.6).
function sendersOf(model: Model, owner: PublicOwner): readonly Sender[] {
  switch (owner.kind) {
    case "nic":
      return withoutNatGateway(nicSender(model, owner.nic, owner.configuration.subnet));
    case "firewall": {
      const { firewall } = owner;
      const subnet = firewall.subnet && model.subnets.get(firewall.subnet);
      return subnet ? [{ id: firewall.id, name: firewall.name, subnet }] : [];
    }
    case "natGateway": {
      const { natGateway } = owner;
      const subnets = subnetsByNatGateway(model).get(natGateway.key) ?? [];
      return subnets.map((subnet) => ({ id: natGateway.id, name: natGateway.name, subnet }));
    }
    case "loadBalancer":
      return withoutNatGateway(members(model, owner));
    case "gateway":
      return [];
  }
}

function nicSender({ subnets }: Model, { id, name }: Nic, key: Key | undefined): readonly Sender[] {
  const subnet = key === undefined ? undefined : subnets.get(key);
  return subnet === undefined ? [] : [{ id, name, subnet }];
}

function withoutNatGateway(senders: readonly Sender[]): readonly Sender[] {
  return senders.filter(({ subnet }) => subnet.natGateway === undefined);
}

// Members go out by rules of the front end: outbound rules, or rules that translate as well.
function members(
  model: Model,
  { balancer, frontend }: Extract<PublicOwner, { readonly kind: "loadBalancer" }>,
): readonly Sender[] {
  const pools = new Set<Key>([
    ...balancer.outboundRules
      .filter(({ frontends }) => frontends.includes(frontend.key))
      .map(({ pool }) => pool),
    ...balancer.rules
      .filter((rule) => rule.frontend === frontend.key && rule.translatesOutbound)
      .flatMap((rule) => rule.pools),
  ]);
  const found = new Map<Key, Sender>();
  for (const pool of balancer.pools.filter(({ key }) => pools.has(key))) {
    for (const member of pool.members ?? []) {
      const nic = member.kind === "interface" ? model.nics.get(member.nic) : undefined;
      const subnet = nic?.subnet && model.subnets.get(nic.subnet);
      if (subnet) found.set(subnet.key, { id: balancer.id, name: balancer.name, subnet });
    }
  }
  return [...found.values()];
}

const subnetsByNatGateway: (model: Model) => ReadonlyMap<Key, readonly Subnet[]> = perModel(
  ({ subnets }) => {
    const found = new Map<Key, Subnet[]>();
    for (const subnet of subnets.values()) {
      if (subnet.natGateway === undefined) continue;
      const known = found.get(subnet.natGateway);
      if (known === undefined) found.set(subnet.natGateway, [subnet]);
      else known.push(subnet);
    }
    return found;
  },
);

/**
 * Whether calls from a subnet to a service leave from there, and by no appliance or gateway.
 * Service endpoints are left aside.
 */
export function leavesByItself(router: Router, subnet: Subnet, service: CloudService): boolean {
  const table = router.tableOf({ subnet: subnet.key, gateway: undefined });
  const groups = table?.groups.filter(({ group }) => group.kind !== "serviceEndpoint") ?? [];
  const address = addressOf(router.model, subnet, service)?.address ?? anyPublicAddress;
  return lookupRoute(groups, address)?.route.nextHop.kind === "internet";
}
