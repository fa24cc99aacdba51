import {
  type FirewallPolicy,
  type Key,
  type Model,
  perModel,
  publishedNics,
} from "../../model/index.ts";
import { hasIp, hostPrefix, type Ip, type PrefixSet, prefixSet, union } from "../../net/index.ts";

/** An address that stands for others: what is sent to the one arrives at the others. */
interface Alias {
  readonly shown: PrefixSet;
  readonly meant: readonly Ip[];
}

/**
 * A set of addresses with those that stand for any of them: public addresses of interfaces, front
 * ends of load balancers, and firewalls that translate destinations.
 */
export function withAliases(model: Model, set: PrefixSet): PrefixSet {
  return aliasesOf(model)
    .filter(({ meant }) => meant.some((ip) => hasIp(set, ip)))
    .reduce((sum, { shown }) => union(sum, shown), set);
}

const aliasesOf: (model: Model) => readonly Alias[] = perModel((model) => [
  ...ofInterfaces(model),
  ...ofBalancers(model),
  ...ofFirewalls(model),
]);

/** Addresses as a set; those that nobody knows are left out. */
export function hostsOf(ips: readonly (Ip | undefined)[]): PrefixSet {
  return prefixSet(ips.flatMap((ip) => (ip === undefined ? [] : [hostPrefix(ip)])));
}

function ofInterfaces(model: Model): readonly Alias[] {
  return publishedNics(model).flatMap(({ ipConfigurations }) =>
    ipConfigurations.flatMap(({ address, publicIp }) =>
      address === undefined ? [] : [{ shown: hostsOf([publicIp?.address]), meant: [address] }],
    ),
  );
}

function ofBalancers(model: Model): readonly Alias[] {
  const members = membersByPool(model);
  return [...model.loadBalancers.values()].map(({ pools, natRules, frontends }) => {
    const single = natRules.flatMap(({ member }) => (member ? addressesOf(model, member.nic) : []));
    return {
      shown: hostsOf(frontends.flatMap(({ address, publicIp }) => [address, publicIp?.address])),
      meant: [...pools.flatMap(({ key }) => members.get(key) ?? []), ...single],
    };
  });
}

/** The addresses behind each back-end pool, by the pool's key. */
export const membersByPool: (model: Model) => ReadonlyMap<Key, readonly Ip[]> = perModel(
  (model) => {
    const members = new Map<Key, Ip[]>();
    const add = (pool: Key, ips: readonly Ip[]): void => {
      const known = members.get(pool);
      if (known === undefined) members.set(pool, [...ips]);
      else known.push(...ips);
    };
    for (const { pools } of model.loadBalancers.values()) {
      for (const { key, members: listed } of pools) {
        for (const member of listed ?? []) {
          add(key, member.kind === "interface" ? addressesOf(model, member.nic) : [member.address]);
        }
      }
    }
    for (const { ipConfigurations } of model.nics.values()) {
      for (const { loadBalancerPools, address } of ipConfigurations) {
        if (address === undefined) continue;
        for (const pool of loadBalancerPools) add(pool, [address]);
      }
    }
    return members;
  },
);

function addressesOf({ nics }: Model, key: Key): readonly Ip[] {
  return (nics.get(key)?.ipConfigurations ?? []).flatMap(({ address }) => address ?? []);
}

function ofFirewalls({ firewalls, firewallPolicies }: Model): readonly Alias[] {
  return [...firewalls.values()].map(({ address, publicIps, policy, collections }) => {
    const groups = policiesFrom(firewallPolicies, policy).flatMap((one) => one.groups);
    const all = [...collections, ...groups.flatMap((group) => group.collections)];
    const targets = all.flatMap(({ rules }) =>
      rules.flatMap((rule) => (rule.kind === "nat" ? (rule.translatedAddress ?? []) : [])),
    );
    return { shown: hostsOf([address, ...publicIps.map((one) => one.address)]), meant: targets };
  });
}

/** A policy and those that it is based on. */
export function policiesFrom(
  policies: Model["firewallPolicies"],
  first: Key | undefined,
): readonly FirewallPolicy[] {
  const found = new Map<Key, FirewallPolicy>();
  for (let key = first; key !== undefined && !found.has(key); ) {
    const policy = policies.get(key);
    if (policy === undefined) break;
    found.set(key, policy);
    key = policy.base;
  }
  return [...found.values()];
}
