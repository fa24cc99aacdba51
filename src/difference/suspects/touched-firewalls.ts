import {
  commonFlows,
  everyService,
  type FlowSet,
  noService,
  type ServiceSet,
  servicesOf,
  uniteServices,
} from "../../flow/index.ts";
import type {
  Firewall,
  FirewallMatch,
  FirewallPolicy,
  FirewallRule,
  Model,
} from "../../model/index.ts";
import { type PrefixSet, prefixSet, rangeSet, unionOf } from "../../net/index.ts";
import type { Reach } from "../../reach/index.ts";
import { hasEqualMeaning } from "../model/equal-meaning.ts";
import type { Touched } from "../model/touched.ts";
import { hostsOf, policiesFrom, withAliases } from "./aliases.ts";
import { type Area, everywhere, flowsTo } from "./area.ts";
import { flowsThrough } from "./through.ts";

/** Flows that pass firewalls whose policies do not say the same about them. */
export function ofFirewalls(reaches: readonly [Reach, Reach], touched: Touched): Area {
  const [before, after] = reaches;
  const areNamesTouched = nameMaps.some((map) => touched.of(map).size > 0);
  if (touched.of("firewallPolicies").size === 0 && !areNamesTouched) return [];
  return [...after.model.firewalls.values()].flatMap((firewall) => {
    const was = before.model.firewalls.get(firewall.key);
    // One that is not the same itself is told of as a device.
    if (was?.address === undefined) return [];
    const boxes = changedBoxes(
      { model: before.model, firewall: was },
      { model: after.model, firewall },
      areNamesTouched,
    );
    const devices = { addresses: [was.address], gateways: [] };
    return reaches.flatMap((reach) =>
      boxes.length === 0
        ? []
        : flowsThrough(reach, devices).flatMap((one) =>
            boxes.flatMap((box) => commonFlows(one, shownIn(reach.model, box)) ?? []),
          ),
    );
  });
}

// Rules may name destinations, and firewalls ask for them.
const nameMaps = ["privateZones", "privateEndpoints", "publicHosts"] as const;

interface Judge {
  readonly model: Model;
  readonly firewall: Firewall;
}

function shownIn(model: Model, box: FlowSet): FlowSet {
  return { ...box, destinations: withAliases(model, box.destinations) };
}

function changedBoxes(before: Judge, after: Judge, areNamesTouched: boolean): readonly FlowSet[] {
  const [old, now] = [policiesOf(before), policiesOf(after)];
  if (!hasEqualMeaning(old.map(withoutRules), now.map(withoutRules))) {
    return flowsTo(everywhere, everywhere) as readonly FlowSet[];
  }
  const [was, is] = [rulesOf(before, old), rulesOf(after, now)];
  return [
    ...[...was].flatMap(([key, rule]) => (is.has(key) ? [] : boxOf(before.model, rule))),
    ...[...is].flatMap(([key, rule]) => (was.has(key) ? [] : boxOf(after.model, rule))),
    ...(areNamesTouched
      ? [...is.values()].flatMap((rule) => (isNamed(rule) ? boxOf(after.model, rule) : []))
      : []),
  ];
}

function policiesOf({ model, firewall }: Judge): readonly FirewallPolicy[] {
  return policiesFrom(model.firewallPolicies, firewall.policy);
}

function withoutRules(policy: FirewallPolicy): object {
  return { ...policy, groups: undefined, name: undefined, id: undefined, key: undefined };
}

// Rules with all that decides about their turn.
function rulesOf(
  { firewall }: Judge,
  policies: readonly FirewallPolicy[],
): ReadonlyMap<string, FirewallRule> {
  const rules = new Map<string, FirewallRule>();
  const lists = [
    { turn: "", collections: firewall.collections },
    ...policies.flatMap(({ groups }, at) =>
      groups.map(({ priority, name, collections }) => ({
        turn: `${at} ${priority} ${name}`,
        collections,
      })),
    ),
  ];
  for (const { turn, collections } of lists) {
    for (const { name, kind, priority, action, rules: own } of collections) {
      for (const rule of own) {
        rules.set([turn, name, kind, priority, action, meaningOf(rule)].join(" "), rule);
      }
    }
  }
  return rules;
}

function meaningOf(rule: FirewallRule): string {
  return JSON.stringify(rule, (name, value: unknown) => {
    if (name === "place" || name === "name") return undefined;
    return typeof value === "bigint" ? `${value}n` : value;
  });
}

function isNamed(rule: FirewallRule): boolean {
  if (rule.kind === "nat") return rule.translatedFqdn !== undefined;
  return rule.kind === "network" && rule.destinationFqdns.length > 0;
}

function boxOf(model: Model, rule: FirewallRule): readonly FlowSet[] {
  const sources = spaceOf(model, rule.sources);
  const box = { sources, destinations: destinationsOf(model, rule), services: servicesIn(rule) };
  return [box];
}

function destinationsOf(model: Model, rule: FirewallRule): PrefixSet {
  switch (rule.kind) {
    case "network":
      return rule.destinationFqdns.length > 0 ? everywhere : spaceOf(model, rule.destinations);
    case "application":
      return rule.destinations.length === 0 ? everywhere : spaceOf(model, rule.destinations);
    case "nat":
      return unionOf([spaceOf(model, rule.destinations), hostsOf([rule.translatedAddress])]);
  }
}

function spaceOf(model: Model, matches: readonly FirewallMatch[]): PrefixSet {
  return unionOf(matches.map((match) => spaceOfMatch(model, match)));
}

function spaceOfMatch({ serviceTags }: Model, match: FirewallMatch): PrefixSet {
  switch (match.kind) {
    case "prefix":
      return prefixSet([match.prefix]);
    case "range": {
      const { first, last } = match;
      const isIp4 = typeof first === "number" && typeof last === "number";
      return isIp4 ? rangeSet([[first, last + 1]]) : everywhere;
    }
    case "serviceTag": {
      const prefixes = serviceTags?.prefixesOf(match.tag);
      return prefixes === undefined ? everywhere : prefixSet(prefixes);
    }
    case "any":
    case "applicationGroup":
    case "unknownGroup":
      return everywhere;
  }
}

function servicesIn(rule: FirewallRule): ServiceSet {
  if (rule.kind !== "network") return everyService;
  const ports = rule.destinationPorts.length === 0 ? undefined : rule.destinationPorts;
  return rule.protocols
    .map((protocol) => {
      if (protocol === "icmp") return servicesOf("icmp");
      return protocol === "any" ? everyService : servicesOf(protocol, ports);
    })
    .reduce(uniteServices, noService);
}
