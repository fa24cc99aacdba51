import {
  clip,
  commonServices,
  type Example,
  type FlowSet,
  hasExampleService,
  narrowToRule,
  narrowToSide,
  noService,
  type RuleSpace,
  type ServiceSet,
  servicesOf,
  subtractServices,
  uniteServices,
} from "../flow/index.ts";
import type { Firewall, FirewallMatch, Model } from "../model/index.ts";
import { hostPrefix, type Ip, type PrefixSet, prefixSet } from "../net/index.ts";
import { type ListSpace, spaceOfList } from "./address-match.ts";
import type { InspectContext } from "./inspect.ts";
import { matchName } from "./name-match.ts";
import { orderOf, type PlacedRule, type RuleOrder } from "./order.ts";
import { type OwnAddress, ownAddress } from "./own-address.ts";
import type { PortRule } from "./port-match.ts";
import { privateAddresses, translationRanges } from "./source-translation.ts";

/** Everything that the judgement of a set of flows depends on. */
interface Inspected {
  readonly model: Model;
  readonly firewall: Firewall;
  readonly order: RuleOrder;
  readonly example: Example;
  readonly own: OwnAddress;
  readonly resolve: InspectContext["resolve"];
}

/**
 * Makes a set of new flows smaller so that the firewall does the same with all of them as with the
 * example, by the same rule. All are of one family, and all ask for the same name, or for none. Cost:
 * linear in the rules.
 */
export function narrowInspected(
  { model, firewall }: { readonly model: Model; readonly firewall: Firewall },
  example: Example,
  given: FlowSet,
  { resolve }: InspectContext = {},
): FlowSet {
  const order = orderOf(model, firewall);
  const own = ownAddress(firewall, example.flow.destination);
  const inspected: Inspected = { model, firewall, order, example, own, resolve };
  let set = narrowToOutcomes(inspected, narrowToOwn(inspected, given));
  const rules = own === "other" ? [] : order.nat.map((placed) => natSpace(inspected, placed));
  const first = narrowToFirst(inspected, rules, set);
  if (first.isMatch || own === "private" || own === "public") return first.set;
  set = order.nat.reduce((rest, placed) => narrowToImplied(inspected, placed, rest), first.set);
  const passing = [
    ...order.network.map((placed) => networkSpace(inspected, placed)),
    ...order.application.map((placed) => applicationSpace(inspected, placed)),
  ];
  return narrowToFirst(inspected, passing, set).set;
}

function narrowToOwn({ firewall, example, order, own }: Inspected, set: FlowSet): FlowSet {
  const { address, instances, publicIps } = firewall;
  // Each by itself: what is sent to one of them is for the firewall at that address.
  const addresses = [address, ...[...instances, ...publicIps].map((one) => one.address)];
  const at = example.flow.destination;
  const destinations = addresses.reduce(
    (rest, ip) => narrowToSide(rest, at, hostsOf([ip])),
    set.destinations,
  );
  const isProxy = own === "private" && order.policies[0]?.isDnsProxy === true;
  const services = isProxy ? narrowServices(set.services, example, dns) : set.services;
  return { ...set, destinations, services };
}

const dns: ServiceSet = servicesOf("any", [{ first: 53, last: 53 }]);
const withPorts: ServiceSet = uniteServices(servicesOf("tcp"), servicesOf("udp"));

function hostsOf(ips: readonly (Ip | undefined)[]): PrefixSet {
  return prefixSet(ips.flatMap((ip) => (ip === undefined ? [] : [hostPrefix(ip)])));
}

// What rules do with what they let pass: translate it or not (FWD-24), which needs ports (FWD-38); a
// private sender cannot be turned round (FWD-36).
function narrowToOutcomes({ firewall, order, example, own }: Inspected, set: FlowSet): FlowSet {
  const { source, destination } = example.flow;
  return {
    services: narrowServices(set.services, example, withPorts),
    sources: own === "other" ? set.sources : narrowToSide(set.sources, source, privateAddresses()),
    destinations: translationRanges(firewall, order).reduce(
      (rest, part) => narrowToSide(rest, destination, part),
      set.destinations,
    ),
  };
}

function narrowServices(set: ServiceSet, example: Example, part: ServiceSet): ServiceSet {
  return hasExampleService(part, example) ? commonServices(set, part) : subtractServices(set, part);
}

/** A rule as sets, and what else may decide whether it matches. */
interface PlacedSpace {
  readonly space: RuleSpace;
  /** The rule with everything in that cannot be compared; absent where all can be. */
  readonly open: RuleSpace | undefined;
  /** Services that the rule treats alike once it matches. */
  readonly kinds?: readonly ServiceSet[];
  /** Destinations that it treats alike once it matches. */
  readonly targets?: PrefixSet;
}

function narrowToFirst(
  { example }: Inspected,
  rules: readonly PlacedSpace[],
  given: FlowSet,
): { readonly set: FlowSet; readonly isMatch: boolean } {
  let set = given;
  for (const { space, open, kinds = [], targets } of rules) {
    const narrowed = narrowToRule(set, example, space);
    set = narrowed.set;
    if (narrowed.isMatch) {
      const services = kinds.reduce(
        (rest, kind) => narrowServices(rest, example, kind),
        set.services,
      );
      const destinations =
        targets === undefined
          ? set.destinations
          : narrowToSide(set.destinations, example.flow.destination, targets);
      return { set: { ...set, services, destinations }, isMatch: true };
    }
    if (open !== undefined) set = narrowToRule(set, example, open).set;
  }
  return { set, isMatch: false };
}

function natSpace(inspected: Inspected, { rule }: RuleOrder["nat"][number]): PlacedSpace {
  return plainSpace(inspected, rule, rule.sources, listOf(inspected, rule.destinations));
}

function networkSpace(inspected: Inspected, { rule }: RuleOrder["network"][number]): PlacedSpace {
  const list = listOf(inspected, rule.destinations);
  const named = rule.destinationFqdns.map((fqdn) => nameSpace(inspected, fqdn));
  const ends = [list, ...named];
  const isAll = ends.some(({ end }) => end === undefined);
  const destinations: ListSpace = {
    end: isAll ? undefined : ends.flatMap(({ end }) => end ?? []),
    isOpen: ends.some(({ isOpen }) => isOpen),
  };
  return plainSpace(inspected, rule, rule.sources, destinations);
}

// A name stands for what the firewall resolves it to, or for what its sender asked for by it.
function nameSpace({ example, resolve }: Inspected, fqdn: string): ListSpace {
  if (example.flow.name === fqdn) return { end: undefined, isOpen: false };
  const resolution = resolve?.(fqdn);
  if (resolution?.kind !== "addresses") return { end: [], isOpen: true };
  return { end: [{ within: hostsOf(resolution.addresses), except: [] }], isOpen: false };
}

function listOf({ model }: Inspected, matches: readonly FirewallMatch[]): ListSpace {
  return spaceOfList(matches, model);
}

function plainSpace(
  inspected: Inspected,
  rule: PortRule,
  sources: readonly FirewallMatch[],
  destinations: ListSpace,
): PlacedSpace {
  return joined(servicesTaken(rule), listOf(inspected, sources), destinations);
}

function joined(services: ServiceSet, sources: ListSpace, destinations: ListSpace): PlacedSpace {
  const space = { services, sources: sources.end, destinations: destinations.end };
  if (!sources.isOpen && !destinations.isOpen) return { space, open: undefined };
  return {
    space,
    open: {
      services,
      sources: sources.isOpen ? undefined : sources.end,
      destinations: destinations.isOpen ? undefined : destinations.end,
    },
  };
}

// As `coversPort`: no port written means every one, and ICMP does not look at ports that are written
// for it.
function servicesTaken({ protocols, destinationPorts }: PortRule): ServiceSet {
  const isEveryPort =
    destinationPorts.length === 0 ||
    destinationPorts.some(({ first, last }) => first === 0 && last === 65_535);
  const ports = isEveryPort ? undefined : destinationPorts;
  return protocols
    .map((protocol) => {
      if (protocol === "icmp") return servicesOf("icmp");
      if (protocol !== "any") return servicesOf(protocol, ports);
      return servicesOf("any", ports);
    })
    .reduce(uniteServices, noService);
}

function applicationSpace(
  inspected: Inspected,
  { rule }: RuleOrder["application"][number],
): PlacedSpace {
  const { example, resolve } = inspected;
  const match = matchName(rule, example.flow);
  const kinds = rule.protocols.map(({ port }) => servicesOf("tcp", [{ first: port, last: port }]));
  const services = match.answer === "no" ? noService : kinds.reduce(uniteServices, noService);
  const destinations: ListSpace =
    rule.destinations.length === 0
      ? { end: undefined, isOpen: false }
      : listOf(inspected, rule.destinations);
  const placed = joined(services, listOf(inspected, rule.sources), destinations);
  const found = resolvedTo(example, resolve);
  const targets = found === undefined ? {} : { targets: found };
  if (match.answer === "yes") return { ...placed, kinds, ...targets };
  // Nobody knows whether it matches: it decides nothing, and may tell flows apart.
  return { space: nothing, open: placed.open ?? placed.space };
}

const nothing: RuleSpace = { services: noService, sources: [], destinations: [] };

// Where the firewall reads the request it sends it to what it finds for the name itself.
function resolvedTo({ flow }: Example, resolve: InspectContext["resolve"]): PrefixSet | undefined {
  const resolution = flow.name === undefined ? undefined : resolve?.(flow.name);
  return resolution?.kind === "addresses" ? hostsOf(resolution.addresses) : undefined;
}

// FWD-37: a DNAT rule for any source also lets in what comes for its target.
function narrowToImplied(
  inspected: Inspected,
  { rule }: PlacedRule<RuleOrder["nat"][number]["rule"]>,
  set: FlowSet,
): FlowSet {
  const { translatedAddress, translatedPort, protocols, destinationPorts } = rule;
  if (translatedAddress === undefined || !rule.sources.some(({ kind }) => kind === "any"))
    return set;
  const within = hostsOf([translatedAddress]);
  const ports = translatedPort
    ? [{ first: translatedPort, last: translatedPort }]
    : destinationPorts;
  const space: RuleSpace = {
    services: servicesTaken({ protocols, destinationPorts: ports }),
    sources: undefined,
    destinations: [{ within, except: [] }],
  };
  if (clip(set.destinations, space.destinations) === undefined) return set;
  return narrowToRule(set, inspected.example, space).set;
}
