import {
  type FirewallMatch,
  type FirewallRule,
  type Key,
  type Model,
  nicsBySubnet,
  type RuleCollection,
  type SecurityRule,
} from "../../model/index.ts";
import { formatPrefix, type Ip, prefixKey, prefixOf } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { perGround } from "./per-ground.ts";

/**
 * Tells apart senders whom devices on the way may treat differently because of their addresses.
 * Two sources of one class lie in the same prefixes of every rule there.
 */
export interface SourceClasses {
  /** A key that all sources of a class share. `near`: the network of the next hop, where known. */
  classOf(source: Ip, near: Key | undefined): string;
}

/** The classes that the rules of firewalls, and of security groups around next hops, make. */
export const sourceClasses: (ground: Ground) => SourceClasses = perGround(({ model }) => {
  const firewalls = createClasses(firewallSources(model));
  const byNetwork = new Map<Key, (source: Ip) => string>();
  return {
    classOf: (source, near) => {
      if (near === undefined) return firewalls(source);
      const groups = byNetwork.get(near) ?? createClasses(groupSources(model, near));
      byNetwork.set(near, groups);
      return `${firewalls(source)} ${groups(source)}`;
    },
  };
});

type Matches = readonly FirewallMatch[];

// The longest prefix that holds an address tells all others that hold it. Ranges that are no
// prefixes are few, and asked one by one.
function createClasses(matches: Matches): (source: Ip) => string {
  const prefixes = matches.flatMap((one) => (one.kind === "prefix" ? [one.prefix] : []));
  const ranges = matches.filter((one) => one.kind === "range");
  const known = new Set(prefixes.map(prefixKey));
  const usable = prefixes.filter(({ family }) => family === 4).map(({ length }) => length);
  const lengths = [...new Set(usable)].sort((a, b) => b - a);
  return (source) => {
    const longest = lengths
      .map((length) => prefixOf(source, length))
      .find((prefix) => known.has(prefixKey(prefix)));
    const inside = ranges.flatMap(({ first, last }, at) =>
      first <= source && source <= last ? [at] : [],
    );
    return [longest === undefined ? "any" : formatPrefix(longest), ...inside].join("+");
  };
}

function firewallSources({ firewalls, firewallPolicies }: Model): Matches {
  const collections: readonly RuleCollection[] = [
    ...[...firewalls.values()].flatMap((one) => one.collections),
    ...[...firewallPolicies.values()].flatMap(({ groups }) =>
      groups.flatMap((group) => group.collections),
    ),
  ];
  const rules = collections.flatMap((one): readonly FirewallRule[] => one.rules);
  return rules.flatMap(({ sources }) => sources);
}

function groupSources(model: Model, network: Key): Matches {
  const subnets = model.networks.get(network)?.subnets ?? [];
  const keys = new Set<Key | undefined>();
  for (const key of subnets) {
    keys.add(model.subnets.get(key)?.networkSecurityGroup);
    for (const nic of nicsBySubnet(model).get(key) ?? []) {
      if (nic.forwardsIp) keys.add(nic.networkSecurityGroup);
    }
  }
  const groups = [...keys].flatMap((key) => (key && model.securityGroups.get(key)) ?? []);
  const rules = groups.flatMap((group): readonly SecurityRule[] => group.rules);
  return rules.flatMap(({ sources }) => sources);
}
