import type { FindingWalk } from "../finding/index.ts";
import {
  type AddressMatch,
  type Firewall,
  type FirewallMatch,
  type FirewallRule,
  type Key,
  type Model,
  type NetworkRule,
  nicsBySubnet,
  type PortRange,
  type Protocol,
  type SecurityRule,
} from "../model/index.ts";
import { containsIp, type Ip } from "../net/index.ts";
import type { Trace } from "../walk/index.ts";
import type { Ground } from "./ground.ts";
import { type ShownFlow, showWalk } from "./show-walk.ts";

/** A flow whose port is still to be chosen. */
export type OpenFlow = Omit<ShownFlow, "protocol" | "port">;

/** Whose rules say which ports are used between two ends, and how many of them are tried. */
export interface Judges {
  readonly firewalls: readonly Firewall[];
  /** Subnet of the destination. */
  readonly subnet: Key | undefined;
  /** At most so many walks are made; a handful where nobody says. */
  readonly most?: number;
}

/** What a rule lets through. */
interface Let {
  readonly protocols: readonly (Protocol | "any")[];
  readonly destinationPorts: readonly PortRange[];
}

/** What is sent to try a way. */
export interface Probe {
  /** With a port where the protocol has ports. */
  readonly protocol: Protocol;
  readonly port: number | undefined;
}

// More walks than this are not made for one finding.
const mostProbes = 6;
const usual: Probe = { protocol: "tcp", port: 443 };

/** What came of trying. */
export interface Probed {
  /** The first flow that shows what was looked for; absent where none does. */
  readonly shown: FindingWalk | undefined;
  /** The flows that were tried before it. */
  readonly others: readonly Trace[];
}

/**
 * Looks for a flow between two ends that shows something: HTTPS, or what the rules on its way let
 * through. Cost: a few walks.
 */
export function probe(
  ground: Ground,
  flow: OpenFlow,
  judges: Judges,
  shows: (trace: Trace) => boolean,
): Probed {
  const others: Trace[] = [];
  for (const { protocol, port } of probesFor(ground.model, flow, judges)) {
    const walk = showWalk(ground, { ...flow, protocol, port });
    if (shows(walk.trace)) return { shown: walk, others };
    others.push(walk.trace);
  }
  return { shown: undefined, others };
}

// The usual one first, which nearly always does; rules are only read where it does not.
function* probesFor(model: Model, flow: OpenFlow, judges: Judges): Iterable<Probe> {
  yield usual;
  const tried = new Set([nameOf(usual)]);
  for (const one of namedProbes(model, flow, judges)) {
    if (tried.size >= (judges.most ?? mostProbes)) return;
    if (tried.has(nameOf(one))) continue;
    tried.add(nameOf(one));
    yield one;
  }
}

function nameOf({ protocol, port }: Probe): string {
  return `${protocol} ${port}`;
}

function* namedProbes(model: Model, flow: OpenFlow, judges: Judges): Iterable<Probe> {
  for (const firewall of judges.firewalls) {
    for (const rule of networkRules(model, firewall)) {
      const isForFlow =
        hasAddress(rule.sources, flow.source) && hasAddress(rule.destinations, flow.destination);
      if (isForFlow) yield* probesOf(rule);
    }
  }
  if (judges.subnet === undefined) return;
  for (const rule of allowRules(model, judges.subnet)) yield* probesOf(letBy(rule));
}

function letBy({ protocol, destinationPorts }: SecurityRule): Let {
  return { protocols: [protocol], destinationPorts };
}

const knownRules = new WeakMap<Model, Map<Firewall, readonly NetworkRule[]>>();

// Read once for a model: a hub's firewall has many rules, and stands before many spokes.
function networkRules(model: Model, firewall: Firewall): readonly NetworkRule[] {
  const known = knownRules.get(model) ?? new Map<Firewall, readonly NetworkRule[]>();
  knownRules.set(model, known);
  const present = known.get(firewall);
  if (present !== undefined) return present;
  const policies = policiesOf(model, firewall.policy);
  const collections = [
    ...firewall.collections,
    ...policies.flatMap(({ groups }) => groups.flatMap((group) => group.collections)),
  ];
  const rules = collections
    .filter(({ action }) => action === "allow")
    .flatMap((collection) => collection.rules.flatMap((rule) => asNetworkRule(rule)));
  known.set(firewall, rules);
  return rules;
}

function asNetworkRule(rule: FirewallRule): readonly NetworkRule[] {
  return rule.kind === "network" ? [rule] : [];
}

// A policy and those that it is built on; Azure allows no circle, and a file may hold one.
function policiesOf({ firewallPolicies }: Model, key: Key | undefined) {
  const policies = new Set<NonNullable<ReturnType<typeof firewallPolicies.get>>>();
  let policy = key === undefined ? undefined : firewallPolicies.get(key);
  while (policy !== undefined && !policies.has(policy)) {
    policies.add(policy);
    policy = policy.base === undefined ? undefined : firewallPolicies.get(policy.base);
  }
  return [...policies];
}

function allowRules(model: Model, subnet: Key): readonly SecurityRule[] {
  const own = model.subnets.get(subnet)?.networkSecurityGroup;
  const ofNics = (nicsBySubnet(model).get(subnet) ?? []).map((nic) => nic.networkSecurityGroup);
  const groups = new Set([own, ...ofNics].flatMap((key) => key ?? []));
  return [...groups].flatMap((key) =>
    (model.securityGroups.get(key)?.rules ?? []).filter(
      ({ direction, access }) => direction === "inbound" && access === "allow",
    ),
  );
}

function probesOf({ protocols, destinationPorts }: Let): readonly Probe[] {
  return protocols.map((protocol) => openProbe(protocol, destinationPorts));
}

function openProbe(protocol: Protocol | "any", ports: readonly PortRange[]): Probe {
  if (protocol !== "any" && protocol !== "tcp" && protocol !== "udp") {
    return { protocol, port: undefined };
  }
  const [range] = ports;
  // A rule for all ports takes the usual one.
  const port = range === undefined || range.first === 0 ? usual.port : range.first;
  return { protocol: protocol === "any" ? usual.protocol : protocol, port };
}

/** A protocol and a port that a rule is for. */
export function probeBy({ protocol, destinationPorts }: SecurityRule): Probe {
  return openProbe(protocol, destinationPorts);
}

function hasAddress(matches: readonly (AddressMatch | FirewallMatch)[], ip: Ip): boolean {
  return matches.some((match) => {
    switch (match.kind) {
      case "any":
        return true;
      case "prefix":
        return containsIp(match.prefix, ip);
      case "range":
        return typeof match.first === typeof ip && match.first <= ip && ip <= match.last;
      default:
        return false;
    }
  });
}
