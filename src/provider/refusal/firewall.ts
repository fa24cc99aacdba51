import { type Refusal, refuseUnverified } from "./refusal.ts";

export function firewallPlace(firewall: string): Refusal {
  return refuseUnverified(
    400,
    "FirewallPlace",
    `Firewall ${firewall} names a virtual hub and IP configurations; it stands in one or the other.`,
  );
}

export function firewallSubnetName(firewall: string, subnet: string): Refusal {
  return refuseUnverified(
    400,
    "FirewallSubnetName",
    `Firewall ${firewall} cannot stand in subnet ${subnet}: its subnet has to be named ` +
      "AzureFirewallSubnet.",
  );
}

export function firewallSubnetTooSmall(firewall: string, subnet: string): Refusal {
  return refuseUnverified(
    400,
    "FirewallSubnetTooSmall",
    `Firewall ${firewall} needs a larger subnet than ${subnet}: at least /26.`,
  );
}

export function ruleGroupPriority(group: string, priority: string): Refusal {
  return refuseUnverified(
    400,
    "RuleCollectionGroupPriority",
    `Rule collection group ${group} has the priority ${priority}; it has to be a number from 100 to ` +
      "65000.",
  );
}

/** Which firewalls and policies keep a policy from being removed. */
export function policyInUse(policy: string, users: readonly string[]): Refusal {
  return refuseUnverified(
    400,
    "FirewallPolicyInUse",
    `Firewall policy ${policy} cannot be deleted because it is in use by ${users.join(", ")}.`,
  );
}
