import {
  type Firewall,
  type FirewallMatch,
  type Key,
  type Model,
  type NetworkRule,
  type Nic,
  perModel,
} from "../../model/index.ts";
import { containsIp, overlaps, type Prefix } from "../../net/index.ts";
import type { ApplianceAt } from "../appliance-at.ts";
import { portOf } from "./endpoint-flow.ts";
import type { PlacedEndpoint } from "./passage.ts";

/** Whose calls an appliance may pass on with the caller's own address. */
export type KeptCallers =
  | { readonly kind: "anybody" }
  | { readonly kind: "those"; readonly matches: readonly FirewallMatch[] };

/**
 * Whose calls to private endpoints an appliance may pass on untranslated (PE-12). A quick look
 * before a walk: nobody is left out of whom a walk would show it. Cost: for a firewall one
 * comparison for each of its network rules and each endpoint.
 */
export function keptCallers(
  model: Model,
  { owner }: ApplianceAt,
  endpoints: readonly PlacedEndpoint[],
): KeptCallers {
  switch (owner.kind) {
    case "firewall": {
      const rules = networkRulesOf(model, owner.firewall);
      const open = rules.filter((rule) => endpoints.some((one) => mayLeadTo(rule, one)));
      return { kind: "those", matches: open.flatMap(({ sources }) => sources) };
    }
    case "nic":
      return forwardsAsIs(model, owner.nic) ? { kind: "anybody" } : nobody;
    case "loadBalancer":
      return { kind: "anybody" };
    case "gateway":
    case "routingAppliance":
    case "privateEndpoint":
    case "routeServer":
    case "reserved":
    case "subnet":
      return nobody;
  }
}

const nobody: KeptCallers = { kind: "those", matches: [] };

/** Whether somebody in these prefixes may be among the callers. */
export function isAmong(callers: KeptCallers, prefixes: readonly Prefix[]): boolean {
  if (callers.kind === "anybody") return true;
  return callers.matches.some((match) => prefixes.some((prefix) => mayOverlap(match, prefix)));
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
  const collections = [
    ...firewall.collections,
    ...policyGroups(model, firewall.policy).flatMap((group) => group.collections),
  ];
  return collections
    .filter(({ kind, action }) => kind === "network" && action === "allow")
    .flatMap((collection) => collection.rules)
    .filter((rule) => rule.kind === "network");
}

function policyGroups({ firewallPolicies }: Model, key: Key | undefined) {
  const policy = key === undefined ? undefined : firewallPolicies.get(key);
  const base = policy?.base === undefined ? undefined : firewallPolicies.get(policy.base);
  return [policy, base].flatMap((one) => one?.groups ?? []);
}

function mayLeadTo(
  { destinations, destinationFqdns, destinationPorts }: NetworkRule,
  { endpoint, address }: PlacedEndpoint,
): boolean {
  const port = portOf(endpoint);
  return (
    destinationPorts.some(({ first, last }) => first <= port && port <= last) &&
    (destinationFqdns.length > 0 ||
      destinations.some((one) => one.kind !== "prefix" || containsIp(one.prefix, address)))
  );
}

function mayOverlap(match: FirewallMatch, prefix: Prefix): boolean {
  return match.kind === "prefix" ? overlaps(match.prefix, prefix) : true;
}
