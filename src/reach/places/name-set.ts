import type { Key, Site, Subnet, VirtualNetwork } from "../../model/index.ts";
import {
  coversSet,
  hasIp,
  type Ip,
  intersect,
  isEmptySet,
  type PrefixSet,
  prefixSet,
  setSize,
  subtract,
  toRanges,
} from "../../net/index.ts";
import type { Owner } from "../../translate/index.ts";
import type { Reach } from "../reach.ts";

/** Part of a set of addresses, by whom people mean with it. */
export type NamedPart =
  /** All hosts of a subnet; `network` is the name of its network. */
  | {
      readonly kind: "subnet";
      readonly id: string;
      readonly network: string;
      readonly name: string;
    }
  /** Some hosts of a subnet, of which not all are interfaces of the snapshot. */
  | {
      readonly kind: "hosts";
      readonly id: string;
      readonly network: string;
      readonly name: string;
      readonly addresses: PrefixSet;
      /** The other hosts, where they are interfaces; else absent. */
      readonly others: readonly NamedPart[] | undefined;
    }
  /** An interface, private endpoint, front end, firewall, gateway, or host outside Azure. */
  | { readonly kind: "device"; readonly id: string; readonly name: string }
  /** A place outside Azure, or a part of it. */
  | {
      readonly kind: "site";
      readonly id: string;
      readonly name: string;
      /** Absent where all of it is meant. */
      readonly addresses: PrefixSet | undefined;
    }
  /** Nearly all public addresses. */
  | { readonly kind: "internet" }
  /** Addresses of which no name is known. */
  | { readonly kind: "addresses"; readonly addresses: PrefixSet };

/**
 * Says whom people mean with a set of addresses. The models are asked in turn; what the first one
 * names, the others need not. Addresses that nobody can have are left out. In the order of networks,
 * then places outside, then the rest.
 */
export function nameSet(reaches: readonly Reach[], set: PrefixSet): readonly NamedPart[] {
  const parts: NamedPart[] = [];
  let rest = set;
  for (const key of networksIn(reaches, set)) {
    const own = reaches.map((reach) => nameInNetwork(reach, key, rest));
    // One model may lack a part of the network, such as a subnet that is new.
    for (const { named, taken } of own) {
      parts.push(...named.filter((part) => !parts.some((known) => isSamePart(known, part))));
      rest = subtract(rest, taken);
    }
  }
  for (const reach of reaches) {
    for (const site of reach.model.sites.values()) {
      const found = nameInSite(site, rest);
      if (found === undefined) continue;
      parts.push(...found.named);
      rest = subtract(rest, found.taken);
    }
  }
  return [...parts, ...nameRest(rest)];
}

interface Found {
  readonly named: readonly NamedPart[];
  readonly taken: PrefixSet;
}

function networksIn(reaches: readonly Reach[], set: PrefixSet): readonly Key[] {
  const keys = reaches.flatMap((reach) => reach.networksIn(set).map(({ key }) => key));
  return [...new Set(keys)].sort();
}

function spaceOf({ addressSpace }: VirtualNetwork): PrefixSet {
  return prefixSet(addressSpace.map(({ prefix }) => prefix));
}

function nameInNetwork(reach: Reach, key: Key, set: PrefixSet): Found {
  const network = reach.model.networks.get(key);
  const places = reach.placesIn(key);
  if (network === undefined || places === undefined) return { named: [], taken: prefixSet([]) };
  const taken = spaceOf(network);
  const own = intersect(set, taken);
  const devices = [...reach.walker.world.owners.devicesOf(key)].flatMap(([ip, owner]) =>
    hasIp(own, ip) ? deviceOf(owner) : [],
  );
  const subnets = network.subnets.flatMap((one): readonly NamedPart[] => {
    const subnet = reach.model.subnets.get(one);
    return subnet === undefined
      ? []
      : nameInSubnet(reach, { network, subnet, hosts: places.hosts }, own);
  });
  return { named: distinct([...subnets, ...devices]), taken };
}

interface SubnetOf {
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
  readonly hosts: PrefixSet;
}

// Some of a subnet's hosts are named one by one where each is an interface.
const mostNamed = 64n;

function nameInSubnet(
  reach: Reach,
  { network, subnet, hosts }: SubnetOf,
  set: PrefixSet,
): readonly NamedPart[] {
  const own = intersect(hosts, prefixSet(subnet.prefixes.map(({ prefix }) => prefix)));
  const meant = intersect(own, set);
  if (isEmptySet(meant)) return [];
  const named = { id: subnet.id, network: network.name, name: subnet.name };
  if (coversSet(set, own)) return [{ kind: "subnet", ...named }];
  const nics = nicsIn(reach, network.key, meant);
  if (nics !== undefined) return nics;
  const others = nicsIn(reach, network.key, subtract(own, meant));
  return [{ kind: "hosts", ...named, addresses: meant, others }];
}

// Absent unless every address is an interface's, and there are not too many.
function nicsIn(reach: Reach, network: Key, set: PrefixSet): readonly NamedPart[] | undefined {
  if (setSize(set) > mostNamed) return undefined;
  const nics = addressesOf(set).map((ip) => reach.nicAt(network, ip));
  if (nics.some((nic) => nic === undefined)) return undefined;
  return distinct(
    nics.flatMap((key): readonly NamedPart[] => {
      const nic = key && reach.model.nics.get(key);
      return nic ? [{ kind: "device", id: nic.id, name: nic.name }] : [];
    }),
  );
}

function addressesOf(set: PrefixSet): readonly Ip[] {
  return toRanges(set).flatMap(([start, end]) => {
    const found: Ip[] = [];
    for (let ip = start; ip < end; ) {
      found.push(ip as Ip);
      ip = typeof ip === "number" ? ip + 1 : ip + 1n;
    }
    return found;
  });
}

function deviceOf(owner: Owner): readonly NamedPart[] {
  switch (owner.kind) {
    case "privateEndpoint":
      return [named(owner.endpoint)];
    case "loadBalancer":
      return [named(owner.balancer)];
    case "firewall":
      return [named(owner.firewall)];
    case "gateway":
      return [named(owner.gateway)];
    case "routeServer":
      return [named(owner.server)];
    case "routingAppliance":
      return [named(owner.appliance)];
    case "nic":
      return [named(owner.nic)];
    case "reserved":
    case "subnet":
      return [];
  }
}

function named({ id, name }: { readonly id: string; readonly name: string }): NamedPart {
  return { kind: "device", id, name };
}

function distinct(parts: readonly NamedPart[]): readonly NamedPart[] {
  return parts.filter((part, at) => parts.findIndex((one) => isSamePart(one, part)) === at);
}

function isSamePart(a: NamedPart, b: NamedPart): boolean {
  return a.kind === b.kind && "id" in a && "id" in b && a.id === b.id;
}

function nameInSite({ id, name, prefixes, hosts }: Site, set: PrefixSet): Found | undefined {
  const own = prefixSet(prefixes.map(({ prefix }) => prefix).filter(({ length }) => length > 1));
  const meant = intersect(set, own);
  if (isEmptySet(meant)) return undefined;
  if (coversSet(set, own)) {
    return { named: [{ kind: "site", id, name, addresses: undefined }], taken: own };
  }
  const listed = hosts.filter(({ address }) => hasIp(meant, address));
  if (BigInt(listed.length) === setSize(meant)) {
    const parts = listed.map(
      (host): NamedPart => ({ kind: "device", id: `${id}/${host.name}`, name: host.name }),
    );
    return { named: parts, taken: own };
  }
  return { named: [{ kind: "site", id, name, addresses: meant }], taken: own };
}

// Half of all there are: the rest are ranges that the platform or somebody's routes leave out.
const mostOfInternet = 1n << 31n;

function nameRest(rest: PrefixSet): readonly NamedPart[] {
  if (isEmptySet(rest)) return [];
  return setSize(rest) >= mostOfInternet
    ? [{ kind: "internet" }]
    : [{ kind: "addresses", addresses: rest }];
}
