import {
  type Firewall,
  type FirewallMatch,
  type Key,
  type Model,
  type NetworkRule,
  type Nic,
  perModel,
} from "../../model/index.ts";
import { containsIp, type Ip, overlaps, type Prefix } from "../../net/index.ts";
import type { ApplianceAt } from "../appliance-at.ts";

/** A call that an appliance passes on to a private endpoint. */
export interface PassedCall {
  /** Where the callers are; absent where anybody may call. */
  readonly sources: readonly Prefix[] | undefined;
  readonly destination: Ip;
}

/**
 * Whether an appliance could pass a call on with the caller's own address (PE-12). A quick look
 * before a walk: it never says no where a walk would say yes. Cost: for a firewall one comparison
 * for each of its network rules.
 */
export function keepsSource(model: Model, { owner }: ApplianceAt, call: PassedCall): boolean {
  switch (owner.kind) {
    case "firewall":
      return networkRulesOf(model, owner.firewall).some((rule) => mayAllow(rule, call));
    case "nic":
      return forwardsAsIs(model, owner.nic);
    case "loadBalancer":
      return true;
    case "gateway":
    case "routingAppliance":
    case "privateEndpoint":
    case "routeServer":
    case "reserved":
    case "subnet":
      return false;
  }
}

function forwardsAsIs(model: Model, { key, forwardsIp, keepsSourceToPrivateLink }: Nic): boolean {
  const forwarding = guestsByNic(model).get(key)?.forwarding ?? "forward";
  return forwardsIp && !keepsSourceToPrivateLink && forwarding === "forward";
}

const guestsByNic = perModel(
  ({ guests }) => new Map([...guests.values()].map((guest) => [guest.nic, guest])),
);

// Application rules always translate (FWD-24).
function networkRulesOf(model: Model, firewall: Firewall): readonly NetworkRule[] {
  const known = rulesByFirewall.get(firewall);
  if (known !== undefined) return known;
  const collections = [
    ...firewall.collections,
    ...policyGroups(model, firewall.policy).flatMap((group) => group.collections),
  ];
  const rules = collections
    .filter(({ kind, action }) => kind === "network" && action === "allow")
    .flatMap((collection) => collection.rules)
    .filter((rule) => rule.kind === "network");
  rulesByFirewall.set(firewall, rules);
  return rules;
}

const rulesByFirewall = new WeakMap<Firewall, readonly NetworkRule[]>();

function policyGroups({ firewallPolicies }: Model, key: Key | undefined) {
  const policy = key === undefined ? undefined : firewallPolicies.get(key);
  const base = policy?.base === undefined ? undefined : firewallPolicies.get(policy.base);
  return [policy, base].flatMap((one) => one?.groups ?? []);
}

function mayAllow({ sources, destinations, destinationFqdns }: NetworkRule, call: PassedCall) {
  return (
    (call.sources === undefined ||
      sources.some((match) => call.sources?.some((prefix) => mayOverlap(match, prefix)))) &&
    (destinationFqdns.length > 0 || destinations.some((match) => mayHold(match, call.destination)))
  );
}

function mayOverlap(match: FirewallMatch, prefix: Prefix): boolean {
  return match.kind === "prefix" ? overlaps(match.prefix, prefix) : true;
}

function mayHold(match: FirewallMatch, address: Ip): boolean {
  return match.kind === "prefix" ? containsIp(match.prefix, address) : true;
}
