import type { FirewallVerdict } from "../firewall/index.ts";
import { type Flow, isUnknownAddress } from "../flow/index.ts";
import { formatIp } from "../net/index.ts";

/** One line of a firewall's log, with the columns that Log Analytics prints. */
export interface FirewallLogRow {
  readonly Action_s: string;
  readonly Category: "AZFWNetworkRule" | "AZFWApplicationRule" | "AZFWNatRule";
  readonly DestinationIp_s: string;
  readonly Fqdn_s: string;
  readonly SourceIP: string;
  readonly TableName: "PrimaryResult";
  readonly TimeGenerated: string;
}

/**
 * The line that a firewall logs about a new flow at a time, in ISO 8601; `undefined` where it logs
 * none: nobody knows what it does, or no rule was asked. Addresses are those before translation.
 */
export function firewallLogRow(
  verdict: FirewallVerdict,
  flow: Flow,
  time: string,
): FirewallLogRow | undefined {
  const action = actionOf(verdict);
  if (action === undefined) return undefined;
  const Category = categoryOf(verdict, flow);
  const isApplication = Category === "AZFWApplicationRule";
  return {
    Action_s: action,
    Category,
    DestinationIp_s: isApplication ? "" : formatIp(flow.destination),
    Fqdn_s: isApplication ? (flow.name ?? "") : "",
    SourceIP: isUnknownAddress(flow.source) ? "" : formatIp(flow.source),
    TableName: "PrimaryResult",
    TimeGenerated: time,
  };
}

// The log of DNAT rules has no column for an action.
function actionOf({ action, reason, kind, destination }: FirewallVerdict): string | undefined {
  switch (reason) {
    case "rule":
    case "noRule":
      if (kind === "nat" && destination !== undefined) return "";
      return action === "allow" ? "Allow" : "Deny";
    case "protocolNotTranslated":
      return "Allow";
    case "policyMissing":
    case "unknownMatch":
    case "noDnat":
    case "destinationUnknown":
    case "hairpin":
    case "familyUnsupported":
    case "dnsProxy":
      return undefined;
  }
}

function categoryOf(
  { kind, destination }: FirewallVerdict,
  { protocol, destinationPort, name }: Flow,
): FirewallLogRow["Category"] {
  switch (kind) {
    case "application":
      return "AZFWApplicationRule";
    case "network":
      return "AZFWNetworkRule";
    case "nat":
      return destination === undefined ? "AZFWNetworkRule" : "AZFWNatRule";
    case undefined: {
      const isWeb = protocol === "tcp" && (destinationPort === 80 || destinationPort === 443);
      return isWeb && name !== undefined ? "AZFWApplicationRule" : "AZFWNetworkRule";
    }
  }
}
