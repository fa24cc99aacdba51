/**
 * Behavior switches: everything about Azure that is inferred, disputed or has changed over time.
 *
 * One typed object; the first value of each switch is its default. Source:
 * docs/semantics/appendix-d-switches.md.
 */
export const behaviorSwitches = {
  noneProfile: {
    values: ["2025", "doc", "2019", "2021", "2022", "2023", "2023h"],
    rule: "SYS-3",
    about: "which None rows the platform adds; the list drifts with the years",
  },
  noneKeptForUserInternetDefault: {
    values: ["true", "false"],
    rule: "SYS-5",
    about: "whether None rows stay under a user route 0.0.0.0/0 to Internet",
  },
  ecmpRows: {
    values: ["split", "merged"],
    rule: "GW-10",
    about: "one row per next hop address (until 2025), or one row with all of them (2026)",
  },
  gatewayRowSource: {
    values: ["VirtualNetworkGateway", "Default"],
    rule: "X-3",
    about: "the Source column of gateway rows; Default is how one documentation page prints it",
  },
  bgpDefaultHidesSystemDefault: {
    values: ["true", "false"],
    rule: "SEL-5",
    about: "whether a learned 0.0.0.0/0 replaces the system row, or makes it Invalid",
  },
  suppressBgpInsideSystemSpace: {
    values: ["true", "false"],
    rule: "SEL-4",
    about: "whether learned prefixes inside own, peered or service-endpoint space are withheld",
  },
  losingBgpRowDisplay: {
    values: ["hidden", "invalid"],
    rule: "SEL-5",
    about: "whether withheld learned rows are left out or listed as Invalid",
  },
  seBeatsLongerUdr: {
    values: ["false", "true"],
    rule: "SE-4",
    about: "whether a service-endpoint row also beats longer user routes inside it",
  },
  seRowsPerLocation: {
    values: ["true", "false"],
    rule: "SE-1",
    about: "one service-endpoint row per location, or one per service",
  },
  gatewayIgnoresPe32Udr: {
    values: ["activeActiveVpn", "allGateways", "never"],
    rule: "PE-9",
    about: "which gateways ignore a user route for exactly a private endpoint's /32",
  },
  disablePeeringHidesPe: {
    values: ["true", "false"],
    rule: "PEER-12",
    about: "whether switching peering routes off also hides the peers' private endpoints",
  },
  vnetAccessFalseHardDrop: {
    values: ["false", "true"],
    rule: "X-6",
    about:
      "whether a peering without access drops every flow, or only shrinks the VirtualNetwork tag",
  },
  forwardedTrafficModel: {
    values: ["receiverDrop", "tagOnly"],
    rule: "X-7",
    about: "whether a receiver that does not accept forwarded traffic drops it",
  },
  vnetTagIncludesDefaultRoute: {
    values: ["true", "false"],
    rule: "NSG-7",
    about: "whether the VirtualNetwork tag takes in a 0.0.0.0/0 from a user route or gateway",
  },
  lngRowsWithdrawnWhenDown: {
    values: ["true", "false"],
    rule: "CAP-13",
    about: "whether a tunnel that is down withdraws its static prefixes",
  },
  udrVngOnNonVpn: {
    values: ["drop", "forward"],
    rule: "UDR-4",
    about: "what a user route to VirtualNetworkGateway does where the gateway is not a VPN gateway",
  },
  arsDeadIlbAnomaly: {
    values: ["false", "true"],
    rule: "SEL-8",
    about: "whether a user route to a load balancer without members yields to the Route Server",
  },
  stalePeeringSnapshotDrivesRows: {
    values: ["true", "false"],
    rule: "PEER-2",
    about: "whether rows follow the last synchronized address space, or the present one",
  },
  splitDefaultInvalidatesDefault: {
    values: ["false", "true"],
    rule: "X-1",
    about:
      "whether 0.0.0.0/1 and 128.0.0.0/1 together make 0.0.0.0/0 Invalid, as one article words it",
  },
  peNoSnatSameVnet: {
    values: ["drop", "warn"],
    rule: "PE-12",
    about:
      "what happens to a private-endpoint flow through an NVA of the same network without SNAT",
  },
  guestsKeepState: {
    values: ["true", "false"],
    rule: "FWD-47",
    about: "whether a forwarding guest of which nobody says so refuses replies to unseen flows",
  },
  privateSubnetDefault: {
    values: ["false", "true"],
    rule: "FWD-15",
    about: "whether a subnet that does not say is private (networks created after 2026-03-31)",
  },
  peeringSourceAccepted: {
    values: ["true", "false"],
    rule: "FWD-23",
    about:
      "whether KMS accepts a customer's own public address that arrives over Microsoft peering",
  },
  natRulesInherited: {
    values: ["true", "false"],
    rule: "X-34",
    about: "whether a firewall policy inherits the DNAT rules of its base policy, too",
  },
} as const;

/** Name of a switch. */
export type BehaviorKey = keyof typeof behaviorSwitches;

/** One value for every switch. */
export type Behavior = {
  readonly [K in BehaviorKey]: (typeof behaviorSwitches)[K]["values"][number];
};

/** Every switch at its default: the first of its values. */
export const defaultBehavior: Behavior = Object.fromEntries(
  Object.entries(behaviorSwitches).map(([key, { values }]) => [key, values[0]]),
) as Behavior;

/** Whether a text names a switch. */
export function isBehaviorKey(text: string): text is BehaviorKey {
  return Object.hasOwn(behaviorSwitches, text);
}

/** Whether a text is a value of a switch. */
export function isBehaviorValue<K extends BehaviorKey>(key: K, text: string): text is Behavior[K] {
  return (behaviorSwitches[key].values as readonly string[]).includes(text);
}
