import type { Firewall, Gateway, Model, Nic, Subnet, VirtualHub } from "../model/index.ts";
import { keyOf } from "../model/index.ts";
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
 * machine, or `network/subnet`. Names are compared without regard to case. Cost: one pass over the
 * named resources.
 */
export function findTarget(model: Model, text: string): TargetResult {
  const wanted = keyOf(text);
  const candidates = allNamed(model);
  const exact = candidates.filter(
    ({ named, alias }) => named.key === wanted || alias[0] === wanted,
  );
  // A resource's own name comes before that of the machine that it belongs to.
  const found = exact.length > 0 ? exact : candidates.filter(({ alias }) => alias.includes(wanted));
  const [first, ...others] = found;
  if (first === undefined) return explainUnknown(model, text);
  if (others.length > 0) return { kind: "ambiguous", ids: found.map(({ named }) => named.id) };
  return first.target === undefined
    ? { kind: "incomplete", id: first.named.id, missing: first.missing }
    : { kind: "found", target: first.target };
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
  /** Lower-case names by which it may be called beside its id; its own name first. */
  readonly alias: readonly string[];
  readonly target: Target | undefined;
  /** What the snapshot lacks when there is no target. */
  readonly missing: string;
}

function allNamed(model: Model): readonly Candidate[] {
  return [
    ...[...model.nics.values()].map((nic) => nicCandidate(nic)),
    ...[...model.subnets.values()].map((subnet) => subnetCandidate(model, subnet)),
    ...[...model.gateways.values()].map((gateway) => gatewayCandidate(gateway)),
    ...[...model.firewalls.values()].map((firewall) => firewallCandidate(firewall)),
    ...[...model.hubs.values()].map((hub) => hubCandidate(hub)),
  ];
}

function nicCandidate(nic: Nic): Candidate {
  const { subnet, virtualMachine } = nic;
  const machine = virtualMachine?.split("/").at(-1)?.toLowerCase();
  const view = subnet === undefined ? undefined : { subnet, gateway: undefined };
  return {
    named: nic,
    alias: [nic.name.toLowerCase(), ...(machine === undefined ? [] : [machine])],
    target: view === undefined ? undefined : { kind: "nic", named: nic, view },
    missing: nic.subnetId ?? "its subnet",
  };
}

function subnetCandidate(model: Model, subnet: Subnet): Candidate {
  const network = model.networks.get(subnet.network);
  const view = { subnet: subnet.key, gateway: undefined };
  return {
    named: subnet,
    alias: network === undefined ? [] : [`${network.name}/${subnet.name}`.toLowerCase()],
    target: { kind: "subnet", named: subnet, view },
    missing: "",
  };
}

function gatewayCandidate(gateway: Gateway): Candidate {
  const view = { subnet: gateway.subnet, gateway: gateway.key };
  return {
    named: gateway,
    alias: [gateway.name.toLowerCase()],
    target: { kind: "gateway", named: gateway, view },
    missing: "",
  };
}

function firewallCandidate(firewall: Firewall): Candidate {
  const { subnet } = firewall;
  return {
    named: firewall,
    alias: [firewall.name.toLowerCase()],
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
    alias: [hub.name.toLowerCase()],
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
