import { type Asker, listNames, type Resolution, resolveName } from "../../dns/index.ts";
import { findCalled, type Key, keyOf, type Model, type Named } from "../../model/index.ts";
import { formatIp, type Ip, parseIp } from "../../net/index.ts";
import {
  findNamedTarget,
  findOtherTarget,
  type Target,
  type TargetResult,
  targetName,
} from "../../route/index.ts";
import { assume } from "../engine/act.ts";
import { primaryAddress } from "../engine/emitter.ts";
import type { World } from "../engine/visit.ts";
import type { TraceAssumption } from "../trace.ts";
import { addressAt, freeAddress } from "./example-address.ts";
import {
  exampleInternetAddress,
  type FoundSender,
  outsideSender,
  senderNames,
  type Unfound,
} from "./find-sender.ts";

/** What a flow is sent to, found from what a person wrote. */
export interface FoundDestination {
  readonly kind: "found";
  readonly address: Ip;
  /** Name that was asked for, lower case; absent when an address or a resource was named. */
  readonly name: string | undefined;
  readonly label: string;
  /** Subnet in which a host is supposed, where only that was named. */
  readonly supposedIn: Key | undefined;
  /** How a name was resolved. */
  readonly resolution: Resolution | undefined;
  readonly assumptions: readonly TraceAssumption[];
}

/** What a text names as a destination. */
export type DestinationResult =
  | FoundDestination
  | Unfound
  /** A name that nobody resolves, or only to an address that nobody knows. */
  | {
      readonly kind: "unresolved";
      readonly resolution: Resolution;
      readonly names: readonly string[];
    };

/**
 * Finds what a flow is sent to: an address, `internet`, a resource by name or id, a service tag, a
 * host or site outside Azure, a name that the sender's side resolves, a machine, or a network's only
 * subnet; the first that has the name.
 */
export function findDestination(
  world: World,
  text: string,
  from: Pick<FoundSender, "asker" | "sender">,
): DestinationResult {
  const address = parseIp(text);
  if (address !== undefined) return toAddress(address, formatIp(address));
  if (text.toLowerCase() === "internet") {
    const example = formatIp(exampleInternetAddress);
    return toAddress(exampleInternetAddress, "internet", [
      assume("anyInternetHost", ["FWD-18"], example),
    ]);
  }
  const target = findNamedTarget(world.model, text);
  if (target !== undefined) return ofResult(world, target, { text, from });
  return (
    otherResource(world, text, from) ??
    taggedAddress(world.model, text) ??
    outsideHost(world, text) ??
    byOtherName(world, text, from)
  );
}

function toAddress(
  address: Ip,
  label: string,
  assumptions: readonly TraceAssumption[] = [],
): FoundDestination {
  const rest = { name: undefined, supposedIn: undefined, resolution: undefined };
  return { kind: "found", address, label, assumptions, ...rest };
}

/** Who sends, as far as it matters to whom a name means. */
type From = Parameters<typeof findDestination>[2];

// Names that resolve are asked for before those of machines, for which all interfaces are gone over.
function byOtherName(world: World, text: string, from: From): DestinationResult {
  const resolved = text.includes(".") ? byName(world, text, from.asker) : undefined;
  if (resolved?.kind === "found") return resolved;
  const target = findOtherTarget(world.model, text);
  if (target.kind !== "unknown") return ofResult(world, target, { text, from });
  return resolved ?? { kind: "unknown", names: destinationNames(world) };
}

function ofResult(
  world: World,
  found: TargetResult,
  { text, from }: { readonly text: string; readonly from: From },
): DestinationResult {
  switch (found.kind) {
    case "found":
      return from.sender.kind === "internet"
        ? (atPublicIp(found.target) ?? ofTarget(world, found.target))
        : ofTarget(world, found.target);
    case "ambiguous":
    case "incomplete":
      return found;
    case "network": {
      const [only, ...others] = found.subnets;
      if (only === undefined) return { kind: "incomplete", id: text, missing: "its subnets" };
      return others.length === 0
        ? findDestination(world, only, from)
        : { kind: "ambiguous", ids: found.subnets };
    }
    case "unknown":
      return { kind: "unknown", names: destinationNames(world) };
  }
}

// Whoever is outside reaches a resource at its public address, if at all.
function atPublicIp(target: Target): FoundDestination | undefined {
  const publicIps =
    target.kind === "nic"
      ? target.named.ipConfigurations.flatMap(({ publicIp }) => publicIp ?? [])
      : target.kind === "firewall"
        ? target.named.publicIps
        : [];
  const address = publicIps.find((one) => one.address !== undefined)?.address;
  return address === undefined ? undefined : toAddress(address, target.named.name);
}

function ofTarget(world: World, target: Target): DestinationResult {
  const { model } = world;
  const label = targetName(model, target);
  const incomplete = (missing: string): Unfound => ({
    kind: "incomplete",
    id: target.named.id,
    missing,
  });
  switch (target.kind) {
    case "nic": {
      const address = primaryAddress(target.named);
      return address === undefined ? incomplete("its private address") : toAddress(address, label);
    }
    case "subnet": {
      const address = freeAddress(world, target.named);
      if (address === undefined) return incomplete("its prefix");
      const assumption = assume("hostInSubnet", ["FWD-1"], formatIp(address), label);
      return { ...toAddress(address, label, [assumption]), supposedIn: target.named.key };
    }
    case "firewall": {
      const { address } = target.named;
      return address === undefined ? incomplete("its address") : toAddress(address, label);
    }
    case "gateway": {
      const address = target.named.instances.flatMap(
        ({ privateAddress }) => privateAddress ?? [],
      )[0];
      return address === undefined
        ? incomplete("its private addresses")
        : toAddress(address, label);
    }
    case "hub":
      return incomplete("an address: a hub is no destination");
  }
}

function otherResource(world: World, text: string, from: From): DestinationResult | undefined {
  const { model } = world;
  const found = [
    ...named(model.privateEndpoints, text),
    ...named(model.loadBalancers, text),
    ...named(model.cloudServices, text),
  ];
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  if (others.length > 0) return { kind: "ambiguous", ids: found.map(({ id }) => id) };
  const endpoint = model.privateEndpoints.get(first.key);
  const balancer = model.loadBalancers.get(first.key);
  const service = model.cloudServices.get(first.key);
  const incomplete = (missing: string): Unfound => ({ kind: "incomplete", id: first.id, missing });
  if (endpoint !== undefined) {
    const address = endpoint.addresses[0]?.address;
    return address === undefined
      ? incomplete("its private address")
      : toAddress(address, first.name);
  }
  if (balancer !== undefined) {
    const isOutside = from.sender.kind === "internet";
    const addresses = balancer.frontends.flatMap(({ address, publicIp }) =>
      isOutside ? (publicIp?.address ?? []) : (address ?? publicIp?.address ?? []),
    );
    const [address] = addresses;
    return address === undefined
      ? incomplete("a front end address")
      : toAddress(address, first.name);
  }
  const fqdn = service?.fqdns[0];
  return fqdn === undefined ? incomplete("its public name") : byName(world, fqdn, from.asker);
}

function named<T extends Named>(map: ReadonlyMap<Key, T>, text: string): readonly Named[] {
  const wanted = keyOf(text);
  const exact = map.get(wanted);
  if (exact !== undefined) return [exact];
  return findCalled(map, wanted);
}

// A tag stands for many addresses; the first of its first prefix that is not the network's own
// number is an example.
function taggedAddress(model: Model, text: string): FoundDestination | undefined {
  const prefix = model.serviceTags?.prefixesOf(text)?.find(({ family }) => family === 4);
  if (prefix === undefined) return undefined;
  const address = addressAt(prefix, prefix.length < 31 ? 1 : 0);
  return toAddress(address, text, [assume("hostOfTag", ["FWD-17"], formatIp(address), text)]);
}

function outsideHost(world: World, text: string): FoundDestination | undefined {
  const found = outsideSender(world, text);
  return found?.kind === "found"
    ? toAddress(found.address, found.label, found.assumptions)
    : undefined;
}

function byName(world: World, text: string, asker: Asker): DestinationResult {
  const resolution = resolveName(world.model, asker, text);
  const address = resolution.kind === "addresses" ? resolution.addresses[0] : undefined;
  if (resolution.kind !== "addresses" || address === undefined) {
    return { kind: "unresolved", resolution, names: destinationNames(world) };
  }
  const { assumptions } = resolution;
  return {
    ...toAddress(address, resolution.name, assumptions),
    name: resolution.name,
    resolution,
  };
}

/** Names that a flow can be sent to, for suggestions. */
export function destinationNames(world: World): readonly string[] {
  const { model } = world;
  return [
    ...senderNames(world),
    ...[model.privateEndpoints, model.loadBalancers, model.cloudServices].flatMap((map) =>
      [...map.values()].map(({ name }) => name),
    ),
    ...listNames(model),
  ];
}
