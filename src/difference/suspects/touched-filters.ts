import { commonFlows } from "../../flow/index.ts";
import { type Key, type Model, type Nic, perModel, type Subnet } from "../../model/index.ts";
import { intersect, type PrefixSet, union } from "../../net/index.ts";
import type { Reach } from "../../reach/index.ts";
import type { Touched } from "../model/touched.ts";
import { hostsOf, withAliases } from "./aliases.ts";
import type { Area } from "./area.ts";
import { changedBoxes, type RuleBox, rulesOf } from "./rule-change.ts";
import { type Devices, devicesIn, flowsThrough, joined, spaceOfSubnets } from "./through.ts";
import { translated } from "./touched-routes.ts";

/**
 * Flows about which security groups and admin rules may not say the same: because rules are others,
 * or because tags and application groups mean other addresses. `retabled` are the subnets whose
 * table may differ.
 */
export function ofFilters(
  reaches: readonly [Reach, Reach],
  touched: Touched,
  retabled: ReadonlyMap<Key, readonly Key[]>,
): Area {
  const changes = new Changes(reaches);
  const isRegrouped = hasTouchedMembers(reaches, touched);
  const groups = touched.of("securityGroups");
  const tabled = new Set([...retabled.values()].flat());
  const isRuled = touched.of("adminRules").size > 0;
  const isAbout = (key: Key | undefined): boolean => key !== undefined && groups.has(key);
  for (const subnet of reaches[1].model.subnets.values()) {
    const was = reaches[0].model.subnets.get(subnet.key);
    if (was === undefined) continue;
    const pair = [was.networkSecurityGroup, subnet.networkSecurityGroup] as const;
    const isOpen = isRegrouped || isRuled || tabled.has(subnet.key);
    if (isOpen || pair[0] !== pair[1] || pair.some(isAbout)) {
      changes.add(subnet, { groups: pair, nics: undefined });
    }
    if (isOpen) changes.addAdmin(subnet);
    for (const nic of filteredNics(reaches[1].model).get(subnet.key) ?? []) {
      if (!isOpen && !isAbout(nic.networkSecurityGroup)) continue;
      const key = nic.networkSecurityGroup;
      changes.add(subnet, { groups: [key, key], nics: [nic] });
    }
  }
  return changes.area();
}

// Interfaces with a security group of their own; those that have changed themselves are told of as
// hosts.
const filteredNics: (model: Model) => ReadonlyMap<Key, readonly Nic[]> = perModel(({ nics }) => {
  const found = new Map<Key, Nic[]>();
  for (const nic of nics.values()) {
    const { networkSecurityGroup, subnet } = nic;
    if (networkSecurityGroup === undefined || subnet === undefined) continue;
    found.set(subnet, [...(found.get(subnet) ?? []), nic]);
  }
  return found;
});

function hasTouchedMembers(reaches: readonly Reach[], touched: Touched): boolean {
  return reaches.some(
    ({ model }) =>
      [...touched.of("nics")].some((key) =>
        model.nics.get(key)?.ipConfigurations.some((one) => one.applicationGroups.length > 0),
      ) ||
      [...touched.of("privateEndpoints")].some(
        (key) => (model.privateEndpoints.get(key)?.applicationGroups.length ?? 0) > 0,
      ),
  );
}

interface Place {
  readonly groups: readonly [Key | undefined, Key | undefined];
  /** Absent for all hosts of the subnet. */
  readonly nics: readonly Nic[] | undefined;
}

interface Change {
  readonly boxes: readonly RuleBox[];
  hosts: PrefixSet;
  devices: Devices;
}

/** Collects changes of lists, each pair of lists once for all subnets at which it is judged alike. */
class Changes {
  readonly #reaches: readonly [Reach, Reach];
  readonly #known = new Map<string, Change>();
  readonly #tables = new Map<object, number>();

  constructor(reaches: readonly [Reach, Reach]) {
    this.#reaches = reaches;
  }

  add(subnet: Subnet, { groups, nics }: Place): void {
    if (groups[0] === undefined && groups[1] === undefined) return;
    const [before, after] = this.#reaches;
    const key = `${groups[0]} ${groups[1]} ${this.#scopeOf(subnet)}`;
    const boxes = () =>
      changedBoxes(
        { reach: before, subnet, rules: rulesOf(before.model, groups[0]) },
        { reach: after, subnet, rules: rulesOf(after.model, groups[1]) },
      );
    this.#put(key, boxes, subnet, nics);
  }

  addAdmin(subnet: Subnet): void {
    const [before, after] = this.#reaches;
    const lists = [before, after].map((reach) => ({
      reach,
      subnet,
      rules: reach.walker.world.filters.adminRulesAt(subnet.key),
    }));
    const [old, now] = lists;
    if (old === undefined || now === undefined || old.rules.length + now.rules.length === 0) return;
    const key = `admin ${this.#scopeOf(subnet)}`;
    this.#put(key, () => changedBoxes(old, now), subnet, undefined);
  }

  #put(
    key: string,
    boxes: () => readonly RuleBox[],
    subnet: Subnet,
    nics: readonly Nic[] | undefined,
  ): void {
    const change = this.#known.get(key) ?? {
      boxes: boxes(),
      hosts: hostsOf([]),
      devices: joined([]),
    };
    this.#known.set(key, change);
    if (change.boxes.length === 0) return;
    const { model } = this.#reaches[1];
    const addresses = (nics ?? []).flatMap(({ ipConfigurations }) =>
      ipConfigurations.map(({ address }) => address),
    );
    const hosts = nics === undefined ? spaceOfSubnets(model, [subnet]) : hostsOf(addresses);
    change.hosts = union(change.hosts, hosts);
    change.devices = joined([change.devices, devicesIn(model, subnet)]);
  }

  // Application groups and admin rules belong to a network, and tags to a table.
  #scopeOf({ key, network }: Subnet): string {
    const tables = this.#reaches.map(({ walker }) =>
      walker.router.tableOf({ subnet: key, gateway: undefined }),
    );
    const numbers = tables.map((table) => {
      if (table === undefined) return "";
      const known = this.#tables.get(table.groups) ?? this.#tables.size;
      this.#tables.set(table.groups, known);
      return known;
    });
    return `${network} ${numbers.join(" ")}`;
  }

  area(): Area {
    return [...this.#known.values()].flatMap(({ boxes, hosts, devices }) =>
      boxes.length === 0
        ? []
        : this.#reaches.flatMap((reach) => areaOf(reach, { boxes, hosts, devices })),
    );
  }
}

function areaOf(reach: Reach, { boxes, hosts, devices }: Change): Area {
  const { model } = reach;
  const passing = flowsThrough(reach, devices);
  return boxes.flatMap(({ direction, sources, destinations, services }) => {
    const own =
      direction === "inbound"
        ? { sources, destinations: withAliases(model, intersect(destinations, hosts)), services }
        : {
            sources: intersect(sources, hosts),
            destinations: withAliases(model, destinations),
            services,
          };
    const box = { sources, destinations: withAliases(model, destinations), services };
    const turned = direction === "inbound" ? translated(reach, hosts, sources) : [];
    return [
      own,
      ...[...passing, ...turned].flatMap((one) => commonFlows(one, box) ?? []),
      ...turned,
    ];
  });
}
