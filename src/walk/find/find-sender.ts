import type { Asker } from "../../dns/index.ts";
import {
  type Key,
  keyOf,
  type Model,
  machineNames,
  type Nic,
  nicsWithAddress,
  type Site,
  type Subnet,
} from "../../model/index.ts";
import { containsIp, formatIp, type Ip, isPublicIp, parseIp } from "../../net/index.ts";
import {
  findNamedTarget,
  findOtherTarget,
  listTargets,
  type Target,
  targetName,
} from "../../route/index.ts";
import { findPublicOwner } from "../../translate/index.ts";
import { assume } from "../engine/act.ts";
import { primaryAddress } from "../engine/emitter.ts";
import type { World } from "../engine/visit.ts";
import type { Sender } from "../question.ts";
import type { TraceAssumption } from "../trace.ts";
import { freeAddress, hostBehind } from "./example-address.ts";

/** Who sends, found from what a person wrote. */
export interface FoundSender {
  readonly kind: "found";
  readonly sender: Sender;
  readonly address: Ip;
  /** Who asks for names. */
  readonly asker: Asker;
  readonly label: string;
  /** Whether the address itself was given, and so no other one is meant. */
  readonly isAddress?: boolean;
  readonly assumptions: readonly TraceAssumption[];
}

/** Why what a person wrote names nothing to send or be sent to. */
export type Unfound =
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  /** The resource is there, and something that the walk needs of it is not. */
  | { readonly kind: "incomplete"; readonly id: string; readonly missing: string }
  /** Nothing has that name; `names` are those that would do, for suggestions. */
  | { readonly kind: "unknown"; readonly names: readonly string[] };

/** What a text names as a sender. */
export type SenderResult = FoundSender | Unfound;

/**
 * Finds who sends: an address, `internet`, an interface, `network/subnet`, gateway or firewall, a
 * host or site outside Azure, a machine, or a network's only subnet; the first that has the name.
 */
export function findSender(world: World, text: string): SenderResult {
  const address = parseIp(text);
  if (address !== undefined) {
    const found = senderAt(world, address);
    return found.kind === "found" ? { ...found, isAddress: true } : found;
  }
  if (text.toLowerCase() === "internet") return internetSender(exampleInternetAddress);
  const named = findNamedTarget(world.model, text);
  const outside = named === undefined ? outsideSender(world, text) : undefined;
  if (outside !== undefined) return outside;
  const found = named ?? findOtherTarget(world.model, text);
  switch (found.kind) {
    case "found":
      return senderOf(world, found.target);
    case "ambiguous":
    case "incomplete":
      return found;
    case "network": {
      const [first, ...others] = found.subnets;
      if (first === undefined) return { kind: "incomplete", id: text, missing: "its subnets" };
      return others.length === 0
        ? findSender(world, first)
        : { kind: "ambiguous", ids: found.subnets };
    }
    case "unknown":
      return { kind: "unknown", names: senderNames(world) };
  }
}

/**
 * The same sender with an address of the family of what it sends to; absent when it has none. What
 * was named by an address keeps it.
 */
export function inFamilyOf(
  { model }: World,
  sender: FoundSender,
  destination: Ip,
): FoundSender | undefined {
  if (typeof sender.address === typeof destination) return sender;
  if (sender.sender.kind !== "nic") return undefined;
  const nic = model.nics.get(sender.sender.nic);
  const address = nic && primaryAddress(nic, destination);
  return address === undefined || sender.isAddress ? undefined : { ...sender, address };
}

/** Names that can send, for suggestions. */
export function senderNames({ model }: World): readonly string[] {
  return [
    ...listTargets(model)
      .filter(({ kind }) => kind !== "hub")
      .map((target) => targetName(model, target)),
    ...machineNames(model),
    ...[...model.sites.values()].flatMap((site) => [
      site.name,
      ...site.hosts.map(({ name }) => name),
    ]),
    "internet",
  ];
}

/** An address of the Internet, where only the word was given; reserved for documentation. */
export const exampleInternetAddress: Ip = parseIp("203.0.113.99") as Ip;

function senderOf(world: World, target: Target): SenderResult {
  const { model } = world;
  const label = targetName(model, target);
  switch (target.kind) {
    case "nic":
      return nicSender(model, target.named, primaryAddress(target.named));
    case "subnet": {
      const address = freeAddress(world, target.named);
      if (address === undefined)
        return { kind: "incomplete", id: target.named.id, missing: "its prefix" };
      return subnetSender(target.named, address, label, [
        assume("hostInSubnet", ["FWD-1"], formatIp(address), label),
      ]);
    }
    case "firewall": {
      const firewall = target.named;
      const address = firewall.instances[0]?.address ?? firewall.address;
      if (address === undefined)
        return { kind: "incomplete", id: firewall.id, missing: "its address" };
      const sender = { kind: "firewall", firewall: firewall.key } as const;
      return found(sender, address, networkAsker(model, firewall.subnet), label);
    }
    case "gateway": {
      const behind = hostBehind(model, target.named);
      if (behind === undefined) {
        return { kind: "incomplete", id: target.named.id, missing: "any prefix of the other side" };
      }
      const sender = { kind: "gateway", gateway: target.named.key } as const;
      const asker = behind.site === undefined ? publicAsker : siteAsker(behind.site);
      return found(sender, behind.address, asker, label, [
        assume("hostBehindGateway", ["FWD-10"], formatIp(behind.address), label),
      ]);
    }
    case "hub":
      return { kind: "unknown", names: senderNames(world) };
  }
}

function nicSender(model: Model, nic: Nic, address: Ip | undefined): SenderResult {
  if (
    nic.subnet === undefined ||
    model.networks.get(model.subnets.get(nic.subnet)?.network ?? ("" as Key)) === undefined
  ) {
    return { kind: "incomplete", id: nic.id, missing: nic.subnetId ?? "its subnet" };
  }
  if (address === undefined)
    return { kind: "incomplete", id: nic.id, missing: "its private address" };
  return found({ kind: "nic", nic: nic.key }, address, networkAsker(model, nic.subnet), nic.name);
}

function subnetSender(
  subnet: Subnet,
  address: Ip,
  label: string,
  assumptions: readonly TraceAssumption[],
): FoundSender {
  const asker = { kind: "network", network: subnet.network } as const;
  return found({ kind: "subnet", subnet: subnet.key }, address, asker, label, assumptions);
}

// An address names its interface; without one the subnet that holds it, a site, or the Internet.
function senderAt(world: World, address: Ip): SenderResult {
  const { model } = world;
  const nics = nicsWithAddress(model, address);
  const [nic, ...twins] = nics;
  if (twins.length > 0) return { kind: "ambiguous", ids: nics.map(({ id }) => id) };
  if (nic !== undefined) return nicSender(model, nic, address);
  const subnets = [...model.subnets.values()].filter(({ prefixes }) =>
    prefixes.some(({ prefix }) => containsIp(prefix, address)),
  );
  const [subnet, ...others] = subnets;
  if (others.length > 0) return { kind: "ambiguous", ids: subnets.map(({ id }) => id) };
  if (subnet !== undefined) {
    const label = formatIp(address);
    return subnetSender(subnet, address, label, [
      assume("hostInSubnet", ["FWD-1"], label, subnet.name),
    ]);
  }
  const site = [...model.sites.values()].find((one) => isAt(one, address));
  if (site !== undefined) return hostSender(address, site, hostName(site, address));
  const owner = findPublicOwner(model, address);
  if (owner?.kind === "nic") return nicSender(model, owner.nic, owner.configuration.address);
  return isPublicIp(address)
    ? internetSender(address)
    : hostSender(address, undefined, formatIp(address));
}

/** Finds a host or site outside Azure by its name; absent when nothing there is called that. */
export function outsideSender({ model }: World, text: string): SenderResult | undefined {
  const wanted = keyOf(text);
  for (const site of model.sites.values()) {
    const host = site.hosts.find(({ name }) => keyOf(name) === wanted);
    if (host !== undefined) return hostSender(host.address, site, host.name);
    if (keyOf(site.name) !== wanted && site.key !== wanted) continue;
    const example = exampleOf(site);
    if (example === undefined)
      return { kind: "incomplete", id: site.id, missing: "its address prefixes" };
    return {
      ...hostSender(example, site, site.name),
      assumptions: [assume("hostOfSite", ["FWD-10"], formatIp(example), site.name)],
    };
  }
  return undefined;
}

function exampleOf(site: Site): Ip | undefined {
  return site.hosts[0]?.address ?? firstHost(site);
}

function firstHost({ prefixes }: Site): Ip | undefined {
  const prefix = prefixes.find((one) => one.prefix.length > 0)?.prefix;
  if (prefix === undefined) return undefined;
  const { address } = prefix;
  return (typeof address === "number" ? address + 4 : (address as bigint) + 4n) as Ip;
}

/** Whether an address is one of a site's. */
export function isAt({ prefixes, hosts }: Site, address: Ip): boolean {
  return (
    hosts.some((host) => host.address === address) ||
    prefixes.some(({ prefix }) => prefix.length > 0 && containsIp(prefix, address))
  );
}

function hostName({ hosts }: Site, address: Ip): string {
  return hosts.find((host) => host.address === address)?.name ?? formatIp(address);
}

function hostSender(address: Ip, site: Site | undefined, label: string): FoundSender {
  const sender = { kind: "host", address, site: site?.key } as const;
  return found(sender, address, site === undefined ? publicAsker : siteAsker(site.key), label);
}

function internetSender(address: Ip): FoundSender {
  return found({ kind: "internet", address }, address, publicAsker, formatIp(address));
}

const publicAsker: Asker = { kind: "public" };

function siteAsker(site: Key): Asker {
  return { kind: "site", site };
}

function networkAsker({ subnets }: Model, subnet: Key | undefined): Asker {
  const network = subnet === undefined ? undefined : subnets.get(subnet)?.network;
  return network === undefined ? publicAsker : { kind: "network", network };
}

function found(
  sender: Sender,
  address: Ip,
  asker: Asker,
  label: string,
  assumptions: readonly TraceAssumption[] = [],
): FoundSender {
  return { kind: "found", sender, address, asker, label, assumptions };
}
