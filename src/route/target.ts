import {
  type Firewall,
  findCalled,
  type Gateway,
  isCalled,
  type Key,
  keyOf,
  type Model,
  type Nic,
  nicsOfMachine,
  type Subnet,
  type VirtualHub,
} from "../model/index.ts";
import type { View } from "./table.ts";

/** Something whose routes can be asked for. */
export type Target =
  | { readonly kind: "nic"; readonly named: Nic; readonly view: View }
  | { readonly kind: "subnet"; readonly named: Subnet; readonly view: View }
  | { readonly kind: "gateway"; readonly named: Gateway; readonly view: View }
  | { readonly kind: "firewall"; readonly named: Firewall; readonly view: View }
  | { readonly kind: "hub"; readonly named: VirtualHub };

/** What a text names. */
export type TargetResult =
  | { readonly kind: "found"; readonly target: Target }
  /** Several resources have that name; full ids tell them apart. */
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  /** The resource is there, but the snapshot lacks the subnet that its routes come from. */
  | { readonly kind: "incomplete"; readonly id: string; readonly missing: string }
  /** A virtual network was named: its subnets are the targets. */
  | { readonly kind: "network"; readonly subnets: readonly string[] }
  | { readonly kind: "unknown" };

/**
 * Finds what a text names: a full id, the name of an interface, gateway, firewall, hub or virtual
 * machine, or `network/subnet`. Names are compared without regard to case; a resource's own name
 * comes before that of the machine that it belongs to. Cost: that of the two that follow.
 */
export function findTarget(model: Model, text: string): TargetResult {
  return findNamedTarget(model, text) ?? findOtherTarget(model, text);
}

/**
 * Finds what a text names by its id or its own name; absent when nothing is called that. Cost: a
 * full id is looked up; names are looked up in each resource group.
 */
export function findNamedTarget(model: Model, text: string): TargetResult | undefined {
  const found = candidatesCalled(model, keyOf(text));
  return found.length === 0 ? undefined : resultOf(found);
}

/**
 * Finds what a text names by something else's name: interfaces by their machine, subnets by their
 * network. Cost: the first call for a model goes over all interfaces.
 */
export function findOtherTarget(model: Model, text: string): TargetResult {
  const found = nicsOfMachine(model, keyOf(text)).map(nicCandidate);
  return found.length === 0 ? explainUnknown(model, text) : resultOf(found);
}

function resultOf(found: readonly Candidate[]): TargetResult {
  const [first, ...others] = found;
  if (first === undefined) return { kind: "unknown" };
  if (others.length > 0) return { kind: "ambiguous", ids: found.map(({ named }) => named.id) };
  return first.target === undefined
    ? { kind: "incomplete", id: first.named.id, missing: first.missing }
    : { kind: "found", target: first.target };
}

// By id, or by the resource's own name.
function candidatesCalled(model: Model, wanted: Key): readonly Candidate[] {
  const { nics, subnets, gateways, firewalls, hubs } = model;
  const subnet = subnets.get(wanted);
  return [
    ...called(nics, wanted).map(nicCandidate),
    ...(subnet === undefined ? subnetsCalled(model, wanted) : [subnet]).map(subnetCandidate),
    ...called(gateways, wanted).map(gatewayCandidate),
    ...called(firewalls, wanted).map(firewallCandidate),
    ...called(hubs, wanted).map(hubCandidate),
  ];
}

function called<T>(things: ReadonlyMap<Key, T>, wanted: Key): readonly T[] {
  const exact = things.get(wanted);
  return exact === undefined ? findCalled(things, wanted) : [exact];
}

// `network/subnet`, of which there may be several in different resource groups.
function subnetsCalled({ networks, subnets }: Model, wanted: string): readonly Subnet[] {
  const [network, own, ...more] = wanted.split("/");
  if (network === undefined || own === undefined || more.length > 0) return [];
  return findCalled(networks, network)
    .flatMap((one) => one.subnets.flatMap((key) => subnets.get(key) ?? []))
    .filter(({ key }) => isCalled(key, own));
}

/**
 * Every target of a model: interfaces, then subnets, gateways, firewalls and hubs, each by id.
 * Interfaces of private endpoints are left out: nothing is sent from them, and Azure has no such
 * view (EFF-3, PE-11).
 */
export function listTargets(model: Model): readonly Target[] {
  return allNamed(model)
    .flatMap(({ target }) => target ?? [])
    .filter((target) => target.kind !== "nic" || target.named.privateEndpoint === undefined);
}

/** The short form of a target's name that people type. */
export function targetName(model: Model, target: Target): string {
  if (target.kind !== "subnet") return target.named.name;
  const network = model.networks.get(target.named.network);
  return `${network?.name ?? "?"}/${target.named.name}`;
}

interface Candidate {
  readonly named: { readonly key: string; readonly id: string };
  readonly target: Target | undefined;
  /** What the snapshot lacks when there is no target. */
  readonly missing: string;
}

function allNamed(model: Model): readonly Candidate[] {
  return [
    ...[...model.nics.values()].map((nic) => nicCandidate(nic)),
    ...[...model.subnets.values()].map((subnet) => subnetCandidate(subnet)),
    ...[...model.gateways.values()].map((gateway) => gatewayCandidate(gateway)),
    ...[...model.firewalls.values()].map((firewall) => firewallCandidate(firewall)),
    ...[...model.hubs.values()].map((hub) => hubCandidate(hub)),
  ];
}

function nicCandidate(nic: Nic): Candidate {
  const { subnet } = nic;
  const view = subnet === undefined ? undefined : { subnet, gateway: undefined };
  return {
    named: nic,
    target: view === undefined ? undefined : { kind: "nic", named: nic, view },
    missing: nic.subnetId ?? "its subnet",
  };
}

function subnetCandidate(subnet: Subnet): Candidate {
  const view = { subnet: subnet.key, gateway: undefined };
  return {
    named: subnet,
    target: { kind: "subnet", named: subnet, view },
    missing: "",
  };
}

function gatewayCandidate(gateway: Gateway): Candidate {
  const view = { subnet: gateway.subnet, gateway: gateway.key };
  return {
    named: gateway,
    target: { kind: "gateway", named: gateway, view },
    missing: "",
  };
}

function firewallCandidate(firewall: Firewall): Candidate {
  const { subnet } = firewall;
  return {
    named: firewall,
    target:
      subnet === undefined
        ? undefined
        : { kind: "firewall", named: firewall, view: { subnet, gateway: undefined } },
    missing: firewall.virtualHub === undefined ? "its subnet" : "a subnet (it stands in a hub)",
  };
}

function hubCandidate(hub: VirtualHub): Candidate {
  return {
    named: hub,
    target: { kind: "hub", named: hub },
    missing: "",
  };
}

function explainUnknown(model: Model, text: string): TargetResult {
  const network = [...model.networks.values()].find(
    ({ key, name }) => key === keyOf(text) || name.toLowerCase() === text.toLowerCase(),
  );
  if (network !== undefined) {
    const names = network.subnets.flatMap((key) => model.subnets.get(key)?.name ?? []);
    return { kind: "network", subnets: names.map((name) => `${network.name}/${name}`) };
  }
  return { kind: "unknown" };
}
