import type { Example, FlowSet } from "../flow/index.ts";
import {
  type AddressMatch,
  type AdminRule,
  type Key,
  type Model,
  networkTagOf,
  type Peering,
  type SecurityGroup,
  type Subnet,
} from "../model/index.ts";
import {
  containsIp,
  hostPrefix,
  type Ip,
  type Prefix,
  type PrefixSet,
  prefixSet,
} from "../net/index.ts";
import type { EffectiveTable, Router } from "../route/index.ts";
import { adminRulesByNetwork } from "./admin-rules.ts";
import {
  type GroupMembers,
  groupMembers,
  type NicsByAddress,
  nicsByAddress,
} from "./application-group.ts";
import { type AttachedGroup, attachments } from "./attachment.ts";
import { judge } from "./judge.ts";
import type { AdminTests } from "./judge-admin.ts";
import type { GroupTests } from "./judge-group.ts";
import { narrow } from "./narrow.ts";
import type { ScopeSets } from "./rule-space.ts";
import { ruleTest } from "./rule-test.ts";
import { createScope, type Scope } from "./scope.ts";
import { nameGroup, plainStep } from "./step.ts";
import { expandNetworkTag } from "./tag-expansion.ts";
import { insideSets, type SharedSets, type TagSet, tagSetOf } from "./tag-set.ts";
import type { FilterQuestion, FilterStep } from "./verdict.ts";
import { type TagPrefix, tagPrefixes } from "./virtual-network-tag.ts";

/**
 * Judges flows by admin rules and network security groups.
 *
 * Belongs to one router, and so to one model and one set of switches. Rules, tags and memberships
 * are made ready when they are first needed and kept; subnets with one table share one tag.
 */
export class Filters {
  readonly #router: Router;
  readonly #model: Model;
  readonly #scopes = new WeakMap<Subnet, Scope>();
  readonly #tags = new WeakMap<EffectiveTable["groups"], TagSet>();
  readonly #shared: SharedSets = new WeakMap();
  readonly #groups = new WeakMap<SecurityGroup, GroupTests>();
  readonly #serviceTags = new Map<string, PrefixSet | undefined>();
  #admin: ReadonlyMap<Key, readonly AdminRule[]> | undefined;
  readonly #adminTests = new Map<Key, AdminTests>();
  readonly #members = new Map<Key, GroupMembers>();
  readonly #memberSets = new Map<string, PrefixSet>();
  readonly #scopeSets = new WeakMap<TagSet, Omit<ScopeSets, "membersOf">>();
  readonly #nics = new Map<Key, NicsByAddress>();

  constructor(router: Router) {
    this.#router = router;
    this.#model = router.model;
  }

  /** The model whose rules are judged. */
  get model(): Model {
    return this.#model;
  }

  /**
   * What each filter says about a flow, in Azure's order: admin rules first, then the groups in the
   * order of the direction (NSG-1). Stops after the first that denies; the last step decides, and
   * there is always one. Cost: microseconds once the rules of the place have been used.
   */
  judge(question: FilterQuestion): readonly FilterStep[] {
    const subnet = this.#model.subnets.get(question.subnet);
    if (subnet === undefined) {
      const frame = { direction: question.direction, level: "subnet" } as const;
      return [plainStep(frame, "unknown", { reason: "groupMissing", rules: ["NSG-1"] })];
    }
    return judge({
      question,
      subnet,
      nic: question.nic === undefined ? undefined : this.#model.nics.get(question.nic),
      scope: this.#scopeOf(subnet),
      admin: this.#adminTestsOf(subnet),
      dropsClosed: this.#model.behavior.vnetAccessFalseHardDrop === "true",
      testsOf: (key) => this.#testsOf(key),
      isFilteredThere: (peering, ip) => this.#isFilteredThere(peering, ip),
    });
  }

  /**
   * Makes a set of flows smaller so that `judge` decides about all of them as about the example, by
   * the same rules; the set holds the example's flow. Cost: linear in the rules of the place.
   */
  narrow(
    question: Pick<FilterQuestion, "direction" | "subnet" | "nic" | "privateEndpoint">,
    example: Example,
    set: FlowSet,
  ): FlowSet {
    const subnet = this.#model.subnets.get(question.subnet);
    if (subnet === undefined) return set;
    return narrow(
      {
        question,
        example,
        subnet,
        nic: question.nic === undefined ? undefined : this.#model.nics.get(question.nic),
        scope: this.#scopeOf(subnet),
        sets: this.#setsOf(subnet),
        admin: this.#adminTestsOf(subnet),
        testsOf: (key) => this.#testsOf(key),
      },
      set,
    );
  }

  /**
   * The prefixes of the tag `VirtualNetwork` of a subnet, each with who put it there, in the order
   * of the subnet's table (NSG-7). One may be there twice; empty when the model lacks the subnet.
   */
  virtualNetworkTag(subnet: Key): readonly TagPrefix[] {
    const table = this.#router.tableOf({ subnet, gateway: undefined });
    return table === undefined ? [] : tagPrefixes(this.#model, table);
  }

  /** Whether the tag `VirtualNetwork` of a subnet holds an address. */
  isInVirtualNetwork(subnet: Key, ip: Ip): boolean {
    const found = this.#model.subnets.get(subnet);
    return found !== undefined && this.#scopeOf(found).isInVirtualNetwork(ip);
  }

  /**
   * The prefixes that a match stands for at a subnet; absent for a service tag whose prefixes are
   * not known, and for `any`.
   */
  expand(match: AddressMatch, subnet: Key): readonly Prefix[] | undefined {
    switch (match.kind) {
      case "any":
      case "range":
        return undefined;
      case "prefix":
        return [match.prefix];
      case "applicationGroup":
        return this.#addressesOf(match.group, subnet).map((ip) => hostPrefix(ip));
      case "serviceTag": {
        const tag = networkTagOf(match.tag);
        return tag === undefined
          ? this.#model.serviceTags?.prefixesOf(match.tag)
          : expandNetworkTag(tag, this.virtualNetworkTag(subnet));
      }
    }
  }

  /** The admin rules that are judged at a subnet, by direction and priority. */
  adminRulesAt(subnet: Key): readonly AdminRule[] {
    const found = this.#model.subnets.get(subnet);
    if (found === undefined || isExempt(found)) return [];
    this.#admin ??= adminRulesByNetwork(this.#model);
    return this.#admin.get(found.network) ?? [];
  }

  /** The security groups at a place in the order in which they are asked (NSG-1). */
  groupsAt({
    direction,
    subnet,
    nic,
  }: Pick<FilterQuestion, "direction" | "subnet" | "nic">): readonly AttachedGroup[] {
    const { subnets, nics, securityGroups } = this.#model;
    const found = subnets.get(subnet);
    if (found === undefined) return [];
    const holder = nic === undefined ? undefined : nics.get(nic);
    return attachments(direction, found, holder).map((one) => ({
      ...one,
      group: securityGroups.get(one.key),
    }));
  }

  #scopeOf(subnet: Subnet): Scope {
    const present = this.#scopes.get(subnet);
    if (present !== undefined) return present;
    const table = this.#router.tableOf({ subnet: subnet.key, gateway: undefined });
    const created = createScope({
      model: this.#model,
      subnet,
      table,
      tag: this.#tagOf(table),
      members: () => this.#membersOf(subnet.network),
    });
    this.#scopes.set(subnet, created);
    return created;
  }

  #tagOf(table: EffectiveTable | undefined): TagSet {
    if (table === undefined) return noTag;
    const present = this.#tags.get(table.groups);
    if (present !== undefined) return present;
    const created = tagSetOf(this.#model, table, this.#shared);
    this.#tags.set(table.groups, created);
    return created;
  }

  #setsOf(subnet: Subnet): ScopeSets {
    const tag = this.#tagOf(this.#router.tableOf({ subnet: subnet.key, gateway: undefined }));
    const present = this.#scopeSets.get(tag);
    const sets = present ?? insideSets(tag);
    if (present === undefined) this.#scopeSets.set(tag, sets);
    return { ...sets, membersOf: (group) => this.#memberSet(group, subnet.network) };
  }

  #memberSet(group: Key, network: Key): PrefixSet {
    const key = `${group} ${network}`;
    const present = this.#memberSets.get(key);
    if (present !== undefined) return present;
    const hosts = [...this.#membersOf(network)].flatMap(([ip, groups]) =>
      groups.includes(group) ? [hostPrefix(ip)] : [],
    );
    const created = prefixSet(hosts);
    this.#memberSets.set(key, created);
    return created;
  }

  #testsOf(key: Key): GroupTests | undefined {
    const group = this.#model.securityGroups.get(key);
    if (group === undefined) return undefined;
    const present = this.#groups.get(group);
    if (present !== undefined) return present;
    const tests = group.rules.map((rule) => ruleTest(rule, this.#lookUp));
    const created: GroupTests = { named: nameGroup(group), ...byDirection(tests) };
    this.#groups.set(group, created);
    return created;
  }

  #adminTestsOf(subnet: Subnet): AdminTests {
    const rules = this.adminRulesAt(subnet.key);
    if (rules.length === 0) return noAdminTests;
    const present = this.#adminTests.get(subnet.network);
    if (present !== undefined) return present;
    const created = byDirection(rules.map((rule) => ruleTest(rule, this.#lookUp, ["NSG-13"])));
    this.#adminTests.set(subnet.network, created);
    return created;
  }

  readonly #lookUp = (tag: string): PrefixSet | undefined => {
    const key = tag.toLowerCase();
    if (this.#serviceTags.has(key)) return this.#serviceTags.get(key);
    const prefixes = this.#model.serviceTags?.prefixesOf(tag);
    const set = prefixes === undefined ? undefined : prefixSet(prefixes);
    this.#serviceTags.set(key, set);
    return set;
  };

  #isFilteredThere({ remote }: Peering, ip: Ip): boolean {
    const nic = this.#nicsOf(remote).get(ip);
    if (nic?.networkSecurityGroup !== undefined) return true;
    const network = this.#model.networks.get(remote);
    const subnets = network?.subnets.flatMap((key) => this.#model.subnets.get(key) ?? []) ?? [];
    const holder = subnets.find(({ prefixes }) =>
      prefixes.some(({ prefix }) => containsIp(prefix, ip)),
    );
    return holder?.networkSecurityGroup !== undefined;
  }

  #membersOf(network: Key): GroupMembers {
    const present = this.#members.get(network);
    if (present !== undefined) return present;
    const created = groupMembers(this.#model, network);
    this.#members.set(network, created);
    return created;
  }

  #nicsOf(network: Key): NicsByAddress {
    const present = this.#nics.get(network);
    if (present !== undefined) return present;
    const created = nicsByAddress(this.#model, network);
    this.#nics.set(network, created);
    return created;
  }

  #addressesOf(group: Key, subnet: Key): readonly Ip[] {
    const network = this.#model.subnets.get(subnet)?.network;
    if (network === undefined) return [];
    return [...this.#membersOf(network)]
      .filter(([, groups]) => groups.includes(group))
      .map(([ip]) => ip);
  }
}

const noTag: TagSet = { near: prefixSet([]), shared: [], wide: prefixSet([]) };
const noAdminTests: AdminTests = { inbound: [], outbound: [] };

function byDirection<T extends { readonly rule: { readonly direction: string } }>(
  tests: readonly T[],
): { readonly inbound: readonly T[]; readonly outbound: readonly T[] } {
  return {
    inbound: tests.filter(({ rule }) => rule.direction === "inbound"),
    outbound: tests.filter(({ rule }) => rule.direction === "outbound"),
  };
}

// NSG-14: subnets of services whose network intent policy keeps admin rules off them.
function isExempt({ role }: Subnet): boolean {
  return role !== "workload" && role !== "routingAppliance";
}
