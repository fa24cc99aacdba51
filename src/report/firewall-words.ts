import type { FirewallAssumption, FirewallReason, FirewallVerdict } from "../firewall/index.ts";
import { formatEndpoint } from "../flow/index.ts";

const reasons: Readonly<Record<FirewallReason, (verdict: FirewallVerdict) => string>> = {
  rule: (verdict) => `${nameRule(verdict)} ${actOf(verdict)}`,
  noRule: () => "no rule matches, and what no rule allows is denied",
  policyMissing: ({ missing }) => `the snapshot lacks ${listNames(missing)}, which would decide`,
  unknownMatch: (verdict) =>
    `whether ${nameRule(verdict)} matches cannot be told, and would decide`,
  noDnat: () =>
    "a firewall that sends Internet traffic elsewhere takes no DNAT, unless it has a management interface",
  destinationUnknown: (verdict) =>
    `${nameRule(verdict)} translates the destination to a name of which no address is known`,
  hairpin: () =>
    "a firewall does not turn round what comes from behind it to its own public address",
  protocolNotTranslated: (verdict) =>
    `${nameRule(verdict)} allows it, but only TCP and UDP can get the firewall's public address`,
  familyUnsupported: () => "Azure Firewall carries no IPv6",
  dnsProxy: () => "the firewall answers questions for names itself",
};

/** Says in one sentence why a firewall decided as it did. */
export function firewallSentence(verdict: FirewallVerdict): string {
  return reasons[verdict.reason](verdict);
}

function actOf({ action, destination, translatesSource }: FirewallVerdict): string {
  if (action !== "allow") return "denies it";
  const to =
    destination === undefined
      ? ""
      : ` and sends it to ${formatEndpoint(destination.address, destination.port)}`;
  return `allows it${to}, ${translatesSource ? "from the firewall's own address" : "with its own source"}`;
}

function nameRule({ kind, group, collection, rule }: FirewallVerdict): string {
  const holder = [group, collection].filter((name) => name !== undefined).join("/");
  return `${kind === "nat" ? "DNAT" : kind} rule '${rule}' of ${holder}`;
}

type Assumed = (about: readonly string[]) => string;

/** What a firewall's verdict takes for granted, each as one sentence. */
export const firewallAssumptions: Readonly<Record<FirewallAssumption, Assumed>> = {
  matchUnknown: (about) => `${listNames(about)} could not be compared with this flow`,
  nameInRequest: (about) => `the request is taken to name ${listNames(about)}`,
  tagAsDocumented: (about) =>
    `FQDN tag ${listNames(about)} is taken to hold the names that Microsoft documents`,
  infrastructureName: (about) =>
    `the built-in rules for Azure's own infrastructure may let ${listNames(about)} through`,
  learnedRanges: (about) =>
    `${listNames(about)} is taken not to have learned from a Route Server to leave the source alone`,
  rangesNotInherited: (about) =>
    `the private ranges of base policy ${listNames(about)} are taken not to be inherited`,
  impliedByNat: (about) =>
    `DNAT rule ${listNames(about)} takes any source, so its translated address is open from inside, too`,
};

// A rule set can name hundreds of things that stand in the way.
const shownNames = 3;

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, shownNames).join(", ");
  return names.length <= shownNames ? shown : `${shown} and ${names.length - shownNames} more`;
}
