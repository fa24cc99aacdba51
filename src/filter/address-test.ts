import { type AddressMatch, type Key, type NetworkTag, networkTagOf } from "../model/index.ts";
import { hasIp, type Ip, type Prefix, type PrefixSet, prefixSet } from "../net/index.ts";
import { activationServers, loadBalancer, platformDns, platformImds } from "./platform.ts";
import type { Scope } from "./scope.ts";

/** The matches of one end of a rule, made ready to be compared with many addresses. */
export interface AddressTest {
  readonly isAny: boolean;
  /** Prefixes and tags that are the same everywhere. */
  readonly sets: readonly PrefixSet[];
  readonly ranges: readonly { readonly first: Ip; readonly last: Ip }[];
  /** Tags that depend on the network, and those of the platform, as the rule names them. */
  readonly tags: readonly NetworkTag[];
  readonly groups: readonly Key[];
  /** Service tags whose prefixes nobody has given. */
  readonly unknownTags: readonly string[];
}

/** Gives the addresses of a service tag; absent when they are not known. */
export type TagLookup = (tag: string) => PrefixSet | undefined;

/** Makes a test of matches. */
export function addressTest(matches: readonly AddressMatch[], lookUp: TagLookup): AddressTest {
  const prefixes: Prefix[] = [];
  const sets: PrefixSet[] = [];
  const ranges: { first: Ip; last: Ip }[] = [];
  const tags: NetworkTag[] = [];
  const groups: Key[] = [];
  const unknownTags: string[] = [];
  for (const match of matches) {
    switch (match.kind) {
      case "any":
        break;
      case "prefix":
        prefixes.push(match.prefix);
        break;
      case "range":
        ranges.push({ first: match.first, last: match.last });
        break;
      case "applicationGroup":
        groups.push(match.group);
        break;
      case "serviceTag": {
        const tag = networkTagOf(match.tag);
        const set = tag === undefined ? lookUp(match.tag) : fixedSets[tag];
        if (tag !== undefined) tags.push(tag);
        if (set !== undefined) sets.push(set);
        if (set === undefined && tag === undefined) unknownTags.push(match.tag);
      }
    }
  }
  if (prefixes.length > 0) sets.unshift(prefixSet(prefixes));
  const isAny = matches.some(({ kind }) => kind === "any");
  return { isAny, sets, ranges, tags, groups, unknownTags };
}

const fixedSets: Readonly<Record<NetworkTag, PrefixSet | undefined>> = {
  virtualNetwork: undefined,
  internet: undefined,
  loadBalancer,
  platformDns,
  platformImds,
  platformActivation: activationServers,
};

/**
 * Whether one end of a rule matches an address; `undefined` when only a tag could tell whose
 * prefixes are not known.
 */
export function testAddress(test: AddressTest, ip: Ip, scope: Scope): boolean | undefined {
  if (test.isAny) return true;
  for (const set of test.sets) {
    if (hasIp(set, ip)) return true;
  }
  for (const { first, last } of test.ranges) {
    if (typeof first === typeof ip && first <= ip && ip <= last) return true;
  }
  for (const tag of test.tags) {
    if (tag === "virtualNetwork" && scope.isInVirtualNetwork(ip)) return true;
    if (tag === "internet" && scope.isInInternet(ip)) return true;
  }
  for (const group of test.groups) {
    if (scope.isMember(group, ip)) return true;
  }
  return test.unknownTags.length > 0 ? undefined : false;
}

/** Whether a rule's end names a tag of the platform, and so may stop what is exempt (NSG-10). */
export function namesPlatform({ tags }: AddressTest): boolean {
  return tags.some(
    (tag) => tag === "platformDns" || tag === "platformImds" || tag === "platformActivation",
  );
}
