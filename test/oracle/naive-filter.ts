// The slow twin of the filters: every rule is compared with every prefix that its ends stand for,
// one by one, and the prefixes of the tags are gathered from the rows that Azure would list.
import type { FilterQuestion, Filters } from "../../src/filter/index.ts";
import type { Flow } from "../../src/flow/index.ts";
import type {
  AddressMatch,
  AdminRule,
  Key,
  Model,
  PortRange,
  SecurityRule,
} from "../../src/model/index.ts";
import { containsIp, hostPrefix, type Ip, type Prefix, parsePrefix } from "../../src/net/index.ts";
import { listRoutes, type Router } from "../../src/route/index.ts";

/** What the twin says: who decided, and how. */
export type NaiveVerdict = ReturnType<Filters["judge"]>[number]["verdict"];

/** One rule that decides, or the words for why none does. */
export interface NaiveAnswer {
  readonly verdict: NaiveVerdict;
  /** `LEVEL RULE`; `none` where no rule decides. */
  readonly by: string;
}

/** Judges a question by exhaustion. Only for flows between addresses of hosts. */
export function judgeNaively(router: Router, question: FilterQuestion): NaiveAnswer {
  const { model } = router;
  const subnet = model.subnets.get(question.subnet)!;
  const nic = question.nic === undefined ? undefined : model.nics.get(question.nic);
  const world: World = { model, tag: naiveTag(router, question.subnet), network: subnet.network };
  const admin = [...model.adminRules.values()]
    .filter(({ networks }) => networks.includes(subnet.network))
    .sort((a, b) => a.priority - b.priority);
  const groups = [
    { level: "nic", key: nic?.networkSecurityGroup },
    { level: "subnet", key: subnet.networkSecurityGroup },
  ].filter(({ key }) => key !== undefined);
  if (question.direction === "inbound") groups.reverse();
  let answer: NaiveAnswer = { verdict: "allowed", by: "none" };
  const governing = firstMatch(admin, question, world);
  if (governing !== undefined) {
    const { access } = governing as AdminRule;
    answer = { verdict: access === "deny" ? "denied" : "allowed", by: `admin ${governing.name}` };
    if (access !== "allow") return answer;
  }
  for (const { level, key } of groups) {
    const rule = firstMatch(model.securityGroups.get(key!)!.rules, question, world)!;
    const isAllowed = (rule as SecurityRule).access === "allow";
    answer = { verdict: isAllowed ? "allowed" : "denied", by: `${level} ${rule.name}` };
    if (!isAllowed) return answer;
  }
  return groups.length === 0 ? { ...answer, by: "none" } : answer;
}

interface World {
  readonly model: Model;
  readonly tag: readonly Prefix[];
  readonly network: Key;
}

/** The prefixes of the tag `VirtualNetwork`, from the model and from listed rows. */
export function naiveTag(router: Router, key: Key): readonly Prefix[] {
  const { model } = router;
  const subnet = model.subnets.get(key)!;
  const network = model.networks.get(subnet.network)!;
  const table = router.tableOf({ subnet: key, gateway: undefined })!;
  const closed = network.peerings.filter(({ allowsAccess }) => !allowsAccess);
  const isOpen = (remote: Key) => !closed.some((one) => one.remote === remote);
  const listed = listRoutes(table, model.behavior).flatMap(({ route }) => {
    const { nextHop, origin, prefixes } = route;
    const isPeer = nextHop.kind === "peering" && isOpen(nextHop.remote);
    return isPeer || origin === "gateway" || origin === "connectedGroup" ? prefixes : [];
  });
  const routeTable =
    subnet.routeTable === undefined ? undefined : model.routeTables.get(subnet.routeTable);
  const written = (routeTable?.routes ?? []).flatMap(({ destination }) =>
    destination.kind === "prefix"
      ? [destination.prefix]
      : (model.serviceTags?.prefixesOf(destination.tag) ?? []),
  );
  const takesDefault = model.behavior.vnetTagIncludesDefaultRoute === "true";
  return [
    ...network.addressSpace.map(({ prefix }) => prefix),
    ...[...listed, ...written].filter(({ length }) => length > 0 || takesDefault),
    parsePrefix("168.63.129.16/32")!,
  ];
}

function firstMatch(
  rules: readonly (SecurityRule | AdminRule)[],
  { flow, direction }: FilterQuestion,
  world: World,
): SecurityRule | AdminRule | undefined {
  return rules
    .filter((rule) => rule.direction === direction)
    .find((rule) => isMatch(rule, flow, world));
}

function isMatch(rule: SecurityRule | AdminRule, flow: Flow, world: World): boolean {
  const isSame = rule.protocol === "any" || rule.protocol === flow.protocol;
  return (
    isSame &&
    isPort(rule.sourcePorts, flow.sourcePort) &&
    isPort(rule.destinationPorts, flow.destinationPort) &&
    rule.sources.some((match) => isAddress(match, flow.source, world)) &&
    rule.destinations.some((match) => isAddress(match, flow.destination, world))
  );
}

// Protocols without ports match what names all ports.
function isPort(ranges: readonly PortRange[], port: number | undefined): boolean {
  return ranges.some(({ first, last }) =>
    port === undefined ? first === 0 && last === 65535 : first <= port && port <= last,
  );
}

function isAddress(match: AddressMatch, ip: Ip, world: World): boolean {
  if (match.kind === "any") return true;
  if (match.kind === "range") return match.first <= ip && ip <= match.last;
  return expand(match, ip, world).some((prefix) => containsIp(prefix, ip));
}

function expand(match: AddressMatch, ip: Ip, { model, tag, network }: World): readonly Prefix[] {
  switch (match.kind) {
    case "any":
    case "range":
      return [];
    case "prefix":
      return [match.prefix];
    case "applicationGroup":
      return [...model.nics.values()]
        .filter(({ subnet }) => model.subnets.get(subnet!)?.network === network)
        .flatMap(({ ipConfigurations }) => ipConfigurations)
        .filter(({ applicationGroups }) => applicationGroups.includes(match.group))
        .flatMap(({ address }) => (address === undefined ? [] : [hostPrefix(address)]));
    case "serviceTag":
      if (match.tag === "VirtualNetwork") return tag;
      if (match.tag === "AzureLoadBalancer") return [parsePrefix("168.63.129.16/32")!];
      if (match.tag === "Internet") return isPublic(ip, tag) ? [hostPrefix(ip)] : [];
      return model.serviceTags?.prefixesOf(match.tag) ?? [];
  }
}

const privateSpace = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "168.63.129.16/32"];

// Addresses of the test are private or well known as public.
function isPublic(ip: Ip, tag: readonly Prefix[]): boolean {
  const inside = [
    ...tag.filter(({ length }) => length > 1),
    ...privateSpace.map((text) => parsePrefix(text)!),
  ];
  return !inside.some((prefix) => containsIp(prefix, ip));
}
